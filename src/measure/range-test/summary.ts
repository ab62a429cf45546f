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

/** Each rate's median over the seeds; undefined where a seed has none. */
export function medianRates(readings: readonly Reading[]): SuggestedRates | undefined {
  const rates = readings.map(({ suggested }) => suggested)
  if (rates.includes(undefined)) return undefined
  const of = (name: keyof SuggestedRates) => medianOf(rates.map((rate) => rate?.[name])) as number
  return { base: of('base'), peak: of('peak'), low: of('low'), high: of('high') }
}

export function agreementOf(suggestions: Suggestions): RangeTestFacts['agreement'] {
  const { steepest, valley, slide, minimum } = suggestions
  const rates = sorted([steepest, valley, slide, minimum])
  if (rates.length < 4) return undefined
  const [lowest, second, third, highest] = rates as [number, number, number, number]
  return { decades: decadesBetween(lowest, highest), middle: decadesBetween(second, third) }
}

/** Of the median of the seeds' peaks; undefined for a single seed, or where a seed has none. */
export function intervalOf(readings: readonly Reading[]): RangeTestFacts['interval'] {
  const peaks = readings.map(({ suggested }) => suggested?.peak)
  if (peaks.includes(undefined)) return undefined
  const interval = medianInterval(peaks as number[])
  if (interval === undefined) return undefined
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

function medianOf(values: readonly (number | undefined)[]): number | undefined {
  const known = sorted(values)
  return known.length === 0 ? undefined : middle(known)
}

function sorted(values: readonly (number | undefined)[]): number[] {
  return values.filter((value) => value !== undefined).sort((a, b) => a - b)
}
