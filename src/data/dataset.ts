/**
 * A dataset in memory: rows of features, and for each row a class or a vector of targets.
 *
 * Images stay bytes (one quarter of the memory of f32); they become standardised f32 one batch at a time, on the way
 * into the network's arena.
 */
import { checkInteger, isBytes, isFloats, wrongType, wrongValue } from '../check.js'
import { allFinite } from '../math/all-finite.js'
import { rowsOf } from './copy-rows.js'
import { type Shape, sizeOf } from './shape.js'
import type { Preparation } from './tabular/preparation/preparation.js'

/** Rows of features in memory, and for each a class or what the network should answer. */
export interface Dataset {
  /** what the data is called in results and reports */
  readonly name: string
  /** rows */
  readonly count: number
  /** numbers in a row */
  readonly inputs: number
  /** of a row, where it is more than a list: [height, width, channels] for images */
  readonly shape?: Shape
  /** classes; 0 for a dataset with targets */
  readonly classes: number
  /** [count, inputs], row-major */
  readonly features: Uint8Array | Float32Array
  /** [count] class of each row, 0 .. classes - 1; empty for a dataset with targets */
  readonly labels: Uint8Array | Uint16Array
  /** [count, outputs] what the network should answer; undefined for a dataset with labels */
  readonly targets?: Float32Array
  /** names of the classes, where the source has them */
  readonly classNames?: readonly string[]
  /** [count] what each row counts in training, at least 0; without them, all rows count the same */
  readonly weights?: Float32Array
  /** how raw rows became these features, where `prepareTable` made them */
  readonly preparation?: Preparation
}

/** Kernels number rows by i32. */
export const MOST_ROWS = 2 ** 31

/** What a function that was called with a dataset expects. Returns it. Data that are read in chunks have words of their own. */
export function checkDataset(where: string, what: string, value: unknown): Dataset {
  const given = (value ?? {}) as Partial<Dataset> & { refuse?(where: string): never }
  given.refuse?.(where)
  const { count, features } = given
  if (typeof count !== 'number' || !ArrayBuffer.isView(features)) {
    throw wrongType(where, what, 'a dataset', value, 'pass what createDataset gives, or a part such as training')
  }
  if (!fitting.has(given)) checkByHand(where, what, given as Dataset)
  return asFitting(given as Dataset)
}

/** Datasets whose parts fit each other. */
const fitting = new WeakSet<object>()

/** Notes that a dataset need not be looked through. Returns it. */
export function asFitting(dataset: Dataset): Dataset {
  fitting.add(dataset)
  return dataset
}

/** A dataset that was made by hand: what does not fit would be computed with all the same. */
function checkByHand(where: string, what: string, dataset: Dataset): void {
  const { name, count, inputs, classes, shape, features, labels, targets, weights, classNames } = dataset
  const floats = isFloats(features)
  let fits = false
  try {
    fits =
      typeof name === 'string' &&
      typeof classes === 'number' &&
      (floats || isBytes(features)) &&
      count % 1 === 0 &&
      count < MOST_ROWS &&
      features.length === count * inputs &&
      (!shape || sizeOf(shape) === inputs) &&
      (!weights || (weights.length === count && weights.every((weight) => weight >= 0 && weight < Infinity))) &&
      (targets
        ? isFloats(targets) && targets.length % count === 0
        : labels.length === count &&
          labels.every((label) => label < classes) &&
          (!classNames || classNames.length === classes))
  } catch {
    // a part of another kind fits nothing
  }
  if (!fits) throw wrongValue(where, what, 'parts that fit each other', dataset, 'createDataset tells which')
  if (floats) checkFiniteRows(where, features, inputs)
  if (targets) checkFiniteRows(where, targets, targets.length / count, 'targets')
}

/**
 * The rows named by `rows`, in that order, as a dataset of its own.
 *
 * @throws TypeError, RangeError for what is no dataset, no row, or none of the numbers of its rows
 */
export function takeRows(dataset: Dataset, rows: ArrayLike<number>): Dataset {
  const { count } = checkDataset('takeRows', 'dataset', dataset)
  if (typeof rows?.length !== 'number') throw wrongType('takeRows', 'rows', 'an array of numbers of rows', rows)
  if (rows.length === 0) throw wrongValue('takeRows', 'rows', 'at least one row', rows)
  for (let i = 0; i < rows.length; i++) {
    const row = rows[i] as number
    if (!(Number.isInteger(row) && row >= 0 && row < count)) checkInteger('takeRows', `rows[${i}]`, row, 0, count - 1)
  }
  return partOf(dataset, Uint32Array.from(rows))
}

/** The same for rows that are known to be there. */
export function partOf(dataset: Dataset, rows: Uint32Array): Dataset {
  const { count, features, inputs, labels, targets, weights } = dataset
  return asFitting({
    ...dataset,
    count: rows.length,
    features: rowsOf(features, inputs, rows),
    labels: targets === undefined ? rowsOf(labels, 1, rows) : labels,
    ...(targets !== undefined && { targets: rowsOf(targets, targets.length / count, rows) }),
    ...(weights !== undefined && { weights: rowsOf(weights, 1, rows) }),
  })
}

/** Refuses a number that is not finite; the message names its row and column. */
export function checkFiniteRows(where: string, values: Float32Array, width: number, what = 'features'): void {
  if (allFinite(values, 0, values.length)) return
  const i = values.findIndex((value) => !Number.isFinite(value))
  throw wrongValue(where, `${what}[${Math.floor(i / width)}][${i % width}]`, 'a finite number', values[i])
}
