/** What one answer for all rows is worth: the commonest class, the mean, the median. A network should be worth more. */
import { medianOf } from '../../data/tabular/fitting/scale.js'
import type { Dataset, Metrics } from '../../entry/index.js'
import { rowsText } from '../../words.js'
import { percent, short } from '../shared/output.js'

/** Accuracy of always naming the commonest class; RMSE of always the mean and MAE of always the median. */
export type Baseline =
  | { readonly className: string; readonly accuracy: number }
  | { readonly rmse: number; readonly mae: number }

/** @returns null where several numbers are predicted at once */
export function baselineOf({ labels, classes, classNames, targets, count, preparation }: Dataset): Baseline | null {
  if (classes > 0) {
    const counts = new Array<number>(classes).fill(0)
    for (const label of labels) counts[label] = (counts[label] as number) + 1
    const most = Math.max(...counts)
    const commonest = counts.indexOf(most)
    return { className: classNames?.[commonest] ?? `${commonest}`, accuracy: most / count }
  }
  if (targets?.length !== count) return null
  const sorted = Float64Array.from(targets).sort()
  const mean = sumOf(sorted, (value) => value) / count
  const median = medianOf(sorted)
  const target = preparation?.target
  const unit = target?.kind === 'numbers' ? target.deviation : 1
  return {
    rmse: unit * Math.sqrt(sumOf(sorted, (value) => (value - mean) ** 2) / count),
    mae: (unit * sumOf(sorted, (value) => Math.abs(value - median))) / count,
  }
}

function sumOf(values: Float64Array, term: (value: number) => number): number {
  let sum = 0
  for (const value of values) sum += term(value)
  return sum
}

/** A network that answers with one number for all rows comes so near the mean that rounding decides. */
const LEAST_GAIN = 1e-4

/**
 * "worse than predicting the mean: ..." where it is so; null where the network is worth more than its baseline.
 * @param loss its name: an absolute error is judged as such, every other by the squared one
 */
export function worseText(evaluation: Metrics, baseline: Baseline | null, loss: string): string | null {
  const { accuracy, numbers, count } = evaluation
  if (baseline === null) return null
  if ('accuracy' in baseline) {
    if (accuracy === null || accuracy > baseline.accuracy) return null
    const than = `${accuracy < baseline.accuracy ? 'worse' : 'no better'} than always naming ${baseline.className}`
    return `${than}, the commonest class: ${percent(accuracy)} against ${percent(baseline.accuracy)} of ${rowsText(count)}`
  }
  // the targets of all rows may be the same
  if (numbers === null || numbers.r2 === null) return null
  const [measure, middle] = loss === 'meanAbsoluteError' || loss === 'huber' ? ['mae', 'median'] : ['rmse', 'mean']
  const [error, least] = [numbers[measure as 'mae'], baseline[measure as 'mae']]
  if (error < least * (1 - LEAST_GAIN)) return null
  const than = `${error > least ? 'worse' : 'no better'} than predicting the ${middle}`
  const figures = `${measure?.toUpperCase()} ${short(error)} against ${short(least)}`
  return `${than}: R2 ${short(numbers.r2)}, ${figures} for ${rowsText(count)}`
}
