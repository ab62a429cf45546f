/** Medians and speed-ups as plain JSON, where Infinity cannot be: null stands for what is beyond every bound. */
import { log } from '../../math/exponential.js'
import { median, medianInterval, runsForLevel } from './median.js'
import { pairedRatio, type Ratio, type RatioOptions } from './ratio.js'
import { intervalText, ratioText } from './text.js'

/** What it costs to arrive, over the seeds. */
export interface Estimate {
  /** of all runs, misses as infinity; null where half of them or more missed */
  readonly median: number | null
  /** whether the median is known to be at most that, no more: a cost at the floor decides it */
  readonly atMost: boolean
  /** the interval of the median; null where a miss is the bound, or there is one run alone */
  readonly low: number | null
  readonly high: number | null
  /** probability with which such an interval holds the true median; 0 for a single run */
  readonly coverage: number
  readonly reached: number
  readonly runs: number
  /** a miss is a cost above this */
  readonly limit: number
  /** a cost at it or below is known to be at most it; 0 where every cost is known */
  readonly floor: number
}

/** How many times sooner, with its interval. */
export interface SpeedUp {
  /** median cost of the baseline over that of the subject; null where only bounds are known */
  readonly ratio: number | null
  /** what is known where the ratio is not; null where that is nothing */
  readonly atLeast: number | null
  readonly atMost: number | null
  /** the interval; null where it has no such bound, or there is one seed alone */
  readonly low: number | null
  readonly high: number | null
  /** the ratio in words, such as "5.77x" or "> 8x, censored" */
  readonly text: string
  /** the interval in words */
  readonly interval: string
  /**
   * about how many seeds would tell this ratio from 1, if spread and ratio stayed as they are; null where no number of
   * seeds would, or the spread is unknown
   */
  readonly seedsNeeded: number | null
}

export function estimateCost(costs: readonly number[], limit: number, level: number, floor = 0): Estimate {
  const interval = medianInterval(costs, level)
  const middle = median(costs)
  return {
    median: finite(middle),
    atMost: middle < Infinity && median(costs.map((cost) => (cost <= floor ? 0 : cost))) < middle,
    low: interval === null ? null : finite(interval.low),
    high: interval === null ? null : finite(interval.high),
    coverage: interval?.coverage ?? 0,
    reached: costs.filter((cost) => cost < Infinity).length,
    runs: costs.length,
    limit,
    floor,
  }
}

export function estimateSpeedUp(options: RatioOptions & { readonly level: number }): SpeedUp {
  return speedUpOf(pairedRatio(options), options.subject.length, options.level)
}

/** @param runs of each method, for the seeds that are needed */
export function speedUpOf({ estimate, interval }: Ratio, runs: number, level: number): SpeedUp {
  const known = estimate.low === estimate.high
  return {
    ratio: known ? estimate.low : null,
    atLeast: known || estimate.low === 0 ? null : estimate.low,
    atMost: known ? null : finite(estimate.high),
    low: interval === null || interval.low === 0 ? null : interval.low,
    high: interval === null ? null : finite(interval.high),
    text: ratioText(estimate),
    interval: intervalText(interval),
    seedsNeeded: known && interval !== null ? seedsNeeded(estimate.low, interval, runs, level) : null,
  }
}

/**
 * Intervals shrink with the root of the number of seeds: the half that reaches towards 1, in log ratio, has to become
 * shorter than log ratio itself.
 */
function seedsNeeded(
  ratio: number,
  { low, high }: { low: number; high: number },
  seeds: number,
  level: number,
): number | null {
  const least = runsForLevel(level)
  if (low > 1 || high < 1) return least
  const distance = Math.abs(log(ratio))
  const half = ratio > 1 ? log(ratio / low) : log(high / ratio)
  if (distance === 0 || !Number.isFinite(half)) return null
  const factor = half / distance
  return Math.max(least, Math.ceil(seeds * factor * factor), seeds + 1)
}

/** Infinity as JSON has it: null. */
export function finite(value: number): number | null {
  return value < Infinity ? value : null
}
