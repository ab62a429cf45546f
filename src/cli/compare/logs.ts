/**
 * --curves: logs, one run each, under the names of what they are runs of.
 *
 *     adam.csv                          a method of that name
 *     adam=a.csv                        a method of the name that is given
 *     adam=a.csv,b.csv  adam=c.csv      three runs of one method, whether in one word or in several
 *     adam=runs/adam-*.csv              all files of that kind, where the shell has not put them there
 */
import { existsSync, readdirSync } from 'node:fs'
import { basename, dirname, extname, join } from 'node:path'
import { message, show } from '../../check.js'
import { readLog } from '../../data/tabular/log-csv.js'
import type { LoggedRun } from '../../measure/replay/result.js'
import { readInput } from '../files/read.js'
import { UsageError } from '../shared/usage.js'
import { where } from './options.js'

const OPTION = '--curves'

/** @throws UsageError for a word that names no file, for a file twice, or for one method alone; Error for a file that cannot be read or is no log */
export function readLogs(words: readonly string[]): LoggedRun[] {
  const runs = words.flatMap(runsOf)
  const methods = new Set(runs.map(({ method, path }) => method ?? path))
  if (methods.size < 2) throw new UsageError(message(where, OPTION, 'logs of at least two methods', `${methods.size}`))
  const twice = runs.find(({ path }, i) => runs.findIndex((other) => other.path === path) < i)
  if (twice !== undefined) throw new UsageError(message(where, OPTION, 'each file once', show(twice.path)))
  return runs.map(({ method, path }, i): LoggedRun => {
    const alone = runs.every((other, k) => k === i || other.method !== method)
    // a log is read by the name of its file, which tells what TensorBoard's columns do not
    const log = readLog(nameOf(runs, path), new TextDecoder().decode(readInput(where, OPTION, path)))
    if (method === undefined) return log
    return alone ? { ...log, name: method } : { ...log, method }
  })
}

interface LogPath {
  readonly method: string | undefined
  readonly path: string
}

/** A word that is a file is one, whatever its name holds. */
function runsOf(word: string): LogPath[] {
  const sign = word.indexOf('=')
  if (sign < 0 || existsSync(word)) return matches(word).map((path) => ({ method: undefined, path }))
  const [method, files] = [word.slice(0, sign), word.slice(sign + 1)]
  if (method === '' || files === '') {
    throw new UsageError(message(where, OPTION, 'FILE, or NAME=FILE,FILE...', show(word)))
  }
  return files.split(',').flatMap((path) => matches(path).map((each) => ({ method, path: each })))
}

/** The file, or all of its folder that fit where it has a star. */
function matches(path: string): string[] {
  const pattern = basename(path)
  if (!pattern.includes('*') || existsSync(path)) return [path]
  const parts = pattern.split('*').map((part) => part.replace(/[.+?^${}()|[\]\\]/g, '\\$&'))
  const fits = new RegExp(`^${parts.join('.*')}$`)
  const folder = dirname(path)
  const found = existsSync(folder) ? readdirSync(folder).filter((file) => fits.test(file)) : []
  if (found.length === 0) throw new Error(message(where, OPTION, 'files that fit', `none for ${path}`))
  return found.sort().map((file) => join(folder, file))
}

/** The file's name without its ending, or its path where another file has the same. */
function nameOf(runs: readonly LogPath[], path: string): string {
  const short = (path: string): string => basename(path, extname(path))
  return runs.filter((other) => short(other.path) === short(path)).length > 1 ? path : short(path)
}
