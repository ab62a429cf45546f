/** What a learning-rate range test returns: plain JSON. */
import { message, readResult } from '../../check.js'
import type { RangeMetric } from './options.js'
import type { Sweep } from './rates.js'
import type { SuggestedRates } from './reading.js'
import type { Start } from './start.js'
import type { Suggestions } from './suggest/suggest.js'

/** A sweep as it went: one value for each update, up to where the loss exploded. */
export interface SweepCurve {
  readonly stopped: 'completed' | 'diverged' | 'aborted'
  readonly learningRate: readonly number[]
  /** mean loss of the batch before the update */
  readonly loss: readonly number[]
  readonly smoothed: readonly number[]
  /** with the metric accuracy: share of right answers on the probe after so many updates */
  readonly accuracy?: readonly { readonly step: number; readonly accuracy: number }[]
}

/** What a range test found with one seed. */
export interface SeedResult extends SweepCurve {
  readonly seed: number
  readonly suggestions: Suggestions
  readonly suggested: SuggestedRates | null
}

/** What a range test found and how it was made; plain JSON. */
export interface RangeTestFacts extends SweepCurve {
  readonly sweep: Sweep
  readonly metric: RangeMetric
  readonly from: number
  readonly to: number
  readonly steps: number
  readonly batchSize: number
  readonly momentum: number | { readonly high: number; readonly low: number }
  readonly weightDecay: number
  /** whether the seeds differ in starting weights and order of the data, or, for a trained network, in the order alone */
  readonly start: Start
  /** by how much the smoothed curve is behind the rate: updates, and decades at the suggested `high` */
  readonly lag: { readonly steps: number; readonly decades: number }
  /** each the median over the seeds */
  readonly suggestions: Suggestions
  /** of the suggestions above, the decades between the lowest and the highest, and between the middle two */
  readonly agreement: { readonly decades: number; readonly middle: number } | null
  /** interval of the median of the seeds' peaks: from the lowest to the highest of up to 5 seeds, narrower with more */
  readonly interval: {
    readonly peak: readonly [number, number]
    readonly decades: number
    readonly coverage: number
  } | null
  /** the peak that the first seed gets from a sweep of half the steps, and its ratio to the one from all of them */
  readonly sensitivity: { readonly steps: number; readonly peak: number; readonly ratio: number } | null
  readonly seeds: readonly SeedResult[]
  /** why there is no reliable answer, each with the next action if there is one; empty where there is one */
  readonly reasons: readonly string[]
}

/** Medians over the seeds; `suggested` is null if there is no reliable answer. The curve is that of the first seed. */
export type RangeTest =
  | (RangeTestFacts & { readonly reliable: true; readonly suggested: SuggestedRates })
  | (RangeTestFacts & { readonly reliable: false; readonly suggested: null })

/**
 * The result of a test that must have given an answer.
 * @throws Error with the reasons where it is not reliable
 */
export function checkReliable(where: string, range: RangeTest): RangeTest & { readonly reliable: true } {
  const said = readResult(where, 'range', range, 'reliable', 'findLearningRate', ({ reliable, reasons }) => {
    return reliable ? undefined : reasons.join('; ')
  })
  if (said === undefined) return range as RangeTest & { readonly reliable: true }
  throw new Error(message(where, 'range test', 'a reliable answer', `no reliable answer: ${said}`))
}
