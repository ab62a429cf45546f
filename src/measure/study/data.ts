/** The data of a study: what tells it from any other, and its parts as every trial sees them. */
import { checkBetween, checkOptions, checkSeed, message } from '../../check.js'
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
  /** 0 where the target is a number */
  readonly classes: number
  /** numbers to predict in a row; left out for classes */
  readonly outputs?: number
  /** of the features, the labels or targets, and the weights of rows if there are any, as little-endian bytes */
  readonly sha256: string
}

/** How the training set is divided: trials learn from one part and are judged on the other. */
export interface StudySplit {
  readonly seed: number
  /** share of the training set that is held out, in (0, 1) */
  readonly fraction: number
}

/** The data of a trial, as `prepareTrialData` makes them. Each trial leaves its memory to the next one over the same; it goes with them. */
export interface TrialData {
  readonly training: Dataset
  readonly validation: Dataset
  readonly test: Dataset
  /** of `training`, worked out once for all trials */
  readonly standardization: Standardization
}

/** Hashing tens of megabytes takes its time, and a dataset does not change. */
const known = new WeakMap<Dataset, DataIdentity>()

export function dataIdentity(where: string, what: string, dataset: Dataset): DataIdentity {
  const { name, count, inputs, classes, features, labels, targets, weights } = checkDataset(where, what, dataset)
  const found = known.get(dataset)
  if (found !== undefined) return found
  const bytes = [features, targets ?? labels, ...(weights === undefined ? [] : [weights])].flatMap(littleEndian)
  const outputs = targets === undefined ? {} : { outputs: targets.length / count }
  const identity = { name, count, inputs, classes, ...outputs, sha256: sha256Hex(...bytes) }
  known.set(dataset, identity)
  return identity
}

/** Units of a network's last layer: one for each class, or for each number to predict. */
export function outputsOf({ classes, outputs }: Pick<DataIdentity, 'classes' | 'outputs'>): number {
  return outputs ?? classes
}

/** Rows of the training set that are held out. */
export function heldOutRows({ split, training }: { split: StudySplit; training: DataIdentity }): number {
  return Math.round(split.fraction * training.count)
}

/** What the best answer that is the same for all rows comes to: a share of right ones, or R2. */
export function guessing({ classes }: Pick<DataIdentity, 'classes'>): number {
  return classes === 0 ? 0 : 1 / classes
}

/**
 * The same parts in every worker: the split is a function of its seed.
 * @throws RangeError where an output has the same target in all rows of a part that is scored: there is no R2
 */
export function prepareTrialData(training: Dataset, test: Dataset, drawn: StudySplit): TrialData {
  const where = 'prepareTrialData'
  const { seed, fraction } = checkOptions(where, drawn, ['seed', 'fraction'])
  checkSeed(where, seed)
  checkBetween(where, 'fraction', fraction, 0, 1)
  checkDataset(where, 'training', training)
  const parts = split(training, { seed, fraction })
  checkTargetsDiffer('validation', parts.validation)
  checkTargetsDiffer('test', checkDataset(where, 'test', test))
  return { ...parts, test, standardization: standardizationOf(parts.training) }
}

function checkTargetsDiffer(what: string, { targets, count }: Dataset): void {
  if (targets === undefined) return
  const outputs = targets.length / count
  for (let o = 0; o < outputs; o++) {
    if (targets.some((target, i) => i % outputs === o && target !== targets[o])) continue
    const got = `the same one in all ${count} rows`
    throw new RangeError(
      message('prepareTrialData', what, 'targets that differ', got, 'R2 needs two that differ: take more rows'),
    )
  }
}

/** Bytes that are hashed at a time. */
const PART = 2 ** 30

function littleEndian(values: Uint8Array | Uint16Array | Float32Array): Uint8Array[] {
  const bytes = new Uint8Array(values.buffer, values.byteOffset, values.byteLength)
  const width = values.BYTES_PER_ELEMENT
  const turned = LITTLE_ENDIAN || width === 1 ? bytes : new Uint8Array(bytes.length)
  if (turned !== bytes) {
    for (let i = 0; i < bytes.length; i++) turned[i] = bytes[i - (i % width) + (width - 1 - (i % width))] as number
  }
  return Array.from({ length: Math.ceil(bytes.length / PART) }, (_, i) => turned.subarray(i * PART, (i + 1) * PART))
}
