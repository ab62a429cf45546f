/**
 * Standardisation: features of mean 0 and deviation 1, as f32.
 *
 *     x[row, i] = (raw[row, i] - mean[i]) scale[i]        each operation rounded to f32
 *
 * The numbers come from the training data and serve for all data that the network ever sees.
 */
import { checkInteger } from '../check.js'
import { checkDataset, type Dataset } from './dataset.js'

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
 * Bytes are pixels of one kind and share one mean and one scale, from exact whole-number sums:
 *     mean = sum / n        deviation = sqrt(squares / n - mean^2)
 * Every column of f32 features has its own, summed in row order, the mean first:
 *     mean = sum raw / count        deviation = sqrt(sum (raw - mean)^2 / count)
 *
 * Features that `prepareTable` made are scaled already and stay as they are.
 *
 * @returns mean and scale, both [inputs]; scale is 1 where the deviation is 0, or so small that f32 cannot hold 1 / deviation
 */
export function standardizationOf(dataset: Dataset): Standardization {
  const { features, inputs, count } = checkDataset('standardizationOf', 'dataset', dataset)
  if (dataset.preparation !== undefined) return identityStandardization(inputs)
  const moments = new Moments(inputs, count)
  while (moments.unfinished) moments.add(features)
  return moments.standardization
}

/**
 * The sums behind a standardisation, of features that come one part after the other: all parts are added in each of its
 * passes, in the order of the rows, so it does not matter how they are cut.
 */
export class Moments {
  readonly #inputs: number
  readonly #count: number
  #rows = 0
  /** of bytes: the sum and the sum of squares, below 2^53, hence exact, up to 10^11 pixels */
  #sum = 0
  #squares = 0
  /** of columns; equal f32 values add up exactly in f64 (to 2^29 rows), so a constant column has the deviation 0 and not nearly 0 */
  #means: Float64Array | null = null
  #sums: Float64Array
  #done = false

  /** @param count rows in all parts */
  constructor(inputs: number, count: number) {
    this.#inputs = inputs
    this.#count = count
    this.#sums = new Float64Array(inputs)
  }

  /** Whether another pass is needed. */
  get unfinished(): boolean {
    return !this.#done
  }

  add(features: Uint8Array | Float32Array): void {
    const inputs = this.#inputs
    if (features instanceof Uint8Array) this.#addBytes(features)
    else addColumns(features, inputs, this.#sums, this.#means)
    this.#rows += features.length / inputs
    if (this.#rows < this.#count) return
    this.#rows = 0
    this.#done = features instanceof Uint8Array || this.#means !== null
    if (this.#done) return
    this.#means = this.#sums.map((sum) => sum / this.#count)
    this.#sums = new Float64Array(inputs)
  }

  get standardization(): Standardization {
    const inputs = this.#inputs
    const means = this.#means
    if (means === null) {
      const pixels = inputs * this.#count
      const average = this.#sum / pixels
      const scale = scaleOf(this.#squares / pixels - average * average)
      return { mean: new Float32Array(inputs).fill(average), scale: new Float32Array(inputs).fill(scale) }
    }
    return { mean: Float32Array.from(means), scale: Float32Array.from(this.#sums, (sum) => scaleOf(sum / this.#count)) }
  }

  #addBytes(features: Uint8Array): void {
    let sum = this.#sum
    let squares = this.#squares
    for (let i = 0; i < features.length; i++) {
      const value = features[i] as number
      sum += value
      squares += value * value
    }
    this.#sum = sum
    this.#squares = squares
  }
}

/** Floats of a tile: rows that stay in a fast cache while their columns are added up. */
const TILE = 2 ** 15

/**
 * Adds to each column's sum its values, or the squares of their distances from `from`, in the order of the rows. Tiles of
 * rows are walked four columns at a time: memory is read about once, and four sums are under way at the same time.
 */
function addColumns(features: Float32Array, inputs: number, sums: Float64Array, from: Float64Array | null): void {
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
  checkInteger('identityStandardization', 'inputs', inputs, 1)
  return { mean: new Float32Array(inputs), scale: new Float32Array(inputs).fill(1) }
}

function scaleOf(variance: number): number {
  if (!(variance > 0)) return 1
  const scale = Math.fround(1 / Math.sqrt(variance))
  return scale < Infinity ? scale : 1
}
