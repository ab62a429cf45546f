import { readdirSync, readFileSync } from 'node:fs'
import { defineConfig } from 'vitest/config'
import { common } from '../../vitest.config.ts'

const folder = process.env.MUTATED ?? ''
/** A folder's own tests, those of the networks that layers make, and those of mistakes, which are everyone's. */
const folders = [`test/${folder}`, ...(folder === 'layers' ? ['test/network'] : []), 'test/entry']

/** Starts programs, which are built, and nothing is mutated there. */
const isElsewhere = (file: string) => readFileSync(file, 'utf8').includes('node:child_process')

const include = folders
  .flatMap((name) => readdirSync(name, { recursive: true, encoding: 'utf8' }).map((file) => `${name}/${file}`))
  .filter((file) => /(?<!\.(?:slow|simulation))\.test\.ts$/.test(file) && !isElsewhere(file))

export default defineConfig({ ...common, test: { ...common.test, include, pool: 'threads', isolate: true } })
