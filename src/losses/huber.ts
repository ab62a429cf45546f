/**
 * Huber loss (Huber 1964): numbers, forgiving of outliers. As PyTorch's HuberLoss.
 *
 *     d = y - t      loss = mean over rows and outputs of d^2 / 2 where |d| <= delta, delta (|d| - delta / 2) elsewhere
 *
 * Plain JS on both engines: d and the gradient f32, the sum f64, ascending.
 */
import { flush } from '../core/js/flush.js'
import { optional, positive, type ReadersOf, readOptions } from '../options.js'
import type { Loss } from './loss.js'

export interface HuberOptions {
  /** the distance up to which errors are squared, in the unit of the targets that the network sees; by default 1 */
  delta?: number
}

const DEFAULT_DELTA = 1
const readers = { delta: optional(positive, DEFAULT_DELTA) } satisfies ReadersOf<HuberOptions>

const made = new WeakSet<Loss>()

/** Whether a loss is one of `huber`, and not somebody's own of that name. */
export function isHuber(loss: Loss): boolean {
  return made.has(loss)
}

const { abs, fround, max, min } = Math

/** @throws RangeError for a delta that is not a positive finite number */
export function huber(options: HuberOptions = {}): Loss {
  const read = readOptions('huber', options, readers)
  const delta = fround(read.delta)
  const term = (distance: number) => {
    const size = abs(distance)
    return size <= delta ? (distance * distance) / 2 : delta * (size - delta / 2)
  }
  const clipped = (distance: number) => max(-delta, min(delta, distance))
  const loss: Loss = {
    name: 'huber',
    ...(read.delta !== DEFAULT_DELTA && { description: { name: 'huber', ...read } }),
    takes: 'targets',
    logits: false,
    threshold: 0.5,
    terms: (rows, outputs) => rows * outputs,
    gradient({ core, y, dy, targets }, rows, outputs) {
      const { f32 } = core
      const terms = rows * outputs
      const share = fround(1 / terms)
      let sum = 0
      for (let i = 0; i < terms; i++) {
        const distance = fround((f32[(y >>> 2) + i] as number) - (f32[(targets >>> 2) + i] as number))
        sum += term(distance)
        f32[(dy >>> 2) + i] = flush(fround(clipped(distance) * share))
      }
      return sum
    },
    answer() {},
    // half the variance, which is no less
    constant: (mean, square) =>
      mean.reduce((sum, m, o) => sum + max(0, (square[o] as number) - m * m) / 2, 0) / mean.length,
    constantOf(values) {
      const best = minimum(values, clipped)
      return values.reduce((sum, value) => sum + term(best - value), 0) / values.length
    },
  }
  made.add(loss)
  return loss
}

/** Where the sum of the slopes of all distances changes its sign: the best constant answer, by halving. */
function minimum(values: Float64Array, slope: (distance: number) => number): number {
  let low = values.reduce((a, b) => min(a, b), Infinity)
  let high = values.reduce((a, b) => max(a, b), -Infinity)
  for (;;) {
    const middle = low + (high - low) / 2
    if (!(middle > low && middle < high)) return middle
    if (values.reduce((sum, value) => sum + slope(middle - value), 0) < 0) low = middle
    else high = middle
  }
}
