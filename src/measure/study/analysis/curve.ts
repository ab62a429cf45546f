/**
 * The speed-up against the target: a ratio at one target can be lucky, a curve over all of them cannot.
 *
 * The targets are even in the log of the error, from what the weakest method comes to with the smallest budget to
 * the best that any method ends with, both as medians over the seeds.
 */
import { exp, log } from '../../../math/exponential.js'
import { errorOf, fromError, lowerIsBetter, roundedUp, scoreOf } from '../../metric.js'
import type { SpeedUp } from '../../statistics/estimate.js'
import { median } from '../../statistics/median.js'
import { guessing } from '../data.js'
import type { Method } from '../methods/methods.js'
import type { Run } from '../needs.js'
import type { StudyPlan } from '../plan.js'
import { arrivals } from './arrivals.js'
import { speedUpOver } from './speed-up.js'

export interface CurveRow {
  readonly target: number
  readonly schedules: readonly {
    readonly schedule: Method
    /** median of the budgets that end at the target, in epochs, the least of the plan for at most that; null for a miss */
    readonly epochs: number | null
    readonly reached: number
    /** of the subject over this method; null for the subject itself */
    readonly speedUp: SpeedUp | null
  }[]
}

/** Most targets of the curve. */
const POINTS = 24

export function speedUpCurve(plan: StudyPlan, runs: readonly Run[]): CurveRow[] {
  const { subject, schedules } = plan
  return curveTargets(plan, runs).map((target) => {
    const own = arrivals(plan, subject, runs, target).epochs
    return {
      target,
      schedules: schedules.map((schedule) => {
        const { epochs } = arrivals(plan, schedule, runs, target)
        const middle = median(epochs)
        return {
          schedule,
          epochs: middle < Infinity ? middle : null,
          reached: epochs.filter((cost) => cost < Infinity).length,
          speedUp: schedule === subject ? null : speedUpOver(plan, epochs, own),
        }
      }),
    }
  })
}

/**
 * From the easiest to the hardest: to four decimals inside (0, 1), or to four digits where lower is better; empty where no
 * method ends above guessing.
 */
export function curveTargets(plan: StudyPlan, runs: readonly Run[]): number[] {
  const { metric, schedules, budgets, training } = plan
  const lower = lowerIsBetter(metric)
  const errors = (budget?: number): number[] =>
    schedules.flatMap((method) =>
      budgets
        .filter((other) => budget === undefined || other === budget)
        .map((other) => {
          const own = runs.filter((run) => run.method === method && run.budget === other)
          return errorOf(metric, median(own.map(({ final }) => scoreOf(final, metric))))
        }),
    )
  const finite = errors().filter(Number.isFinite)
  // where diverged runs end, there is nothing to see: with shares that is what guessing comes to
  const high = lower
    ? Math.max(...errors(budgets[0]).filter(Number.isFinite))
    : Math.min(Math.max(...errors(budgets[0])), 1 - guessing(training))
  const low = Math.max(Math.min(...finite), lower ? Number.MIN_VALUE : 0.0001)
  if (!(low < high && high < Infinity)) return []
  const from = log(high)
  const to = log(low)
  const targets = Array.from({ length: POINTS }, (_, i) => {
    const error = exp(from + ((to - from) * i) / (POINTS - 1))
    const last = i === POINTS - 1
    if (lower) return last ? roundedUp(low, 4) : Number(error.toPrecision(4))
    return round(fromError(metric, error), last ? Math.floor : Math.round)
  })
  return [...new Set(targets)].filter((target) => target > 0 && (lower || target < 1))
}

function round(target: number, how: (x: number) => number): number {
  return how(target * 10000 + (how === Math.floor ? 1e-6 : 0)) / 10000
}
