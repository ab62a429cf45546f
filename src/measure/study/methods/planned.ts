/** What a plan says of one of its methods, built in or not, and how its rate changes in a run. */
import type { ScheduleDescription } from '../../../schedules/index.js'
import type { StudyPlan } from '../plan.js'
import { coarseRates, fineRates, type RateScore, type RateSearch, type Tuning } from '../tuning.js'
import type { MethodSchedules } from './methods.js'
import { isPrefix, type Method, methodSchedules, programmedDrops, tunedAs } from './methods.js'
import { isRateFree, isRunFree, type MethodFunctions, ownOptimizer, type PlannedMethod } from './own.js'

/** Of the plan's methods one that is not built in. */
export function ownOf({ own }: StudyPlan, method: Method): PlannedMethod | undefined {
  return own !== undefined && Object.hasOwn(own, method) ? own[method] : undefined
}

/** The built-in method that a method is, under whatever name; undefined where it is another. */
export function builtInOf(plan: StudyPlan, method: Method): Method | undefined {
  const own = ownOf(plan, method)
  if (own === undefined) return method
  const { optimizer = 'sgd', schedule } = own.definition
  if (optimizer !== 'sgd') return undefined
  if (typeof schedule === 'string') return schedule
  return (schedule as ScheduleDescription | undefined)?.schedule === 'oneCycle' ? 'one-cycle' : undefined
}

/** Whether no method of the plan has a rate to tune. */
export function isAllUntuned(plan: StudyPlan): boolean {
  return plan.schedules.every((method) => isUntuned(plan, method))
}

/** The methods of the plan that are tuned themselves. */
export function tunedMethods({ schedules }: StudyPlan): readonly Method[] {
  return schedules.filter((method) => tunedAs(method) === method)
}

/** The grids of a method, which may have a range of its own. */
export function ratesOf(plan: StudyPlan, method: Method): RateSearch {
  return { ...plan.rates, ...ownOf(plan, method)?.rates }
}

/** Whether the method has no rate to tune: it says its rate itself. */
export function isUntuned(plan: StudyPlan, method: Method): boolean {
  const own = ownOf(plan, method)
  return own !== undefined && isRateFree(own.definition)
}

/** Whether one long run of the method serves every budget. */
export function isShared(plan: StudyPlan, method: Method): boolean {
  const own = ownOf(plan, method)
  return own === undefined ? isPrefix(method) : isRunFree(own.definition)
}

/** The one rate that a description says; undefined where there is none, or it says several. */
export function fixedRate(plan: StudyPlan, method: Method): number | undefined {
  return ownOf(plan, method)?.definition.rate as number | undefined
}

/** The rates of the method's grid; where there is none to tune its own, or any one for all that it says. */
export function gridOf(plan: StudyPlan, method: Method): number[] {
  const rates = ratesOf(plan, method)
  return isUntuned(plan, method) ? [fixedRate(plan, method) ?? rates.low] : coarseRates(rates)
}

/** The rates to try around the best of the grid. */
export function aroundOf(plan: StudyPlan, method: Method, scores: readonly RateScore[]): number[] {
  return isUntuned(plan, method) ? [] : fineRates(ratesOf(plan, method), scores, plan.metric)
}

/** Trials of both stages that choose rate and weight decay of a method at a budget, with one seed. */
export interface Tries {
  readonly coarse: number
  readonly fine: number
}

/** Of every method whose rate is tuned. */
export function triesEach({ rates, weightDecays }: StudyPlan): Tries {
  return { coarse: rates.coarse * weightDecays.length, fine: rates.fine }
}

export function triesOf(plan: StudyPlan, method: Method): Tries {
  return isUntuned(plan, method) ? { coarse: plan.weightDecays.length, fine: 0 } : triesEach(plan)
}

/** The updates of the longest run at which the method's own schedule drops the rate at once. */
export function dropsOf(plan: StudyPlan, method: Method): readonly number[] {
  const longest = plan.budgets[plan.budgets.length - 1] as number
  return ownOf(plan, method)?.drops ?? programmedDrops(method, longest * plan.stepsPerEpoch)
}

/** The updates of the longest run at which its course is told: 240 at most, even, the last among them. */
export function sampledSteps({ budgets, stepsPerEpoch }: StudyPlan): number[] {
  const last = (budgets[budgets.length - 1] as number) * stepsPerEpoch - 1
  const samples = Math.min(240, last + 1)
  return Array.from({ length: samples }, (_, i) => Math.round((i * last) / Math.max(1, samples - 1)))
}

/** Learning rate and momentum of a method in the longest run, as it was tuned for it. */
export function schedulesOf(
  plan: StudyPlan,
  method: Method,
  tuning: readonly Tuning[],
  functions: MethodFunctions,
): MethodSchedules {
  const { budgets, stepsPerEpoch, momentum, dialect, weightDecays } = plan
  const epochs = budgets[budgets.length - 1] as number
  const tuned = tuning.find((each) => each.method === method && each.budget === epochs)
  const { rate = 1, weightDecay = weightDecays[0] as number } = tuned ?? {}
  const run = { totalSteps: epochs * stepsPerEpoch, rate, momentum, dialect }
  const own = ownOf(plan, method)
  if (own === undefined) return methodSchedules(method, run)
  return ownOptimizer('compare', method, own.definition, { ...run, epochs, weightDecay }, functions)
}
