/**
 * The targets of a study that names none: chosen from its tuning runs, on seeds that score nothing, before any run is
 * scored.
 *
 *     highest   what two methods come to at their best, less one standard error of a share of the held-out rows (R2
 *               is no share: it stays): there is something to compare, and fresh seeds can be expected to get there
 *     others    a third and two thirds of the way to it, in the log of the error, from what the weakest method comes to
 *               with the smallest budget, or from guessing where that is more
 *
 * Each is rounded down to a whole percent, above 98 % to a tenth of one.
 */
import { exp, log } from '../../math/exponential.js'
import { guessing } from './data.js'
import type { Method } from './methods.js'
import type { StudyPlan } from './plan.js'
import { bestRate, type Tuning } from './tuning.js'

type Ground = Pick<StudyPlan, 'training' | 'split' | 'schedules' | 'budgets'>

/** One to three accuracies, or values of R2, in (0, 1), ascending. */
export function defaultTargets({ training, split, schedules, budgets }: Ground, tunings: readonly Tuning[]): number[] {
  const floor = guessing(training)
  const rows = Math.round(split.fraction * training.count)
  const ends = (method: Method, budget?: number): number =>
    tunings
      .filter((each) => each.method === method && (budget === undefined || each.budget === budget))
      .reduce((best, { scores }) => Math.max(best, bestRate(scores).accuracy ?? 0), 0)
  const [, second = 0] = schedules.map((method) => ends(method)).sort((a, b) => b - a)
  const weakest = Math.min(...schedules.map((method) => ends(method, budgets[0])))
  const low = Math.min(Math.max(weakest, floor), 0.999)
  const error = training.classes === 0 ? 0 : Math.sqrt((second * (1 - second)) / rows)
  const high = Math.min(second - error, 0.999)
  const from = log(1 - low)
  const shares = high > low ? [1 / 3, 2 / 3, 1].map((share) => 1 - exp(from + share * (log(1 - high) - from))) : [high]
  const targets = [...new Set(shares.map(roundedDown))].filter((target) => target > floor)
  // where nothing was learnt, just above guessing
  return targets.length > 0 ? targets : [Math.min(roundedDown(floor) + 0.01, 0.99)]
}

function roundedDown(share: number): number {
  const steps = share >= 0.98 ? 1000 : 100
  return Math.floor(share * steps + 1e-9) / steps
}
