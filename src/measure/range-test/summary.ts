/**
 * What the sweeps of several seeds say together: medians, how far the seeds and the suggestions agree, and the lag of the
 * curve that they were read from. Distances are in decades, |log10(a / b)|.
 */

import { medianInterval, middle } from '../statistics/median.js'
import type { CheckedRangeTest } from './options.js'
import { decadesBetween, turningStep } from './rates.js'
import type { Reading, SuggestedRates } from './reading.js'
import type { RangeTestFacts } from './result.js'
import { lagOf } from './smoothing.js'
import type { Suggestions } from './suggest/suggest.js'

/** Each suggestion's median over the seeds that have it. */
export function medianSuggestions(readings: readonly Reading[]): Suggestions {
  const of = (name: keyof Suggestions) => medianOf(readings.map(({ suggestions }) => suggestions[name]))
  return { steepest: of('steepest'), valley: of('valley'), slide: of('slide'), minimum: of('minimum') }
}

/** Each rate's median over the seeds; null if a seed has none. */
export function medianRates(readings: readonly Reading[]): SuggestedRates | null {
  const rates = readings.flatMap(({ suggested }) => suggested ?? [])
  if (rates.length < readings.length) return null
  const of = (name: keyof SuggestedRates) => medianOf(rates.map((rate) => rate[name])) as number
  return { base: of('base'), peak: of('peak'), low: of('low'), high: of('high') }
}

export function agreementOf(suggestions: Suggestions): RangeTestFacts['agreement'] {
  const { steepest, valley, slide, minimum } = suggestions
  const rates = sorted([steepest, valley, slide, minimum])
  if (rates.length < 4) return null
  const [lowest, second, third, highest] = rates as [number, number, number, number]
  return { decades: decadesBetween(lowest, highest), middle: decadesBetween(second, third) }
}

/** Of the median of the seeds' peaks; null for a single seed, or if a seed has none. */
export function intervalOf(readings: readonly Reading[]): RangeTestFacts['interval'] {
  const peaks = readings.flatMap(({ suggested }) => suggested?.peak ?? [])
  if (peaks.length < readings.length) return null
  const interval = medianInterval(peaks)
  if (interval === null) return null
  const { low, high, coverage } = interval
  return { peak: [low, high], decades: decadesBetween(low, high), coverage }
}

/** @param high the rate at which the decades are measured: in a linear sweep they shrink as the rate rises */
export function sweepLag({ sweep, steps, from, to, smoothing }: CheckedRangeTest, high = to): RangeTestFacts['lag'] {
  const lag = lagOf(smoothing)
  const updates = turningStep(sweep, steps)
  if (sweep === 'exponential') return { steps: lag, decades: (lag * decadesBetween(from, to)) / updates }
  const before = Math.max(from, high - (lag * (to - from)) / updates)
  return { steps: lag, decades: decadesBetween(before, Math.max(before, high)) }
}

function medianOf(values: readonly (number | null)[]): number | null {
  const known = sorted(values)
  return known.length === 0 ? null : middle(known)
}

function sorted(values: readonly (number | null)[]): number[] {
  return values.filter((value) => value !== null).sort((a, b) => a - b)
}
