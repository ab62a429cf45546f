/**
 * Four rules that read a learning rate from the smoothed curve of a range test, as fastai documents them. All are about
 * the rate for one-cycle training, and none knows how noisy the curve is: that they agree is worth more than any of them.
 *
 *     minimum    a tenth of the rate at the lowest loss
 *     steepest   where the loss falls fastest against the log of the rate
 *     valley     the middle of the longest decrease (valley.ts)
 *     slide      seen from the right, where the loss stops changing its slope
 *
 * Two of them look at points, not rates, and were made for sweeps of 100: of a longer sweep they see about 100 points, evenly
 * taken. Of these the first tenth is dropped, where smoothing has little to average, and the last 5, where the loss explodes.
 */

import { checkInteger, wrongType, wrongValue } from '../../../check.js'
import { log } from '../../../math/exponential.js'
import { least } from '../../../math/extremes.js'
import { valleyIndex } from './valley.js'

/** What each way of reading a sweep suggests. */
export interface Suggestions {
  readonly steepest: number | null
  readonly valley: number | null
  readonly slide: number | null
  readonly minimum: number | null
}

const POINTS = 100
const DROPPED_AT_END = 5
/** Width of the window of the slide rule, in points, and the change of slope that it takes for none. */
const SLIDE_WINDOW = 15
const SLIDE_CHANGE = 0.005

/** The points of a curve that the rules see; `total` is how many it would have, had nothing stopped the sweep. */
export function seenPoints(curve: readonly number[], total: number): readonly number[] {
  const stride = Math.max(1, Math.round(total / POINTS))
  const taken = curve.filter((_, i) => i % stride === 0)
  return taken.slice(Math.floor(total / stride / 10), Math.max(0, taken.length - DROPPED_AT_END))
}

/**
 * The rates that each way of reading a sweep suggests.
 *
 * @param rates  ascending, above 0, one for each loss
 * @param losses smoothed, finite; the lower the better
 * @param total  points that the sweep would have had, had it not been stopped
 * @returns a rate for each rule, null where too few points are left for it
 */
export function suggestRates(rates: readonly number[], losses: readonly number[], total = rates?.length): Suggestions {
  for (const [what, values] of Object.entries({ rates, losses })) {
    if (!Array.isArray(values)) throw wrongType('suggestRates', what, 'an array of numbers', values)
  }
  if (losses.length !== rates.length) throw wrongValue('suggestRates', 'losses', `${rates.length}, one a rate`, losses)
  checkInteger('suggestRates', 'total', total, 0)
  const lr = seenPoints(rates, total)
  const loss = seenPoints(losses, total)
  return {
    steepest: loss.length < 2 ? null : (lr[steepestIndex(lr, loss)] as number),
    valley: loss.length < 2 ? null : (lr[valleyIndex(loss)] as number),
    slide: lr[slideIndex(loss)] ?? null,
    minimum: loss.length < 1 ? null : (lr[loss.indexOf(least(loss))] as number) / 10,
  }
}

/** Where the fall to the next point, d loss / d log(rate), is steepest. At least 2 points, rates ascending. */
export function steepestIndex(rates: readonly number[], losses: readonly number[]): number {
  let steepest = 0
  let lowest = Infinity
  for (let i = 0; i + 1 < losses.length; i++) {
    const fall = (losses[i + 1] as number) - (losses[i] as number)
    const slope = fall / (log(rates[i + 1] as number) - log(rates[i] as number))
    if (slope < lowest) {
      lowest = slope
      steepest = i
    }
  }
  return steepest
}

/**
 * A window between two points 15 apart moves left from the end of the curve for as long as the slopes at these two differ
 * by more than 0.005 a point; the answer is its left point where it last did. -1 for a curve without room for it.
 */
export function slideIndex(losses: readonly number[]): number {
  const slopeAt = (i: number): number => {
    const from = Math.max(0, i - 1)
    const to = Math.min(losses.length - 1, i + 1)
    return ((losses[to] as number) - (losses[from] as number)) / (to - from)
  }
  const first = losses.length - 1 - SLIDE_WINDOW
  let left = first
  while (left >= 0 && Math.abs(slopeAt(left + SLIDE_WINDOW) - slopeAt(left)) > SLIDE_CHANGE) left--
  return Math.max(-1, Math.min(first, left + 1))
}
