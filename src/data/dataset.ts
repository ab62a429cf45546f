/**
 * A dataset in memory: rows of features, and for each row a class or a vector of targets.
 *
 * Images stay bytes (one quarter of the memory of f32); they become standardised f32 one batch at a time, on the way
 * into the network's arena.
 *
 * It is long because a dataset that is built and one that was made by hand are held to the same rules, which stand side by side.
 */
import {
  checkInteger,
  checkNumber,
  checkOptions,
  checkText,
  isBytes,
  isFloats,
  isTexts,
  message,
  wrongType,
  wrongValue,
} from '../check.js'
import { rowsOf } from './copy-rows.js'
import { flatten, type PlainNumbers } from './plain-arrays.js'
import { checkShape, type Shape, shapeText, sizeOf } from './shape.js'
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

/** What `createDataset` takes. */
export interface DatasetParts {
  name?: string
  /** may be left out where `features` is an array of rows, or `shape` is given */
  inputs?: number
  shape?: Shape
  features: Uint8Array | Float32Array | PlainNumbers
  labels?: ArrayLike<number>
  classes?: number
  targets?: Float32Array | PlainNumbers
  classNames?: readonly string[]
  weights?: ArrayLike<number>
  preparation?: Preparation
}

/** Kernels number rows by i32. */
const MOST_ROWS = 2 ** 31

/** A dataset may serve as parts of another. */
const PARTS: readonly (keyof DatasetParts | keyof Dataset)[] = [
  'features',
  'labels',
  'targets',
  'inputs',
  'shape',
  'classes',
  'classNames',
  'name',
  'weights',
  'preparation',
  'count',
]

/**
 * Builds a dataset from arrays and checks that they fit each other.
 *
 * @param parts.features [count, inputs], row-major, or an array of rows; finite
 * @param parts.shape    of a row, such as [28, 28, 1]: a network whose inputs have a shape asks for the same one
 * @param parts.labels   [count] whole numbers from 0; either these or `targets`
 * @param parts.classes  number of classes; by default as many as there are names, without names the largest label + 1
 * @param parts.targets  [count, outputs], likewise
 * @param parts.weights  [count] what each row counts in training: finite, at least 0
 * @throws TypeError for the wrong kind of array, RangeError for counts that do not fit, a label outside its classes, a
 *   feature that is not finite
 */
export function createDataset(parts: DatasetParts): Dataset {
  checkOptions('createDataset', parts, PARTS)
  return datasetOf('createDataset', parts)
}

/** The same for another function, which errors name. @param checkFinite refuses a number that is not finite */
export function datasetOf(where: string, parts: DatasetParts, checkFinite = checkFiniteRows): Dataset {
  const { name = 'data', preparation, classNames } = parts
  checkText(where, 'name', name)
  const given = Array.isArray(parts.features) ? flatten(where, 'features', parts.features) : undefined
  const features = given?.values ?? parts.features
  if (!(isBytes(features) || isFloats(features))) {
    const expected = 'Uint8Array, Float32Array, numbers or rows of numbers'
    throw wrongType(where, 'features', expected, features, asFloats(features))
  }
  const shape = parts.shape === undefined ? undefined : checkShape(where, 'shape', parts.shape)
  const inputs = checkInteger(where, 'inputs', parts.inputs ?? (shape && sizeOf(shape)) ?? given?.width, 1)
  if (shape !== undefined && sizeOf(shape) !== inputs) {
    const got = `${shapeText(shape)}, which is ${sizeOf(shape)}`
    throw new RangeError(message(where, 'shape', `${inputs} numbers, as "inputs" says`, got))
  }
  if (given?.width !== undefined && given.width !== inputs) {
    throw wrongValue(where, 'features[0]', `${inputs} numbers, as a row has`, given.width)
  }
  const count = features.length / inputs
  if (!Number.isInteger(count) || count === 0) {
    throw wrongValue(where, 'features', `rows of ${inputs} numbers`, features)
  }
  if (count >= MOST_ROWS) throw wrongValue(where, 'features', `fewer than ${MOST_ROWS} rows`, count)
  if (isFloats(features)) checkFinite(where, features, inputs)
  const optional = {
    ...(shape !== undefined && { shape }),
    ...(classNames !== undefined && { classNames }),
    ...(parts.weights !== undefined && { weights: checkWeights(where, parts.weights, count) }),
    ...(preparation && { preparation }),
  }
  if (parts.targets !== undefined) {
    if (parts.labels !== undefined && parts.labels.length > 0) {
      throw wrongType(where, 'labels', 'nothing beside "targets"', parts.labels)
    }
    const targets = Array.isArray(parts.targets) ? flatten(where, 'targets', parts.targets).values : parts.targets
    if (!isFloats(targets)) {
      throw wrongType(where, 'targets', 'Float32Array, numbers or rows of numbers', targets, asFloats(targets))
    }
    if (targets.length === 0 || targets.length % count !== 0) {
      throw wrongValue(where, 'targets', `${count} rows, as the features have`, targets)
    }
    checkFinite(where, targets, targets.length / count, 'targets')
    return asFitting({ name, count, inputs, classes: 0, features, labels: new Uint8Array(0), targets, ...optional })
  }
  if (typeof parts.labels?.length !== 'number') {
    throw wrongType(where, 'labels', 'a class for each row, or "targets"', parts.labels)
  }
  const { labels, classes } = checkLabels(where, parts.labels, count, parts.classes ?? classNames?.length)
  const texts = isTexts(classNames)
  if (classNames !== undefined && !(texts && classNames.length === classes)) {
    throw (texts ? wrongValue : wrongType)(where, 'classNames', `${classes} texts, one a class`, classNames)
  }
  return asFitting({ name, count, inputs, classes, features, labels, ...optional })
}

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

function asFloats(values: unknown): string | undefined {
  return ArrayBuffer.isView(values) ? 'pass Float32Array.from(...) of it' : undefined
}

function checkLabels(where: string, values: ArrayLike<number>, count: number, known: number | undefined) {
  if (values.length !== count) throw wrongValue(where, 'labels', `${count} of them, one for each row`, values.length)
  let classes = known === undefined ? 1 : checkInteger(where, 'classes', known, 1, 65536)
  for (let i = 0; i < count; i++) {
    const label = values[i] as number
    if (!Number.isInteger(label) || label < 0 || label >= (known ?? 65536)) {
      const next = typeof label === 'number' ? undefined : 'number the classes from 0, and name them in "classNames"'
      throw wrongValue(where, `labels[${i}]`, `a whole number from 0 to ${(known ?? 65536) - 1}`, label, next)
    }
    if (label >= classes) classes = label + 1
  }
  return { labels: classes <= 256 ? Uint8Array.from(values) : Uint16Array.from(values), classes }
}

function checkWeights(where: string, values: ArrayLike<number>, count: number): Float32Array {
  if (values.length !== count) throw wrongValue(where, 'weights', `${count} of them, one for each row`, values.length)
  return Float32Array.from(values, (value, row) => checkNumber(where, `weights[${row}]`, value, 0))
}

/** Refuses a number that is not finite; the message names its row and column. */
export function checkFiniteRows(where: string, values: Float32Array, width: number, what = 'features'): void {
  for (let i = 0; i < values.length; i++) {
    if (!Number.isFinite(values[i])) {
      throw wrongValue(where, `${what}[${Math.floor(i / width)}][${i % width}]`, 'a finite number', values[i])
    }
  }
}
