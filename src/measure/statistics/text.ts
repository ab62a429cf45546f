/**
 * Ratios in words: "5.77x" where it is known, "> 8x, censored" where a run that never arrived leaves only one bound.
 *
 * A bound is rounded away from what it claims, down behind ">" and up behind "<", and to few digits, for it says no more.
 */
import type { Bounds } from './ratio.js'

/** An estimate: "5.77x", "> 8x, censored", "< 0.6x, censored", "2.67x to 4.00x" or "unknown" where neither arrives. */
export function ratioText({ low, high }: Bounds): string {
  if (low === high) return `${fixed(low)}x`
  if (low > 0 && high < Infinity) return `${fixed(low)}x to ${fixed(high)}x`
  return censoredText({ low, high }) ?? 'unknown'
}

/** An interval: "1.50x to 4.00x", "> 1.5x, censored", "< 4x, censored", "unbounded" or "unknown from one seed". */
export function intervalText(interval: Bounds | null): string {
  if (interval === null) return 'unknown from one seed'
  if (interval.low > 0 && interval.high < Infinity) return `${fixed(interval.low)}x to ${fixed(interval.high)}x`
  return censoredText(interval) ?? 'unbounded'
}

function censoredText({ low, high }: Bounds): string | null {
  if (high === Infinity && low > 0) return `> ${roundedBy(Math.floor, low)}x, censored`
  if (low === 0 && high < Infinity) return `< ${roundedBy(Math.ceil, high)}x, censored`
  return null
}

/** To whole numbers from 5 on, to tenths from 1 on, to hundredths below. */
function roundedBy(round: (x: number) => number, bound: number): number {
  const parts = bound >= 5 ? 1 : bound >= 1 ? 10 : 100
  return round(bound * parts) / parts
}

/** Two decimals, or three significant digits below a tenth. */
function fixed(ratio: number): string {
  return ratio >= 0.1 ? ratio.toFixed(2) : ratio.toPrecision(3)
}
