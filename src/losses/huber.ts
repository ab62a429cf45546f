/**
 * Huber loss (Huber 1964): numbers, forgiving of outliers. As PyTorch's HuberLoss.
 *
 *     loss = mean over rows and outputs of d^2 / 2 where |d| <= delta, delta (|d| - delta / 2) elsewhere      d = y - t
 */
import { optional, positive, type ReadersOf, readOptions } from '../options.js'
import { type Loss, markBuiltIn } from './loss.js'
import { pointwiseLoss } from './pointwise.js'

/** Options of `huber`. */
export interface HuberOptions {
  /** the distance up to which errors are squared, in the unit of the targets that the network sees; by default 1 */
  delta?: number
}

const DEFAULT_DELTA = 1
const readers = { delta: optional(positive, DEFAULT_DELTA) } satisfies ReadersOf<HuberOptions>

const { abs, fround, max, min } = Math

/**
 * A loss that squares errors up to `delta` and counts larger ones as their size, so outliers pull less.
 *
 * @throws RangeError for a delta that is not a positive finite number
 */
export function huber(options: HuberOptions = {}): Loss {
  const name = 'huber'
  const read = readOptions(name, options, readers)
  const delta = fround(read.delta)
  const pointwise = {
    term: (d: number) => (abs(d) <= delta ? (d * d) / 2 : delta * (abs(d) - delta / 2)),
    slope: (d: number) => max(-delta, min(delta, d)),
  }
  return markBuiltIn(pointwiseLoss(name, pointwise, read.delta === DEFAULT_DELTA ? undefined : { name, ...read }))
}
