/**
 * The targets of a study that names none: chosen from its tuning runs, on seeds that score nothing, before any run is
 * scored.
 *
 *     hardest   what two methods come to at their best, less two standard errors of a share of the held-out rows: the best
 *               of several tuned rates flatters, and fresh seeds have to get there. R2, losses and RMSE are no shares: what
 *               two methods come to, with a tenth more of the error
 *     others    a third and two thirds of the way to it, in the log of the error, from what the weakest method comes to
 *               with the smallest budget, or from guessing where that is more
 *
 * Each is rounded to what is easier: down to a whole percent, above 98 % to a tenth of one; up to two digits where lower is
 * better.
 */
import { exp, log } from '../../math/exponential.js'
import { byMetric, errorOf, fromError, lowerIsBetter, roundedUp } from '../metric.js'
import { guessing, heldOutRows } from './data.js'
import type { Method } from './methods/methods.js'
import type { StudyPlan } from './plan.js'
import { bestRate, scored, type Tuning } from './tuning.js'

type Ground = Pick<StudyPlan, 'training' | 'split' | 'schedules' | 'budgets' | 'metric'>

/** The least that an error of a share or of R2 is taken for. */
const LEAST = 0.001

/** One to three targets, from the easiest to the hardest. */
export function defaultTargets(ground: Ground, tunings: readonly Tuning[]): number[] {
  const { training, split, schedules, budgets, metric } = ground
  const lower = lowerIsBetter(metric)
  const guess = lower ? Infinity : 1 - guessing(training)
  const rows = heldOutRows({ split, training })
  const ends = (method: Method, budget?: number): number =>
    tunings
      .filter((each) => each.method === method && (budget === undefined || each.budget === budget))
      .reduce(
        (best, { scores }) => {
          const value = scored(bestRate(scores, metric), metric)
          return value === null ? best : Math.min(best, errorOf(metric, value))
        },
        lower ? Infinity : 1,
      )
  const errors = schedules.map((method) => ends(method)).sort((a, b) => a - b)
  const second = errors[1] as number
  const shares = !lower && training.classes > 0
  const error = shares ? second + 2 * Math.sqrt((second * (1 - second)) / rows) : 1.1 * second
  const first = schedules.map((method) => ends(method, budgets[0])).filter((end) => end < Infinity)
  const from = Math.min(Math.max(...first, lower ? 0 : LEAST), guess)
  const to = Math.max(error, lower ? 0 : LEAST)
  const way = to < from && to > 0 ? [1 / 3, 2 / 3, 1] : [1]
  const wanted = way.map((share) =>
    fromError(metric, share === 1 ? to : exp(log(from) + share * (log(to) - log(from)))),
  )
  const targets = [...new Set(wanted.map((target) => easier(target, lower)))].filter(
    (target) => target > (lower ? 0 : 1 - guess) && target < Infinity,
  )
  if (targets.length > 0) return targets.sort(byMetric(metric)).reverse()
  // where nothing was learnt: just above guessing, or a loss as good as any
  return [lower ? 1 : Math.min(easier(1 - guess, false) + 0.01, 0.99)]
}

function easier(target: number, lower: boolean): number {
  if (lower) return target > 0 && target < Infinity ? roundedUp(target, 2) : target
  const steps = target >= 0.98 ? 1000 : 100
  return Math.floor(target * steps + 1e-9) / steps
}
