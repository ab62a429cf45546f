/** Estimates as the cells of tables, on a page and in a terminal. */
import type { Estimate } from '../../measure/statistics/estimate.js'
import { count } from '../../words.js'

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
