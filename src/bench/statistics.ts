/** Order statistics of samples: what stands in the middle, and how far the middle half reaches. */
import { middle } from '../measure/statistics/median.js'

export interface Summary {
  readonly median: number
  /** first and third quartile */
  readonly low: number
  readonly high: number
  /** how many samples */
  readonly count: number
}

/** Median and quartiles; NaN where there is no sample. */
export function summarize(samples: readonly number[]): Summary {
  const sorted = Float64Array.from(samples).sort()
  return {
    median: middle(sorted),
    low: quantile(sorted, 0.25),
    high: quantile(sorted, 0.75),
    count: sorted.length,
  }
}

/** `median` of the measurements, for samples of any sign and number. */
export function median(samples: readonly number[]): number {
  return summarize(samples).median
}

/**
 * The value below which a share of the samples lies, linear between neighbours: position share (n - 1), from 0.
 * @param sorted ascending
 */
function quantile(sorted: ArrayLike<number>, share: number): number {
  if (sorted.length === 0) return Number.NaN
  const at = share * (sorted.length - 1)
  const below = Math.floor(at)
  const low = sorted[below] as number
  const high = sorted[Math.ceil(at)] as number
  // two misses are no NaN
  return low === high ? low : low + (at - below) * (high - low)
}
