/** One target of a study: what it costs each method to arrive there, and the speed-up of the subject over it. */
import { type Estimate, estimateCost, estimateSpeedUp, type SpeedUp } from '../../statistics/estimate.js'
import type { Method } from '../methods/methods.js'
import type { Run } from '../needs.js'
import type { StudyPlan } from '../plan.js'
import { lookingLevel } from '../until-width.js'
import { type Arrivals, arrivals, searchUpdates } from './arrivals.js'
import { speedUpOver } from './speed-up.js'

/** A schedule at a target of a study. */
export interface TargetRow {
  readonly schedule: Method
  /** the budget with which the method ends at the target, between those of the plan by a monotone curve for each seed */
  readonly epochs: Estimate
  readonly updates: Estimate
  /** training time of such a run */
  readonly seconds: Estimate
  /** smallest budget, in epochs, from which on every longer run ends at the target, too */
  readonly held: Estimate
  /** the rate that was tuned for the next budget of the plan; null where the median is beyond them all, or nothing was tuned */
  readonly rate: number | null
  /** of the subject over this method, in updates; null for the subject itself */
  readonly speedUp: SpeedUp | null
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

/** @param rateOf the tuned rate of a method at a budget; null where it has none to tune */
export function targetResult(
  plan: StudyPlan,
  runs: readonly Run[],
  target: number,
  rateOf: (method: Method, budget: number) => number | null,
): TargetResult {
  const subject = arrivals(plan, plan.subject, runs, target)
  return { target, schedules: plan.schedules.map((method) => targetRow(plan, runs, target, rateOf, method, subject)) }
}

function targetRow(
  plan: StudyPlan,
  runs: readonly Run[],
  target: number,
  rateOf: (method: Method, budget: number) => number | null,
  method: Method,
  subject: Arrivals,
): TargetRow {
  const { budgets, stepsPerEpoch, level, resamples, seeds } = plan
  const own = arrivals(plan, method, runs, target)
  const least = budgets[0] as number
  const longest = budgets[budgets.length - 1] as number
  const length = longest * stepsPerEpoch
  const slowest = Math.max(...runs.filter((run) => run.method === method).map(({ seconds }) => seconds ?? 0))
  const quickest = Math.max(0, ...own.seconds.filter((_, i) => own.epochs[i] === least))
  const costs = (values: readonly number[], limit: number, floor = 0): Estimate =>
    estimateCost(values, limit, level, floor)
  const updates = (values: readonly number[]): number[] => values.map((epochs) => epochs * stepsPerEpoch)
  const over = (name: 'withTuning' | 'first' | 'sustained', limitOf: (method: Method) => number) =>
    method === plan.subject
      ? null
      : estimateSpeedUp({
          baseline: own[name],
          subject: subject[name],
          baselineLimit: limitOf(method),
          subjectLimit: limitOf(plan.subject),
          seed: seeds[0] as number,
          resamples,
          level: lookingLevel(plan),
        })
  const epochs = costs(own.epochs, longest, least)
  const next = budgets.find((budget) => epochs.median !== null && budget >= epochs.median)
  const search = (who: Method): number => searchUpdates(plan, who, longest)
  return {
    schedule: method,
    epochs,
    updates: costs(updates(own.epochs), length, least * stepsPerEpoch),
    seconds: costs(own.seconds, slowest, quickest),
    held: costs(own.held, longest),
    rate: next === undefined ? null : rateOf(method, next),
    speedUp: method === plan.subject ? null : speedUpOver(plan, own.epochs, subject.epochs),
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
