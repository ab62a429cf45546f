/**
 * Standardisation: features of mean 0 and deviation 1, as f32.
 *
 *     x[row, i] = (raw[row, i] - mean[i]) scale[i]        each operation rounded to f32
 *
 * The numbers come from the training data and serve for all data that the network ever sees.
 */
import { checkInteger, checkOptions, isBytes, message } from '../check.js'
import { checkDataset, type Dataset } from './dataset.js'
import { checkShape, isImage, type Shape, shapeText, sizeOf } from './shape.js'

/** The input scale of a network: x = (raw - mean) * scale, for each number of a row. */
export interface Standardization {
  /** [inputs] */
  readonly mean: Float32Array
  /** [inputs] 1 / standard deviation; 1 where that is 0 */
  readonly scale: Float32Array
}

/**
 * Mean and scale of a dataset's features, computed in f64 over all rows (deviation: divided by the count) and rounded to
 * f32 at the end.
 *
 * What shares a mean and a scale follows from the `inputs` of the network, not from the shape of the data: where it reads
 * images, [height, width, channels], each channel has one of both; where it reads a list, all bytes share one, as pixels of
 * one kind, and every column of f32 features has its own. Grey bytes have the same either way.
 *
 * Bytes are added up as whole numbers, exactly:
 *     mean = sum / n        deviation = sqrt(squares / n - mean^2)
 * f32 in the order of rows and pixels, the mean first:
 *     mean = sum raw / n        deviation = sqrt(sum (raw - mean)^2 / n)
 *
 * Features that `prepareTable` made are scaled already and stay as they are.
 *
 * @param plan of the network that it is for, `network.plan`; by default one that reads a list
 * @returns mean and scale, both [inputs]; scale is 1 where the deviation is 0, or so small that f32 cannot hold 1 / deviation
 * @throws RangeError for a network of other inputs than the dataset
 */
export function standardizationOf(dataset: Dataset, plan: { readonly inputs?: number | Shape } = {}): Standardization {
  const where = 'standardizationOf'
  const { features, count } = checkDataset(where, 'dataset', dataset)
  const { inputs = dataset.inputs } = checkOptions(where, plan, ['inputs', 'layers', 'loss', 'seed'])
  const shape = typeof inputs === 'number' ? [inputs] : checkShape(where, 'plan.inputs', inputs)
  const size = sizeOf(shape)
  if (size !== dataset.inputs) {
    const expected = `a shape of ${dataset.inputs} numbers, as the dataset has`
    throw new RangeError(message(where, 'plan.inputs', expected, shapeText(shape)))
  }
  if (dataset.preparation !== undefined) return identityStandardization(size)
  const columns = columnsOf(shape, features)
  const sums = new Float64Array(columns)
  const squares = new Float64Array(columns)
  const values = (count * size) / columns
  if (isBytes(features)) {
    addBytes(features, sums, squares)
    return ofBytes(size, values, sums, squares)
  }
  const means = meansOf(values, addColumns(features, columns, sums, null))
  return ofColumns(size, values, means, addColumns(features, columns, squares, means))
}

/** Different means in a row of this shape. */
export function columnsOf(shape: Shape, features: Dataset['features']): number {
  if (isImage(shape)) return shape[2]
  return isBytes(features) ? 1 : sizeOf(shape)
}

/** Adds to each column's sum its bytes and to `squares` their squares: below 2^53, hence exact, up to 10^11 pixels. */
export function addBytes(bytes: Uint8Array, sums: Float64Array, squares: Float64Array): void {
  for (let column = 0; column < sums.length; column++) {
    let sum = sums[column] as number
    let square = squares[column] as number
    for (let i = column; i < bytes.length; i += sums.length) {
      const value = bytes[i] as number
      sum += value
      square += value * value
    }
    sums[column] = sum
    squares[column] = square
  }
}

/** @param values of a column */
export function ofBytes(inputs: number, values: number, sums: Float64Array, squares: Float64Array): Standardization {
  const means = meansOf(values, sums)
  const scales = squares.map((square, column) => {
    const mean = means[column] as number
    return scaleOf(square / values - mean * mean)
  })
  return { mean: repeated(means, inputs), scale: repeated(scales, inputs) }
}

