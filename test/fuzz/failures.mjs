/** Inputs that failed once, in failures/, each named for its parser: `fuzz.mjs --keep` writes them there. */
import { readdirSync, readFileSync } from 'node:fs'
import { faultOf } from './judge.mjs'
import { parsers } from './parsers.mjs'

const folder = new URL('failures/', import.meta.url)

export const failures = readdirSync(folder)

/** What is wrong with how one is read: undefined if nothing is. */
export async function faultOfKept(file) {
  const [name, wrong] = [file.replace(/\..*/, '').replaceAll('-', ' '), readFileSync(new URL(file, folder))]
  const { read, takes } = parsers[name]
  const input = { bytes: () => new Uint8Array(wrong), text: String, json: JSON.parse }[takes](wrong)
  return (await faultOf(read, input)).fault
}
