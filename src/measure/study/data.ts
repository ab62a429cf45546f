/** The data of a study: what tells it from any other, and its parts as every trial sees them. */
import { message } from '../../check.js'
import { checkDataset, type Dataset } from '../../data/dataset.js'
import { split } from '../../data/split.js'
import { type Standardization, standardizationOf } from '../../data/standardization.js'
import { LITTLE_ENDIAN } from '../../math/byte-order.js'
import { sha256Hex } from '../../math/sha256.js'

/** What tells data apart, as plain JSON. Equal hashes mean equal rows in equal order. */
export interface DataIdentity {
  readonly name: string
  readonly count: number
  readonly inputs: number
  readonly classes: number
  /** of the features, the labels and the weights of rows if there are any, as little-endian bytes */
  readonly sha256: string
}

/** How the training set is divided: trials learn from one part and are judged on the other. */
export interface StudySplit {
  readonly seed: number
  /** share of the training set that is held out, in (0, 1) */
  readonly fraction: number
}

/** The data of a trial, as `prepareTrialData` makes them. */
export interface TrialData {
  readonly training: Dataset
  readonly validation: Dataset
  readonly test: Dataset
  /** of `training`, worked out once for all trials */
  readonly standardization: Standardization
}

/** Hashing tens of megabytes takes a second, and a dataset does not change. */
const known = new WeakMap<Dataset, DataIdentity>()

/** @throws RangeError for a dataset with targets in place of classes: a study is about accuracy */
export function dataIdentity(where: string, what: string, dataset: Dataset): DataIdentity {
  const { name, count, inputs, classes, features, labels, weights } = checkDataset(where, what, dataset)
  const found = known.get(dataset)
  if (found !== undefined) return found
  if (classes === 0) throw new RangeError(message(where, what, 'a dataset with classes', 'one with targets'))
  const bytes = new Uint8Array(features.byteLength + labels.byteLength + (weights?.byteLength ?? 0))
  bytes.set(littleEndian(features))
  bytes.set(littleEndian(labels), features.byteLength)
  if (weights !== undefined) bytes.set(littleEndian(weights), features.byteLength + labels.byteLength)
  const identity = { name, count, inputs, classes, sha256: sha256Hex(bytes) }
  known.set(dataset, identity)
  return identity
}

/** The same parts in every worker: the split is a function of its seed. */
export function prepareTrialData(training: Dataset, test: Dataset, { seed, fraction }: StudySplit): TrialData {
  const parts = split(training, { seed, fraction })
  return { ...parts, test, standardization: standardizationOf(parts.training) }
}

function littleEndian(values: Uint8Array | Uint16Array | Float32Array): Uint8Array {
  const bytes = new Uint8Array(values.buffer, values.byteOffset, values.byteLength)
  if (LITTLE_ENDIAN || values.BYTES_PER_ELEMENT === 1) return bytes
  const turned = new Uint8Array(bytes.length)
  const width = values.BYTES_PER_ELEMENT
  for (let i = 0; i < bytes.length; i++) turned[i] = bytes[i - (i % width) + (width - 1 - (i % width))] as number
  return turned
}
