/** Mean, deviation and median of a column's training values, in f64, each sum in the order of the rows. */
import { message } from '../../../check.js'

export interface Scale {
  readonly mean: number
  /** divided by the count; 1 where all values are the same */
  readonly deviation: number
}

/** @throws RangeError where the squares are beyond f64 */
export function scaleOf(where: string, name: string, values: Float64Array, rows: Uint32Array): Scale {
  let sum = 0
  let count = 0
  for (const row of rows) {
    const value = values[row] as number
    if (Number.isNaN(value)) continue
    sum += value
    count++
  }
  const mean = sum / count
  let squares = 0
  for (const row of rows) {
    const value = values[row] as number
    if (!Number.isNaN(value)) squares += (value - mean) * (value - mean)
  }
  const deviation = Math.sqrt(squares / count)
  if (!Number.isFinite(deviation)) {
    throw new RangeError(message(where, name, 'numbers below 1e150', 'larger ones', `or pass ignore: ['${name}']`))
  }
  return { mean, deviation: deviation > 0 ? deviation : 1 }
}

/** The middle of an ascending array, or the mean of the two in the middle. */
export function medianOf(sorted: Float64Array): number {
  const middle = sorted.length >> 1
  const upper = sorted[middle] as number
  return sorted.length % 2 === 1 ? upper : ((sorted[middle - 1] as number) + upper) / 2
}
