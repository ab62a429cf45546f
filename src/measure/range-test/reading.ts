/**
 * What one sweep says: the bowl of its curve, the four suggestions, the rates that follow from them, and what it takes to
 * tell the curve from noise.
 *
 * The curve is the part of the sweep in which the rate rises. Its metric is the training loss, or the share of errors on
 * the probe, so lower is better; its start is the metric on the probe before the first update.
 */

import { least } from '../../math/extremes.js'
import type { CheckedRangeTest } from './options.js'
import { stepsPerDecade, turningStep } from './rates.js'
import { lagOf, smooth, weightOfLag } from './smoothing.js'
import { type Bowl, findBowl } from './suggest/bowl.js'
import { type Suggestions, suggestRates } from './suggest/suggest.js'
import type { SweepResult } from './sweep.js'

/** Updates for each factor of ten in the rate at which peakFactor applies as it is: 100 updates from 1e-5 to 10. */
const REFERENCE_SPEED = 99 / 6

/** Of the bowl: where both flanks are steep. Errors are fewer points with steps between them, and want a higher rim. */
const DEPTH = { loss: 0.3, accuracy: 0.5 }

/** The rates that a range test suggests. */
export interface SuggestedRates {
  /** where a cycle starts: peak / baseDivisor */
  readonly base: number
  /**
   * the highest rate of a cycle: peakFactor high, in the exponential sweep times sqrt(updates per decade / 16.5). The
   * slower the sweep, the lower the rate at which it turns, by just that: the peak depends little on the speed
   */
  readonly peak: number
  /** where the metric begins to improve */
  readonly low: number
  /** where it turns */
  readonly high: number
}

export interface Reading {
  readonly suggestions: Suggestions
  /** null if the metric never gets below its start */
  readonly suggested: SuggestedRates | null
  readonly points: number
  readonly start: number
  /** the metric of the best constant answer */
  readonly constant: number
  /** lowest smoothed value */
  readonly bottom: number
  /** whether the metric rose again after its bottom */
  readonly turned: boolean
  /** whether the loss exploded */
  readonly exploded: boolean
  /** standard deviation of a smoothed value about a slow trend, and of the start */
  readonly noise: number
  readonly startNoise: number
}

interface Curve {
  readonly rates: readonly number[]
  readonly values: readonly number[]
  readonly smoothed: readonly number[]
  /** of the smoothing, and how many points the curve has where nothing stops it */
  readonly weight: number
  readonly total: number
  readonly start: number
}

/** @param constant the metric of the best constant answer */
export function readSweep(sweep: SweepResult, test: CheckedRangeTest, constant: number): Reading {
  const curve = test.metric === 'loss' ? lossCurve(sweep, test) : errorCurve(sweep, test)
  const { rates, smoothed, weight, total, start } = curve
  const bowl = findBowl(rates, smoothed, start, lagOf(weight), DEPTH[test.metric])
  const exploded = sweep.stopped === 'diverged'
  const deviation = deviationOf(curve, bowl)
  return {
    suggestions: suggestRates(rates, smoothed, total),
    suggested: bowl && ratesFrom(bowl, sweep.steps, test),
    points: rates.length,
    start,
    constant,
    bottom: bowl?.bottom ?? least(smoothed),
    turned: exploded || (bowl !== null && bowl.right !== null),
    exploded,
    noise: deviation * Math.sqrt((1 - weight) / (1 + weight)),
    // errors are counted on the same rows throughout
    startNoise: test.metric === 'loss' ? deviation * Math.sqrt(test.batchSize / sweep.probeRows) : 0,
  }
}

function ratesFrom({ low, high }: Bowl, steps: number, test: CheckedRangeTest): SuggestedRates {
  const speed = test.sweep === 'exponential' ? stepsPerDecade(test, steps) / REFERENCE_SPEED : 1
  const peak = test.peakFactor * high * Math.sqrt(speed)
  return { base: peak / test.baseDivisor, peak, low, high }
}

function lossCurve(result: SweepResult, { sweep }: CheckedRangeTest): Curve {
  const total = turningStep(sweep, result.steps) + 1
  return {
    rates: result.learningRate.slice(0, total),
    values: result.loss.slice(0, total),
    smoothed: result.smoothed.slice(0, total),
    weight: result.smoothing,
    total,
    start: result.probes[0]?.loss ?? Number.NaN,
  }
}

function errorCurve(
  { learningRate, probes, steps, every, smoothing }: SweepResult,
  { sweep }: CheckedRangeTest,
): Curve {
  const rising = turningStep(sweep, steps) + 1
  const points = probes.filter(({ step }) => step > 0 && step <= rising)
  const values = points.map(({ accuracy }) => 1 - (accuracy as number))
  // as many points as the loss lags behind by in updates
  const weight = weightOfLag(lagOf(smoothing) / every)
  return {
    rates: points.map(({ step }) => learningRate[step - 1] as number),
    values,
    smoothed: smooth(values, weight),
    weight,
    total: Math.floor(rising / every),
    start: 1 - (probes[0]?.accuracy ?? Number.NaN),
  }
}

/**
 * Standard deviation of the values up to the bottom, from the differences of neighbours: those of independent noise are
 * sqrt(2) times as wide. The mean of many, each weighing `weight` times as much as the next, is sqrt((1 - weight) /
 * (1 + weight)) as wide as they are.
 */
function deviationOf({ values, total }: Curve, bowl: Bowl | null): number {
  const count = Math.min(values.length, Math.max(bowl?.at ?? 0, Math.floor(total / 4)) + 1)
  let sum = 0
  for (let i = 1; i < count; i++) sum += ((values[i] as number) - (values[i - 1] as number)) ** 2
  return Math.sqrt(sum / Math.max(1, 2 * (count - 1)))
}
