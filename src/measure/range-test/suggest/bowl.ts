/**
 * The bowl of a range test's curve: the metric stays level while the rate is too low, falls, lies at its bottom and rises
 * again while the rate is too high.
 *
 *     start  ------.                            .
 *                   \                          /
 *     rim            \ left             right /      rim = bottom + depth (start - bottom)
 *     bottom          `------.___.-----------'
 *                 low            high
 *
 *     high = sqrt(left right)      the middle of the bowl on the log of the rate: where the metric turns
 *     low  = where the metric has fallen by a tenth of its way, less the smoothing's lag
 *
 * A bottom is flat and noisy, so where its lowest point lies is much a matter of luck; both flanks are steep, so their
 * middle is not.
 */
import { exp, log } from '../../../math/exponential.js'

export interface Bowl {
  readonly low: number
  readonly left: number
  readonly high: number
  /** null if the sweep ended before the metric rose again */
  readonly right: number | null
  readonly bottom: number
  /** index of the bottom */
  readonly at: number
}

const FALLEN = 0.1

/**
 * @param rates    ascending, above 0, one for each value
 * @param smoothed finite, the lower the better; at least one
 * @param start    the metric before training
 * @param lag      of the smoothing, in points
 * @param depth    height of the rim above the bottom, as a share of the fall
 * @returns null if the curve never gets below its start
 */
export function findBowl(
  rates: readonly number[],
  smoothed: readonly number[],
  start: number,
  lag: number,
  depth: number,
): Bowl | null {
  let at = 0
  smoothed.forEach((value, i) => {
    if (value < (smoothed[at] as number)) at = i
  })
  const bottom = smoothed[at] as number
  if (!(bottom < start)) return null
  const rim = bottom + depth * (start - bottom)
  let first = at
  while (first > 0 && (smoothed[first - 1] as number) <= rim) first--
  let last = at
  while (last < smoothed.length - 1 && (smoothed[last + 1] as number) <= rim) last++
  const left = crossing(rates, smoothed, first, first - 1, rim)
  const right = last + 1 < smoothed.length ? crossing(rates, smoothed, last, last + 1, rim) : null
  const edge = right ?? (rates[last] as number)
  let level = at
  while (level > 0 && (smoothed[level - 1] as number) <= start - FALLEN * (start - bottom)) level--
  const low = rates[Math.max(0, Math.round(level - lag))] as number
  return { low, left, high: exp((log(left) + log(edge)) / 2), right, bottom, at }
}

/** The rate where the straight line, over the log of the rate, from point i to its neighbour j crosses `level`. */
function crossing(rates: readonly number[], values: readonly number[], i: number, j: number, level: number): number {
  const from = values[i] as number
  const to = values[j]
  if (to === undefined) return rates[i] as number
  const share = (level - from) / (to - from)
  return exp(log(rates[i] as number) * (1 - share) + log(rates[j] as number) * share)
}
