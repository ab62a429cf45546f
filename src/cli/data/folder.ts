/** --data FOLDER: the four IDX files of MNIST and its kin, or the batches of CIFAR-10; gzip or not. */
import { readdirSync } from 'node:fs'
import { basename, join, resolve } from 'node:path'
import { message } from '../../check.js'
import { type Dataset, idxDataset, readCifar10 } from '../../entry/index.js'
import { joined } from '../../words.js'
import { readInput } from '../files/read.js'
import type { Parts } from './parts.js'
import { isTable } from './table-file.js'

interface Folder {
  readonly where: string
  readonly path: string
  readonly files: readonly string[]
}

type Part = 'training' | 'test'

interface Kind {
  /** by which its files are known */
  readonly pattern: RegExp
  /** the paths of the files of a part. @throws Error for one that is not there */
  files(folder: Folder, part: Part): readonly string[]
  read(folder: Folder, files: readonly string[]): Promise<Dataset>
  /** what the user should know of what is there */
  notes(folder: Folder): readonly string[] | null
}

/** Both parts. @throws Error for a file that is missing, RangeError for one that is broken */
export async function readFolder(where: string, path: string): Promise<Parts> {
  const [kind, folder] = openFolder(where, path)
  // what is missing is told before anything is read
  const training = kind.files(folder, 'training')
  const test = kind.files(folder, 'test')
  const notes = kind.notes(folder)
  const parts = { training: await kind.read(folder, training), test: await kind.read(folder, test) }
  return { ...parts, validation: null, notes }
}

/** The test part alone. @throws as `readFolder` */
export function readTestPart(where: string, path: string): Promise<Dataset> {
  const [kind, folder] = openFolder(where, path)
  return kind.read(folder, kind.files(folder, 'test'))
}

function openFolder(where: string, path: string): [Kind, Folder] {
  const folder = { where, path, files: readdirSync(path) }
  const kinds = [idx, cifar10].filter(({ pattern }) => folder.files.some((name) => pattern.test(name)))
  const [kind] = kinds
  if (kind !== undefined && kinds.length === 1) return [kind, folder]
  if (kind !== undefined) throw new Error(message(where, '--data', `one kind of data in ${path}`, 'IDX and CIFAR-10'))
  const expected = `IDX files (train-images-idx3-ubyte, ...) or those of CIFAR-10 (data_batch_1.bin, ...) in ${path}`
  const python = folder.files.includes('data_batch_1') || folder.files.includes('test_batch')
  const table = folder.files.find(isTable)
  const next = python
    ? 'these are for Python: fetch the binary version of CIFAR-10'
    : table && `to read a table, name its file: --data ${join(path, table)}`
  throw new Error(message(where, '--data', expected, whatIsIn(folder), next))
}

const idx: Kind = {
  pattern: /idx[13]-ubyte(?:\.gz)?$/,
  files(folder, part) {
    const stem = part === 'training' ? 'train' : 't10k'
    // MNIST's names, as its authors spell them or with the dot that some archives have
    return ['images-idx3-ubyte', 'labels-idx1-ubyte'].map((ending) => {
      const name = `${stem}-${ending}`
      return find(folder, name) ?? find(folder, name.replace('-idx', '.idx')) ?? missing(folder, name)
    })
  },
  read({ where, path }, [images, labels]) {
    return idxDataset({
      images: readInput(where, '--data', images as string),
      labels: readInput(where, '--data', labels as string),
      name: nameOf(path),
      sources: { images: images as string, labels: labels as string },
    })
  },
  notes: () => null,
}

const BATCHES = [1, 2, 3, 4, 5].map((batch) => `data_batch_${batch}.bin`)

const cifar10: Kind = {
  pattern: /^(?:data_batch_[1-5]|test_batch)\.bin(?:\.gz)?$/,
  files(folder, part) {
    const names = part === 'training' ? BATCHES : ['test_batch.bin']
    const files = names.map((name) => find(folder, name)).filter((file) => file !== undefined)
    return files.length > 0 ? files : [missing(folder, names[0] as string)]
  },
  read({ where, path }, files) {
    const bytes = files.map((file) => readInput(where, '--data', file))
    return readCifar10(bytes, { name: nameOf(path), sources: files })
  },
  notes(folder) {
    const lacking = BATCHES.filter((name) => find(folder, name) === undefined)
    if (lacking.length === 0) return null
    return [`${5 - lacking.length} of the 5 training batches of CIFAR-10 are here; there is no ${joined(lacking)}`]
  },
}

/** The path of a file, gzip or not. */
function find({ path, files }: Folder, name: string): string | undefined {
  const found = [name, `${name}.gz`].find((file) => files.includes(file))
  return found && join(path, found)
}

function missing(folder: Folder, name: string): never {
  const expected = `the file ${name} or ${name}.gz in ${folder.path}`
  throw new Error(message(folder.where, '--data', expected, whatIsIn(folder)))
}

function whatIsIn({ files }: Folder): string {
  if (files.length === 0) return 'an empty folder'
  return `${files.slice(0, 8).join(', ')}${files.length > 8 ? ', ...' : ''}`
}

function nameOf(path: string): string {
  return basename(resolve(path))
}
