/**
 * Whether a range test may be believed. Every reason against it is a sentence that names the next action, if there is one.
 *
 * A curve has a lowest point even where it is all noise. So a rate is suggested only where
 *     - the metric fell below its start and below that of the best constant answer, by 2 % and by more than noise, and
 *       did so on rows that the sweep was not trained on, where it saw any row twice
 *     - it turned: it rose again before the sweep ended
 *     - the sweep was slow enough to show that, and the seeds and the four suggestions agree on where
 */

import { middle } from '../statistics/median.js'
import type { RangeMetric } from './options.js'
import type { Reading } from './reading.js'

export interface Evidence {
  readonly metric: RangeMetric
  readonly aborted: boolean
  /** one for each seed */
  readonly readings: readonly Reading[]
  /** updates for each factor of ten in the rate; null in sweeps where it changes */
  readonly stepsPerDecade: number | null
  /** loss of the best constant answer, and the lowest on held-out rows; null if no row was seen twice */
  readonly heldOut: { readonly constant: number; readonly lowest: number } | null
  /** decades of the interval of the peak over the seeds */
  readonly spread: number
  /** decades between the middle two of the four suggestions; null if there are fewer */
  readonly disagreement: number | null
}

const LEAST_POINTS = 20
const LEAST_STEPS_PER_DECADE = 10
const LEAST_FALL = 0.02
/** In standard deviations of a smoothed value: the lowest of many is as a rule 2 below their mean. */
const NOISE = 3
/** In decades; the accuracy that 1cycle reaches changes little within half of one around its best peak. */
const MOST_SPREAD = 0.5
const MOST_DISAGREEMENT = 1

export function reasonsAgainst(evidence: Evidence): string[] {
  if (evidence.aborted) return ['the test was aborted']
  return [...againstSpeed(evidence), ...againstCurve(evidence)]
}

function againstSpeed({ readings, stepsPerDecade }: Evidence): string[] {
  const reasons: string[] = []
  const points = typical(readings, (reading) => reading.points)
  if (points < LEAST_POINTS) {
    const next = readings.some(({ exploded }) => exploded) ? 'lower "from" or raise "steps"' : 'raise "steps"'
    reasons.push(`the curve has only ${points} points of the ${LEAST_POINTS} that are needed: ${next}`)
  }
  if (stepsPerDecade !== null && stepsPerDecade < LEAST_STEPS_PER_DECADE) {
    const had = `the sweep has only ${stepsPerDecade.toFixed(1)} updates for each decade of the rate`
    reasons.push(`${had}, of the ${LEAST_STEPS_PER_DECADE} that are needed: raise "steps" or narrow the range`)
  }
  return reasons
}

function againstCurve({ metric, readings, heldOut, spread, disagreement }: Evidence): string[] {
  const what = metric === 'loss' ? 'the loss' : 'the share of errors'
  const level = typical(readings, levelOf)
  const bottom = typical(readings, (reading) => reading.bottom)
  if (!(bottom <= level * (1 - LEAST_FALL) && typical(readings, significanceOf) >= NOISE)) {
    const whose = readings.some(({ constant, start }) => constant < start) ? 'of a constant answer' : 'it began with'
    // a curve that says nothing says nothing about agreement either
    return [
      `${what} did not fall below the ${short(level)} ${whose} by more than its noise: the lowest was ${short(bottom)}`,
    ]
  }
  const reasons: string[] = []
  if (heldOut !== null && !(heldOut.lowest <= heldOut.constant * (1 - LEAST_FALL))) {
    const stayed = `on held-out rows the loss never fell below ${short(heldOut.lowest)}`
    reasons.push(`${stayed}, where a constant answer has ${short(heldOut.constant)}`)
  }
  const still = readings.filter(({ turned }) => !turned).length
  if (still > readings.length / 2) return [...reasons, `${what} was still falling at the highest rate: raise "to"`]
  if (spread > MOST_SPREAD) {
    reasons.push(`the peaks of the seeds lie ${spread.toFixed(1)} decades apart: raise "steps", "seeds" or "batchSize"`)
  }
  if (disagreement !== null && disagreement > MOST_DISAGREEMENT) {
    reasons.push(`even the middle two of the four suggestions lie ${disagreement.toFixed(1)} decades apart`)
  }
  return reasons
}

/** What the metric has to get below. */
function levelOf({ start, constant }: Reading): number {
  return Math.min(start, constant)
}

/** How far below that the bottom lies, in standard deviations of the difference; the constant answer's metric is exact. */
function significanceOf(reading: Reading): number {
  const { start, constant, bottom, noise, startNoise } = reading
  const deviation = start < constant ? Math.sqrt(noise * noise + startNoise * startNoise) : noise
  return (levelOf(reading) - bottom) / deviation
}

function typical(readings: readonly Reading[], value: (reading: Reading) => number): number {
  return middle(Float64Array.from(readings, value).sort())
}

function short(value: number): string {
  return String(Number(value.toPrecision(3)))
}
