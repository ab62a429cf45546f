/** One target of a study: what it costs each method to arrive there, and the speed-up of the subject over it. */
import { type Estimate, estimateCost, estimateSpeedUp, type SpeedUp } from '../../statistics/estimate.js'
import { median } from '../../statistics/median.js'
import type { Method } from '../methods.js'
import type { Run } from '../needs.js'
import type { StudyPlan } from '../plan.js'
import { type Arrivals, arrivals, searchUpdates } from './arrivals.js'

/** A schedule at a target of a study. */
export interface TargetRow {
  readonly schedule: Method
  /** smallest budget with which the method ends at the target, its rate tuned for that budget */
  readonly epochs: Estimate
  readonly updates: Estimate
  /** training time of those runs */
  readonly seconds: Estimate
  /** smallest budget, in epochs, from which on every longer run ends at the target, too */
  readonly held: Estimate
  /** the tuned rate at the median budget; null where that is no budget of the plan */
  readonly rate: number | null
  /** of the subject over this method, in updates; null for the subject itself */
  readonly speedUp: SpeedUp | null
  /** what the grid of budgets alone leaves open of the speed-up: the ratio lies strictly above low; null as above, and where neither arrives */
  readonly withinGrid: { readonly low: number; readonly high: number | null } | null
  /** the updates of the whole search that finds the budget, tuning included */
  readonly withTuning: { readonly updates: Estimate; readonly speedUp: SpeedUp | null }
  /** inside the run of the longest budget: first look at the target, and the first from which on all looks are */
  readonly inRun: {
    /** epochs */
    readonly budget: number
    readonly first: Estimate
    readonly sustained: Estimate
    readonly speedUp: SpeedUp | null
    readonly sustainedSpeedUp: SpeedUp | null
    /** runs whose first hit comes right after a drop that the schedule itself makes */
    readonly followsDrop: number
  }
}

/** How soon each schedule reached a target. */
export interface TargetResult {
  readonly target: number
  readonly schedules: readonly TargetRow[]
}

/** @param rateOf the tuned rate of a method at a budget */
export function targetResult(
  plan: StudyPlan,
  runs: readonly Run[],
  target: number,
  rateOf: (method: Method, budget: number) => number,
): TargetResult {
  const subject = arrivals(plan, plan.subject, runs, target)
  return { target, schedules: plan.schedules.map((method) => targetRow(plan, runs, target, rateOf, method, subject)) }
}

function targetRow(
  plan: StudyPlan,
  runs: readonly Run[],
  target: number,
  rateOf: (method: Method, budget: number) => number,
  method: Method,
  subject: Arrivals,
): TargetRow {
  const { budgets, stepsPerEpoch, level, resamples, seeds } = plan
  const own = arrivals(plan, method, runs, target)
  const longest = budgets[budgets.length - 1] as number
  const length = longest * stepsPerEpoch
  const slowest = Math.max(...runs.filter((run) => run.method === method).map(({ seconds }) => seconds ?? 0))
  const costs = (values: readonly number[], limit: number): Estimate => estimateCost(values, limit, level)
  const updates = (values: readonly number[]): number[] => values.map((epochs) => epochs * stepsPerEpoch)
  const over = (name: 'epochs' | 'withTuning' | 'first' | 'sustained', limitOf: (method: Method) => number) =>
    method === plan.subject
      ? null
      : estimateSpeedUp({
          baseline: own[name],
          subject: subject[name],
          baselineLimit: limitOf(method),
          subjectLimit: limitOf(plan.subject),
          seed: seeds[0] as number,
          resamples,
          level,
        })
  const epochs = costs(own.epochs, longest)
  const search = (who: Method): number => searchUpdates(plan, who, longest)
  return {
    schedule: method,
    epochs,
    updates: costs(updates(own.epochs), length),
    seconds: costs(own.seconds, slowest),
    held: costs(own.held, longest),
    rate: epochs.median !== null && budgets.includes(epochs.median) ? rateOf(method, epochs.median) : null,
    speedUp: over('epochs', () => longest),
    withinGrid: method === plan.subject ? null : withinGrid(budgets, own.epochs, subject.epochs),
    withTuning: { updates: costs(own.withTuning, search(method)), speedUp: over('withTuning', search) },
    inRun: {
      budget: longest,
      first: costs(own.first, length),
      sustained: costs(own.sustained, length),
      speedUp: over('first', () => length),
      sustainedSpeedUp: over('sustained', () => length),
      followsDrop: own.followsDrop.filter(Boolean).length,
    },
  }
}

/**
 * A run that needs the budget b ends at the target somewhere above the next smaller budget and up to b. So the ratio of
 * the true medians lies between the lowest numerator over the highest denominator and the other way round.
 */
function withinGrid(
  budgets: readonly number[],
  baseline: readonly number[],
  subject: readonly number[],
): { low: number; high: number | null } | null {
  const longest = budgets[budgets.length - 1] as number
  const below = (cost: number): number =>
    cost === Infinity ? longest : ([0, ...budgets][budgets.indexOf(cost)] as number)
  const low = median(baseline.map(below)) / median(subject)
  const high = median(baseline) / median(subject.map(below))
  if (low === 0 && high === Infinity) return null
  return { low, high: high < Infinity ? high : null }
}
