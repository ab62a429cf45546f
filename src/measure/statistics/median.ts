/**
 * Medians of costs of which some may be infinite, and their exact intervals.
 *
 * A run that never reaches its target costs Infinity, and that enters the median like any other cost: leaving misses out
 * would reward a method for failing. The interval needs no distribution: of n independent runs, the k-th smallest and the
 * k-th largest enclose the true median with the probability
 *     1 - 2 P(Binomial(n, 1/2) <= k - 1)
 * so five runs enclose it with 93.75 % at most, six with 96.9 %.
 */
import { checkBetween, wrongType, wrongValue } from '../../check.js'

/** Of every interval, where nothing else is asked for. */
export const DEFAULT_LEVEL = 0.95

/** An interval for a median, with the chance that it covers it. */
export interface MedianInterval {
  readonly low: number
  /** Infinity where the runs do not bound it */
  readonly high: number
  /** probability with which such an interval encloses the true median; below the level asked for with few runs */
  readonly coverage: number
}

/** The middle of the values, the mean of the two middle ones for an even number; Infinity where one of those is. */
export function median(values: readonly number[]): number {
  return middle(sortCosts('median', values))
}

/** `median` of values that are sorted already, unchecked: for the bootstrap, which asks a million times. */
export function middle(sorted: ArrayLike<number>): number {
  const half = sorted.length >> 1
  const upper = sorted[half] as number
  return sorted.length % 2 === 1 ? upper : ((sorted[half - 1] as number) + upper) / 2
}

/**
 * The narrowest interval of order statistics that encloses the median with at least the probability `level`, or the
 * widest there is where the runs are too few for that; null for a single run, which says nothing of the spread.
 */
export function medianInterval(values: readonly number[], level = DEFAULT_LEVEL): MedianInterval | null {
  checkBetween('medianInterval', 'level', level, 0, 1)
  return orderInterval(sortCosts('medianInterval', values), level)
}

/** `medianInterval` of values that are sorted already, of any sign, unchecked. */
export function orderInterval(sorted: readonly number[], level: number): MedianInterval | null {
  const n = sorted.length
  if (n === 1) return null
  // P(Binomial = 0) = 2^-n, which f64 holds for every n that is let in
  let term = 1
  for (let i = 0; i < n; i++) term /= 2
  let tail = term
  let k = 1
  for (; 2 * (k + 1) <= n; k++) {
    term *= (n - k + 1) / k
    if (1 - 2 * (tail + term) < level) break
    tail += term
  }
  return { low: sorted[k - 1] as number, high: sorted[n - k] as number, coverage: 1 - 2 * tail }
}

/** The fewest runs whose smallest and largest enclose the median with the probability `level`: 6 for 95 %. */
export function runsForLevel(level: number): number {
  checkBetween('runsForLevel', 'level', level, 0, 1)
  let runs = 2
  for (let missed = 0.5; 1 - missed < level; missed /= 2) runs++
  return runs
}

/** Above it 2^-n is no longer a normal f64. */
const MOST = 1000

/** A sorted copy of costs: numbers from 0 to Infinity, 1 to 1000 of them. */
function sortCosts(where: string, values: readonly number[]): number[] {
  if (!Array.isArray(values)) throw wrongType(where, 'values', 'an array of numbers', values)
  if (values.length === 0 || values.length > MOST) throw wrongValue(where, 'values', `1 to ${MOST} numbers`, values)
  for (const [i, value] of values.entries()) {
    if (typeof value !== 'number' || !(value >= 0))
      throw wrongValue(where, `values[${i}]`, 'a number of at least 0, or Infinity for a miss', value)
  }
  return [...values].sort((a, b) => a - b)
}
