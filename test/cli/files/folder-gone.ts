import { existsSync, mkdirSync } from 'node:fs'
import { basename, join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { expect } from 'vitest'
import { onecycle, temporaryFolder } from '../onecycle.js'

const preload = pathToFileURL(join(import.meta.dirname, 'gone.mjs')).href

/**
 * Runs a command whose results go to a folder that is removed meanwhile.
 * @param at what removes it: the end of a trial of a place, or a line of a journal on its way to the disk
 * @returns with `files`, where the result of each option is instead
 */
export async function withFolderGone(
  args: readonly string[],
  options: readonly string[],
  at: 'rmSync' | 'fsync' = 'rmSync',
) {
  const folder = join(temporaryFolder(), 'results')
  mkdirSync(folder)
  const words = [...args, ...options.flatMap((option) => [option, join(folder, `for${option}`)])]
  const result = await onecycle(words, { env: { GONE: folder, GONE_AT: at, NODE_OPTIONS: `--import=${preload}` } })
  expect(existsSync(folder)).toBe(false)
  const told = result.stderr.matchAll(/: no such file or folder; it was written to (\S+?)(?:; .*)?$/gm)
  const paths = Array.from(told, ([, path]) => path as string)
  return { ...result, files: new Map(paths.map((path) => [basename(path).slice('for'.length), path])) }
}

/** The document inside a report. */
export function documentIn(report: string): unknown {
  return JSON.parse(/<script type="application\/json" id="data">([\s\S]*?)<\/script>/.exec(report)?.[1] as string)
}
