/** --data: generated data by name, a folder of images, or a CSV file. */
import { existsSync, readdirSync, statSync } from 'node:fs'
import { basename, dirname, join, parse, resolve } from 'node:path'
import { message, show } from '../../check.js'
import { digits, spirals } from '../../entry/index.js'
import { didYouMean, nearestTo } from '../../nearest.js'
import { UsageError } from '../shared/usage.js'
import { readFolder } from './folder.js'
import type { DataOptions, Parts } from './parts.js'
import { readTable, readTableInChunks } from './table.js'
import { checkTable, isTable } from './table-file.js'
import { givenTableOption } from './table-options.js'

const generators = { digits, spirals }
const SOURCES = 'digits, spirals, a folder of images (IDX or CIFAR-10) or FILE.csv'

/**
 * @param name digits, spirals, FOLDER or FILE.csv; a relative path is also looked for under ONECYCLE_DATA
 * @throws UsageError for a name that is neither generated nor a path, and for a file of another kind; Error or RangeError
 *   for files that are missing or not as they should be
 */
export async function loadData(where: string, name: string, options: DataOptions): Promise<Parts> {
  if (name === 'digits' || name === 'spirals') {
    refuseTableOptions(where, name, options)
    return { ...generators[name]({ seed: options.seed }), validation: null, notes: null }
  }
  const path = findPath(where, '--data', name, SOURCES)
  if (statSync(path).isDirectory()) {
    refuseTableOptions(where, name, options)
    return readFolder(where, path)
  }
  checkTable(where, path, SOURCES)
  const test = options.test === undefined ? undefined : findPath(where, '--test', options.test)
  const chosen = { ...options, ...(test === undefined ? {} : { test }) }
  return options.chunkRows === undefined
    ? readTable(where, path, chosen)
    : readTableInChunks(where, path, chosen, options.chunkRows)
}

/** Where relative paths are also looked for. */
export function dataFolder(): string | undefined {
  return process.env.ONECYCLE_DATA || undefined
}

/**
 * @param expected what the option takes, as a refusal names it
 * @throws UsageError for what is no path, Error for a path where nothing is
 */
export function findPath(where: string, option: string, name: string, expected = 'a file'): string {
  const shared = dataFolder()
  const places = shared === undefined ? [name] : [name, resolve(shared, name)]
  const found = places.find((place) => existsSync(place))
  if (found !== undefined) return found
  if (/[\\/.]/.test(name)) {
    throw new Error(message(where, option, expected, `${name}: no such file or folder`, meantBy(name)))
  }
  const known = Object.keys(generators).filter((generator) => expected.includes(generator))
  throw new UsageError(message(where, option, expected, show(name), didYouMean(name, known) ?? meantBy(name)))
}

/** A file beside the path that is not there: of nearly the same name, or with another ending. */
function meantBy(path: string): string | undefined {
  const folder = dirname(path)
  const files = existsSync(folder) && statSync(folder).isDirectory() ? readdirSync(folder) : []
  const bare = parse(path).name
  const meant = nearestTo(basename(path), files) ?? files.find((file) => isTable(file) && parse(file).name === bare)
  return meant && `did you mean ${join(folder, meant)}?`
}

function refuseTableOptions(where: string, name: string, options: DataOptions): void {
  const given = options.chunkRows === undefined ? givenTableOption(options) : '--chunk-rows'

  if (given !== undefined) throw new UsageError(message(where, given, 'a CSV file as --data', name))
}
