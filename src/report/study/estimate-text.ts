/** Estimates as the cells of tables, on a page and in a terminal. */
import type { Estimate } from '../../measure/statistics/estimate.js'
import { count, type Score } from '../../words.js'

/** What was measured on a continuous scale: three digits, or all whole ones. */
export function measuredText(value: number): string {
  return count(value >= 100 ? Math.round(value) : Number(value.toPrecision(3)))
}

/** The median, what it is at most, or the limit that it lies above. */
export function medianText(
  { median, limit, atMost }: Estimate,
  text: (value: number) => string = measuredText,
): string {
  if (median === null) return `> ${text(limit)}`
  return atMost ? `<= ${text(median)}` : text(median)
}

/** The same of epochs in a sentence: "5.24 epochs", "at most 1 epoch", "more than 8 epochs". */
export function epochsWords({ median, limit, atMost }: Estimate): string {
  if (median === null) return `more than ${unitText(limit)}`
  return atMost ? `at most ${unitText(median)}` : unitText(median)
}

function unitText(epochs: number): string {
  const text = measuredText(epochs)
  return `${text} ${text === '1' ? 'epoch' : 'epochs'}`
}

/** The interval of the median; empty for a single run, which has none. */
export function intervalText(
  { low, high, limit, floor, runs }: Estimate,
  text: (value: number) => string = measuredText,
): string {
  if (runs === 1) return ''
  if (low === null) return `> ${text(limit)}`
  const from = low <= floor ? `<= ${text(low)}` : text(low)
  if (high !== null && high <= floor) return from
  return `${from} to ${high === null ? `> ${text(limit)}` : text(high)}`
}

/** A value of the metric in a column of its own: shares in percent to two decimals, R2 to four, others to four digits. */
export function scoreDigits(value: number, metric?: Score): string {
  if (metric === undefined || metric === 'accuracy') return (100 * value).toFixed(2)
  return metric === 'r2' ? value.toFixed(4) : value.toPrecision(4)
}

/** How many of the runs collapsed: "1 of 6". */
export function collapsedText(share: number, runs: number): string {
  return `${Math.round(share * runs)} of ${runs}`
}
