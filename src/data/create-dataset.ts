/** Builds a dataset from arrays, which must fit each other. One that was made by hand is held to the same by `checkDataset`. */
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
import { asFitting, checkFiniteRows, type Dataset, MOST_ROWS } from './dataset.js'
import { flatten, type PlainNumbers } from './plain-arrays.js'
import { checkShape, type Shape, shapeText, sizeOf } from './shape.js'
import type { Preparation } from './tabular/preparation/preparation.js'

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

/** The same for another function, which errors name. */
export function datasetOf(where: string, parts: DatasetParts): Dataset {
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
  if (isFloats(features)) checkFiniteRows(where, features, inputs)
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
    checkFiniteRows(where, targets, targets.length / count, 'targets')
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
  if (values?.length !== count) throw wrongValue(where, 'weights', `${count} of them, one for each row`, values?.length)
  return Float32Array.from(values, (value, row) => checkNumber(where, `weights[${row}]`, value, 0))
}
