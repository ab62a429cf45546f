/**
 * How a method's rate is chosen for a budget: a coarse grid over a range of rates, even in log rate, then a few more
 * around the best of it. Every method gets the same number of trials at every budget, over the same range unless it has one
 * of its own. Of several weight decays each is tried at every rate of the grid, and the best one around its best rate.
 *
 *     low       coarse grid                     high
 *      |-------------|-------------|-------------|
 *                          x  best  x                    then `fine` rates between its neighbours
 */
import { checkInteger, checkOptions, checkPositive, message } from '../../check.js'
import { exp, log } from '../../math/exponential.js'
import type { Score } from '../../words.js'
import { goodness, type Measured, metricOf } from '../metric.js'
import type { Method } from './methods/methods.js'

/** A range of rates, above 0. */
export interface RateRange {
  readonly low: number
  readonly high: number
}

/** The grids in which a study looks for a rate. */
export interface RateSearch extends RateRange {
  /** rates of the grid over the whole range, at least 2 */
  readonly coarse: number
  /** rates tried around the best of them, an even number from 0 */
  readonly fine: number
}

/** How good a rate turned out: its runs on the tuning seeds. */
export interface RateScore {
  readonly rate: number
  readonly weightDecay: number
  /** mean share of right answers, or R2, on the held-out part at the end; null where a run diverged */
  readonly accuracy: number | null
  /** mean loss there; null where a run diverged */
  readonly loss: number | null
  /** mean RMSE there, where it is what the study measures; null where a run diverged */
  readonly rmse?: number | null
}

/** The rate of a method at a budget, and how it was chosen. Plain JSON. */
export interface Tuning {
  readonly method: Method
  /** epochs */
  readonly budget: number
  /** the chosen rate */
  readonly rate: number
  /** the chosen weight decay */
  readonly weightDecay: number
  /** every pair that was tried, by rate and then by weight decay, ascending */
  readonly scores: readonly RateScore[]
}

/** @throws TypeError, RangeError for a range without width, or counts of trials that are not whole numbers in range */
export function checkRateSearch(where: string, search: RateSearch): RateSearch {
  const name = `${where} rates`
  checkOptions(name, search, ['low', 'high', 'coarse', 'fine'])
  const { low, high } = checkRateRange(name, { low: search.low, high: search.high })
  const fine = checkInteger(name, 'fine', search.fine, 0, 100)
  if (fine % 2 !== 0) throw new RangeError(message(name, 'fine', 'an even number', `${fine}`))
  return { low, high, coarse: checkInteger(name, 'coarse', search.coarse, 2, 100), fine }
}

/** @throws TypeError, RangeError for a range without width */
export function checkRateRange(name: string, range: RateRange): RateRange {
  checkOptions(name, range, ['low', 'high'])
  const low = checkPositive(name, 'low', range.low)
  const high = checkPositive(name, 'high', range.high)
  if (!(low < high)) throw new RangeError(message(name, 'high', `a rate above low, ${low}`, `${high}`))
  return { low, high }
}

/** The grid over the whole range, ascending; its ends are the ends of the range. */
export function coarseRates({ low, high, coarse }: RateSearch): number[] {
  return between(low, high, coarse - 1, { ends: true })
}

/**
 * The rates to try around the best of the grid: half of them on either side, even in log rate up to the neighbour. At an
 * end of the grid all of them lie on its one side, so that every method has as many.
 */
export function fineRates(search: RateSearch, scores: readonly RateScore[], metric?: Score): number[] {
  const grid = coarseRates(search)
  const best = grid.indexOf(bestRate(scores, metric).rate)
  const { fine } = search
  const rates = (from: number, count: number): number[] =>
    between(grid[from] as number, grid[from + 1] as number, count + 1, { ends: false })
  if (best === 0) return rates(0, fine)
  if (best === grid.length - 1) return rates(best - 1, fine)
  return [...rates(best - 1, fine / 2), ...rates(best, fine / 2)]
}

/** The best by the metric; among equals the lowest loss, then the lowest rate and weight decay. Where all diverged, the lowest rate. */
export function bestRate(scores: readonly RateScore[], metric?: Score): RateScore {
  const good = (score: RateScore): number => {
    const value = scored(score, metric)
    return value === null ? -Infinity : goodness(metric, value)
  }
  const order = [...scores].sort(
    (a, b) =>
      lower(good(b), good(a)) ||
      lower(a.loss ?? Infinity, b.loss ?? Infinity) ||
      a.rate - b.rate ||
      a.weightDecay - b.weightDecay,
  )
  return order[0] as RateScore
}

/** The metric of a rate; null where a run diverged. */
export function scored(score: RateScore, metric?: Score): number | null {
  return score.loss === null ? null : metricOf(metric, score as Measured)
}

/** The order of two numbers, of which both may be Infinity. */
function lower(a: number, b: number): number {
  return a === b ? 0 : a - b
}

/** low (high / low)^(i / parts) for i = 0 .. parts, or without the ends; four digits, which journals and tables can show. */
function between(low: number, high: number, parts: number, { ends }: { ends: boolean }): number[] {
  const rates: number[] = []
  for (let i = 1; i < parts; i++) {
    rates.push(Number((low * exp((log(high / low) * i) / parts)).toPrecision(4)))
  }
  return ends ? [low, ...rates, high] : rates
}
