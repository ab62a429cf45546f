/**
 * Softmax and the losses, twice: `ordered` rounds every operation to f32 in the order that the heads of assembly/ state,
 * `exact` works in f64 from the textbook formulas. A loss is the sum over the batch or, for the last two, over n values.
 */
import { log } from '../../src/math/exponential.js'
import { exp32, flush32, sigmoid32 } from './functions.js'

const { fround } = Math

export interface LossAndGradient {
  loss: number
  gradient: Float32Array | Float64Array
}

export function orderedSoftmax(z: Float32Array, classes: number): Float32Array {
  return byRow(z, classes, (row) => {
    const { e, sum } = exponentials(row)
    return e.map((x) => fround(x * fround(1 / sum)))
  })
}

export function orderedSoftmaxCrossEntropy(
  z: Float32Array,
  labels: readonly number[],
  classes: number,
): LossAndGradient {
  const share = fround(1 / labels.length)
  let loss = 0
  const gradient = byRow(z, classes, (row, b) => {
    const label = labels[b]!
    const { e, sum, most } = exponentials(row)
    loss += log(sum) - (row[label]! - most)
    return e.map((x, j) => {
      const p = fround(x * fround(1 / sum))
      return flush32(fround((j === label ? fround(p - 1) : p) * share))
    })
  })
  return { loss, gradient }
}

export function orderedMeanSquaredError(y: Float32Array, t: Float32Array): LossAndGradient {
  const share = fround(2 / y.length)
  let loss = 0
  const gradient = y.map((value, i) => {
    const e = fround(value - t[i]!)
    loss += e * e
    return flush32(fround(e * share))
  })
  return { loss, gradient }
}

export function orderedBinaryCrossEntropy(z: Float32Array, t: Float32Array): LossAndGradient {
  const share = fround(1 / z.length)
  let loss = 0
  const gradient = z.map((x, i) => {
    loss += Math.max(x, 0) - x * t[i]! + log(1 + exp32(-Math.abs(x)))
    return flush32(fround(fround(sigmoid32(x) - t[i]!) * share))
  })
  return { loss, gradient }
}

export function exactSoftmax(row: ArrayLike<number>): number[] {
  const z = Array.from(row)
  const most = Math.max(...z)
  const e = z.map((x) => Math.exp(x - most))
  const sum = e.reduce((a, b) => a + b, 0)
  return e.map((x) => x / sum)
}

/** log(sum e^z) - z(label) */
export function exactCrossEntropy(row: ArrayLike<number>, label: number): number {
  const z = Array.from(row)
  const most = Math.max(...z)
  return Math.log(z.reduce((sum, x) => sum + Math.exp(x - most), 0)) - (z[label]! - most)
}

/** -t log(sigmoid z) - (1 - t) log(1 - sigmoid z) */
export function exactBinaryCrossEntropy(z: number, t: number): number {
  return Math.max(z, 0) - z * t + Math.log1p(Math.exp(-Math.abs(z)))
}

/** The largest from the left, e^(z - largest), and their sum in one chain. */
function exponentials(row: Float32Array): { e: Float32Array; sum: number; most: number } {
  let most = row[0]!
  for (const x of row) most = x > most ? x : most
  const e = row.map((x) => exp32(fround(x - most)))
  let sum = 0
  for (const x of e) sum = fround(sum + x)
  return { e, sum, most }
}

function byRow(z: Float32Array, width: number, map: (row: Float32Array, b: number) => Float32Array): Float32Array {
  const result = new Float32Array(z.length)
  for (let b = 0; b * width < z.length; b++) {
    result.set(map(z.subarray(b * width, (b + 1) * width), b), b * width)
  }
  return result
}
