/** Estimates as the cells of tables, on a page and in a terminal. */
import type { Estimate } from '../../measure/statistics/estimate.js'
import { count, type Score } from '../../words.js'

/** The median, or the limit that it lies above. */
export function medianText({ median, limit }: Estimate, text: (value: number) => string = count): string {
  return median === null ? `> ${text(limit)}` : text(median)
}

/** The interval of the median; empty for a single run, which has none. */
export function intervalText({ low, high, limit, runs }: Estimate): string {
  if (runs === 1) return ''
  if (low === null) return `> ${limit}`
  return high === null ? `${low} to > ${limit}` : `${low} to ${high}`
}

/** What the grid of budgets alone leaves open of a speed-up. */
export function gridText({ low, high }: { readonly low: number; readonly high: number | null }): string {
  return high === null ? `> ${low.toFixed(2)}x` : `${low.toFixed(2)}x to ${high.toFixed(2)}x`
}

/** A value of the metric in a column of its own: shares in percent to two decimals, R2 to four, others to four digits. */
export function scoreDigits(value: number, metric?: Score): string {
  if (metric === undefined || metric === 'accuracy') return (100 * value).toFixed(2)
  return metric === 'r2' ? value.toFixed(4) : value.toPrecision(4)
}
