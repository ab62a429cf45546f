/**
 * Standardisation: features of mean 0 and deviation 1, as f32.
 *
 *     x[row, i] = (raw[row, i] - mean[i]) scale[i]        each operation rounded to f32
 *
 * The numbers come from the training data and serve for all data that the network ever sees.
 */
import { checkInteger } from '../check.js'
import type { Dataset } from './dataset.js'

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
  const { features, inputs, count } = dataset
  if (dataset.preparation !== undefined) return identityStandardization(inputs)
  const mean = new Float32Array(inputs)
  const scale = new Float32Array(inputs)
  if (features instanceof Uint8Array) {
    // below 2^53, hence exact, up to 10^11 pixels
    let sum = 0
    let squares = 0
    for (let i = 0; i < features.length; i++) {
      const value = features[i] as number
      sum += value
      squares += value * value
    }
    const average = sum / features.length
    mean.fill(average)
    scale.fill(scaleOf(squares / features.length - average * average))
    return { mean, scale }
  }
  for (let column = 0; column < inputs; column++) {
    // equal f32 values add up exactly in f64 (to 2^29 rows), so a constant column has the deviation 0 and not nearly 0
    let sum = 0
    for (let i = column; i < features.length; i += inputs) sum += features[i] as number
    const average = sum / count
    let squares = 0
    for (let i = column; i < features.length; i += inputs) {
      const difference = (features[i] as number) - average
      squares += difference * difference
    }
    mean[column] = average
    scale[column] = scaleOf(squares / count)
  }
  return { mean, scale }
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