export function meansOf(values: number, sums: Float64Array): Float64Array {
  return sums.map((sum) => sum / values)
}

/** @param values of a column */
export function ofColumns(inputs: number, values: number, means: Float64Array, squares: Float64Array): Standardization {
  const scales = squares.map((sum) => scaleOf(sum / values))
  return { mean: repeated(means, inputs), scale: repeated(scales, inputs) }
}

/** Values over and over, as f32. */
function repeated(values: Float64Array, length: number): Float32Array {
  return Float32Array.from({ length }, (_, i) => values[i % values.length] as number)
}

/** Floats of a tile: rows that stay in a fast cache while their columns are added up. */
const TILE = 2 ** 15

/**
 * Adds to each column's sum its values, or the squares of their distances from `from`, in the order of the rows. Tiles of
 * rows are walked four columns at a time: memory is read about once, and four sums are under way at the same time. Equal f32
 * values add up exactly in f64 (to 2^29 rows), so a constant column has the deviation 0 and not nearly 0.
 *
 * @returns `sums`
 */
export function addColumns(
  features: Float32Array,
  inputs: number,
  sums: Float64Array,
  from: Float64Array | null,
): Float64Array {
  const step = Math.max(1, Math.floor(TILE / inputs)) * inputs
  for (let tile = 0; tile < features.length; tile += step) {
    const end = Math.min(tile + step, features.length)
    let column = 0
    for (; column + 4 <= inputs; column += 4) {
      if (from === null) addFour(features, inputs, sums, column, tile + column, end)
      else addFourSquares(features, inputs, sums, from, column, tile + column, end)
    }
    for (; column < inputs; column++) {
      const mean = from === null ? 0 : (from[column] as number)
      let sum = sums[column] as number
      for (let i = tile + column; i < end; i += inputs) {
        const difference = (features[i] as number) - mean
        sum += from === null ? difference : difference * difference
      }
      sums[column] = sum
    }
  }
  return sums
}

function addFour(
  x: Float32Array,
  inputs: number,
  sums: Float64Array,
  column: number,
  start: number,
  end: number,
): void {
  let [s0, s1, s2, s3] = sums.subarray(column, column + 4) as unknown as [number, number, number, number]
  for (let i = start; i < end; i += inputs) {
    s0 += x[i] as number
    s1 += x[i + 1] as number
    s2 += x[i + 2] as number
    s3 += x[i + 3] as number
  }
  sums[column] = s0
  sums[column + 1] = s1
  sums[column + 2] = s2
  sums[column + 3] = s3
}

function addFourSquares(
  x: Float32Array,
  inputs: number,
  sums: Float64Array,
  from: Float64Array,
  column: number,
  start: number,
  end: number,
): void {
  const [m0, m1, m2, m3] = from.subarray(column, column + 4) as unknown as [number, number, number, number]
  let [s0, s1, s2, s3] = sums.subarray(column, column + 4) as unknown as [number, number, number, number]
  for (let i = start; i < end; i += inputs) {
    const d0 = (x[i] as number) - m0
    const d1 = (x[i + 1] as number) - m1
    const d2 = (x[i + 2] as number) - m2
    const d3 = (x[i + 3] as number) - m3
    s0 += d0 * d0
    s1 += d1 * d1
    s2 += d2 * d2
    s3 += d3 * d3
  }
  sums[column] = s0
  sums[column + 1] = s1
  sums[column + 2] = s2
  sums[column + 3] = s3
}

/** The standardisation that changes nothing: mean 0, scale 1, both [inputs]. */
export function identityStandardization(inputs: number): Standardization {
  // more floats than the memory of a network has
  checkInteger('identityStandardization', 'inputs', inputs, 1, 2 ** 30)
  return { mean: new Float32Array(inputs), scale: new Float32Array(inputs).fill(1) }
}

function scaleOf(variance: number): number {
  if (!(variance > 0)) return 1
  const scale = Math.fround(1 / Math.sqrt(variance))
  return scale < Infinity ? scale : 1
}
