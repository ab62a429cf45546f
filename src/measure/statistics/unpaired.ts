/**
 * How many times less one method costs than another, from runs that share nothing: logs tell no seeds, so there are no
 * pairs.
 *
 *     ratio = median(baseline) / median(subject)          above 1 where the subject is cheaper
 *
 * A log shows when a run was not there yet (`after`) and when it was (`by`). The ratio is of what the logs show; the
 * interval is for the costs themselves, so everything is worked out twice: with those of the baseline at their least and those
 * of the subject at their most, which gives the lower bound, and the other way round, which gives the upper one. A run that
 * never arrives costs more than its log is long.
 *
 * Where every cost is bounded the interval is Welch's of the difference between the mean log costs (its degrees of freedom
 * rounded down), stretched where need be to hold the ratio of the medians: spreads and numbers of runs may differ, and log
 * costs are taken to lie alike about their middles. Where a run never arrives, or did so by its first look, there are no
 * means: there it is the bootstrap's of the medians, each method resampled on its own, its normal quantile
 * replaced as in `ratio.ts` by that of Student's t for the fewer runs.
 */
import { DEFAULT_SEED } from '../../defaults.js'
import { exp, log } from '../../math/exponential.js'
import { stream } from '../../math/random.js'
import { boundOf, drawReplicates } from './bootstrap.js'
import { median, middle } from './median.js'
import { studentQuantile } from './normal.js'
import { type Bounds, DEFAULT_RESAMPLES, type Ratio } from './ratio.js'

/** What a log shows of a cost. */
export interface SeenCost {
  /** it is more than this, from 0 */
  readonly after: number
  /** and no more than this; Infinity where the log ends before */
  readonly by: number
}

export function unpairedRatio(baseline: readonly SeenCost[], subject: readonly SeenCost[], level: number): Ratio {
  const estimate = {
    low: median(baseline.map(shownCost)) / median(subject.map(({ by }) => by)),
    high: median(baseline.map(({ by }) => by)) / median(subject.map(shownCost)),
  }
  if (baseline.length === 1 || subject.length === 1) return { estimate, interval: null }
  const lower = boundsOf(
    baseline.map(({ after }) => after),
    subject.map(({ by }) => by),
    level,
  )
  const upper = boundsOf(
    baseline.map(({ by }) => by),
    subject.map(({ after }) => after),
    level,
  )
  return { estimate, interval: { low: Math.min(lower.low, estimate.low), high: Math.max(upper.high, estimate.high) } }
}

/** The least that a cost may be told as: a log that shows an arrival is taken at its word. */
export function shownCost({ after, by }: SeenCost): number {
  return by < Infinity ? by : after
}

function boundsOf(over: readonly number[], under: readonly number[], level: number): Bounds {
  const known = [...over, ...under].every((cost) => cost > 0 && cost < Infinity)
  return known ? welchInterval(over, under, level) : bootstrapInterval(over, under, level)
}

function welchInterval(over: readonly number[], under: readonly number[], level: number): Bounds {
  const [a, b] = [logMoments(over), logMoments(under)]
  const variance = a.variance + b.variance
  const degrees = variance ** 2 / (a.variance ** 2 / (over.length - 1) + b.variance ** 2 / (under.length - 1))
  const half = variance === 0 ? 0 : studentQuantile(level, Math.max(1, Math.floor(degrees))) * Math.sqrt(variance)
  const middle = a.mean - b.mean
  return { low: exp(middle - half), high: exp(middle + half) }
}

/** Of the logs: their mean and the variance of that mean. */
function logMoments(costs: readonly number[]): { mean: number; variance: number } {
  const n = costs.length
  const logs = costs.map(log)
  const mean = logs.reduce((sum, value) => sum + value, 0) / n
  const squares = logs.reduce((sum, value) => sum + (value - mean) * (value - mean), 0)
  return { mean, variance: squares / (n - 1) / n }
}

function bootstrapInterval(over: readonly number[], under: readonly number[], level: number): Bounds {
  const random = stream(DEFAULT_SEED, 'bootstrap')
  const resampledMedian = (costs: readonly number[]): number => {
    return middle(Float64Array.from(costs, () => costs[random.below(costs.length)] as number).sort())
  }
  const observed = median(over) / median(under)
  const draw = (): number => resampledMedian(over) / resampledMedian(under)
  const resampled = drawReplicates(observed, DEFAULT_RESAMPLES, draw, 0)
  const n = Math.min(over.length, under.length)
  const reach = studentQuantile(level, n - 1) * Math.sqrt(n / (n - 1))
  return { low: boundOf(resampled, -reach), high: boundOf(resampled, reach) }
}
