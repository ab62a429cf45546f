/**
 * CIFAR-10, the binary version: colour images of 32 x 32 pixels in ten classes, 10,000 a file.
 *
 *     a record, 3,073 bytes: label, then 1,024 bytes of red, as many of green, as many of blue, each row by row
 * Source: A. Krizhevsky, "Learning Multiple Layers of Features from Tiny Images", 2009.
 */
import { checkOptions, isBytes, message, wrongType, wrongValue } from '../../check.js'
import { listOf, text } from '../../options.js'
import { createDataset } from '../create-dataset.js'
import type { Dataset } from '../dataset.js'
import { gunzip, isGzip } from './gunzip.js'

const SHAPE = [32, 32, 3] as const
const PIXELS = 32 * 32
const RECORD = 1 + 3 * PIXELS
/** Of all six files of CIFAR-10: one that is packed and holds more is another, however small it is. */
const MOST_RECORDS = 60_000
const CLASS_NAMES = ['airplane', 'automobile', 'bird', 'cat', 'deer', 'dog', 'frog', 'horse', 'ship', 'truck']

/** Options of `readCifar10`. */
export interface ReadCifar10Options {
  /** default 'cifar-10' */
  name?: string
  /** what error messages call the files, as a rule their names; default 'files[0]' and so on */
  sources?: readonly string[]
}

/**
 * Reads one file of CIFAR-10 or several as one dataset, packed with gzip or not. Rows are images with the channels last,
 * [32, 32, 3] bytes, in the order of the files.
 *
 * @param files the bytes of data_batch_1.bin and so on, or of test_batch.bin
 * @throws TypeError for the wrong kind of value or an unknown option; RangeError for a file that is cut off, damaged or of
 *   another format: the message names it
 */
export async function readCifar10(
  files: Uint8Array | readonly Uint8Array[],
  options: ReadCifar10Options = {},
): Promise<Dataset> {
  const where = 'readCifar10'
  const { name = 'cifar-10', sources = [] } = checkOptions(where, options, ['name', 'sources'])
  const given = isBytes(files) ? [files] : files
  if (!Array.isArray(given)) throw wrongType(where, 'files', 'a Uint8Array or an array of them', files)
  listOf(text)(where, 'sources', sources, {})
  if (given.length === 0) throw wrongValue(where, 'files', 'at least one file', files)
  const batches: Uint8Array[] = []
  for (const [index, file] of given.entries()) {
    batches.push(await recordsOf(where, sources[index] ?? `files[${index}]`, file))
  }
  const count = batches.reduce((sum, { length }) => sum + length / RECORD, 0)
  const features = new Uint8Array(count * (RECORD - 1))
  const labels = new Uint8Array(count)
  let row = 0
  for (const batch of batches) {
    for (let at = 0; at < batch.length; at += RECORD, row++) {
      labels[row] = batch[at] as number
      interleave(features, row * (RECORD - 1), batch, at + 1)
    }
  }
  return createDataset({ name, shape: SHAPE, features, labels, classNames: CLASS_NAMES })
}

/** The records of one file, whole and with labels that CIFAR-10 has. */
async function recordsOf(where: string, source: string, file: unknown): Promise<Uint8Array> {
  if (!isBytes(file)) throw wrongType(where, source, 'Uint8Array', file)
  const bytes = isGzip(file) ? await gunzip(where, source, file, () => MOST_RECORDS * RECORD) : file
  const { length } = bytes
  if (length === 0 || length % RECORD !== 0) {
    const whole = `${length} bytes, which is ${Math.floor(length / RECORD)} records and ${length % RECORD} bytes`
    throw new RangeError(message(where, source, `records of ${RECORD} bytes`, whole, nextFor(bytes)))
  }
  for (let at = 0; at < length; at += RECORD) {
    const label = bytes[at] as number
    if (label >= CLASS_NAMES.length) {
      throw new RangeError(message(where, source, 'labels from 0 to 9', `${label} in record ${at / RECORD}`))
    }
  }
  return bytes
}

function nextFor(bytes: Uint8Array): string {
  // how Python's pickle begins
  if (bytes[0] === 0x80) return 'this is the version for Python: take the binary version'
  if (bytes.length > 0 && bytes.length % (RECORD + 1) === 0) return `CIFAR-100 has records of ${RECORD + 1} bytes`
  return 'the file is cut off, or another one'
}

/** Three planes of colour to pixels of three bytes. */
function interleave(to: Uint8Array, at: number, from: Uint8Array, start: number): void {
  for (let pixel = start; pixel < start + PIXELS; pixel++) {
    to[at++] = from[pixel] as number
    to[at++] = from[pixel + PIXELS] as number
    to[at++] = from[pixel + 2 * PIXELS] as number
  }
}
