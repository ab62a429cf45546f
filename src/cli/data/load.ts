/** --data: generated data by name, a folder of IDX files, or a CSV file. */
import { existsSync, readdirSync, statSync } from 'node:fs'
import { basename, extname, join, resolve } from 'node:path'
import { message, show } from '../../check.js'
import { parseCsv } from '../../data/tabular/csv.js'
import { type Dataset, digits, idxDataset, spirals, split } from '../../entry/index.js'
import { didYouMean } from '../../nearest.js'
import { readInput } from '../shared/files.js'
import { UsageError } from '../shared/usage.js'

export interface Parts {
  readonly training: Dataset
  readonly test: Dataset
}

export interface DataOptions {
  /** from which generated data, and the lot that splits a CSV file, follow */
  seed: number
  /** column of a CSV file: its name, or its number from 0, from the end where negative */
  label?: string
}

/** Share of a CSV file's rows that is held out for the test. */
const HELD_OUT = 0.2

const generators = { digits, spirals }
const TABLES = ['.csv', '.tsv', '.txt']

/**
 * @param name digits, spirals, FOLDER or FILE.csv; a relative path is also looked for under ONECYCLE_DATA
 * @throws UsageError for a name that is neither generated nor a path, and for a file of another kind; Error or RangeError
 *   for files that are missing or not as they should be
 */
export async function loadData(where: string, name: string, options: DataOptions): Promise<Parts> {
  const { seed, label } = options
  if (name === 'digits' || name === 'spirals') {
    if (label !== undefined) throw labelless(where, name)
    return generators[name]({ seed })
  }
  const path = findPath(where, name)
  if (statSync(path).isDirectory()) {
    if (label !== undefined) throw labelless(where, name)
    return readFolder(where, path)
  }
  if (!TABLES.includes(extname(path).toLowerCase())) {
    throw new UsageError(message(where, '--data', 'digits, spirals, a folder of IDX files or FILE.csv', show(name)))
  }
  const text = new TextDecoder().decode(readInput(where, '--data', path))
  const column = label !== undefined && /^-?\d+$/.test(label) ? Number(label) : label
  const table = parseCsv(text, {
    name: basename(path, extname(path)),
    ...(column === undefined ? {} : { label: column }),
  })
  const { training, validation } = split(table, { seed, fraction: HELD_OUT })
  return { training, test: validation }
}

/** Where relative paths are also looked for. */
export function dataFolder(): string | undefined {
  return process.env.ONECYCLE_DATA || undefined
}

function findPath(where: string, name: string): string {
  const shared = dataFolder()
  const places = shared === undefined ? [name] : [name, resolve(shared, name)]
  const found = places.find((place) => existsSync(place))
  if (found !== undefined) return found
  const expected = 'digits, spirals, a folder of IDX files or FILE.csv'
  if (/[\\/.]/.test(name)) throw new Error(message(where, '--data', expected, `${name}: no such file or folder`))
  throw new UsageError(message(where, '--data', expected, show(name), didYouMean(name, Object.keys(generators))))
}

async function readFolder(where: string, folder: string): Promise<Parts> {
  const files = readdirSync(folder)
  const read = async (part: 'train' | 't10k'): Promise<Dataset> => {
    const images = findIdx(where, folder, files, `${part}-images`, 'idx3-ubyte')
    const labels = findIdx(where, folder, files, `${part}-labels`, 'idx1-ubyte')
    return idxDataset({
      images: readInput(where, '--data', images),
      labels: readInput(where, '--data', labels),
      name: basename(resolve(folder)),
      sources: { images, labels },
    })
  }
  return { training: await read('train'), test: await read('t10k') }
}

/** MNIST's names, as its authors spell them or with the dot that some archives have; gzip or not. */
function findIdx(where: string, folder: string, files: readonly string[], stem: string, ending: string): string {
  for (const name of [`${stem}-${ending}`, `${stem}.${ending}`]) {
    for (const file of [name, `${name}.gz`]) if (files.includes(file)) return join(folder, file)
  }
  const got =
    files.length === 0 ? 'an empty folder' : `${files.slice(0, 8).join(', ')}${files.length > 8 ? ', ...' : ''}`
  throw new Error(message(where, '--data', `the file ${stem}-${ending} or ${stem}-${ending}.gz in ${folder}`, got))
}

function labelless(where: string, name: string): UsageError {
  return new UsageError(message(where, '--label', 'a CSV file as --data', name))
}
