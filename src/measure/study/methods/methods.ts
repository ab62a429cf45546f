/**
 * The methods that a study compares: a schedule of the learning rate, and of the momentum where it cycles one.
 *
 * Every method is told its budget and one rate, its highest. The baselines keep the study's momentum; 1cycle cycles it
 * from 0.95 to 0.85 and back. Three ablations take one part of 1cycle away, to tell which part earns what:
 *
 *     one-cycle-fixed-momentum     the study's momentum throughout
 *     one-cycle-no-warmup          begins at the peak, with low momentum
 *     one-cycle-no-annihilation    ends at the initial rate, a 25th of the peak, instead of far below it
 */
import { checkOneOf } from '../../../check.js'
import {
  type OneCycleDialect,
  type OneCycleOptions,
  oneCycle,
  type Schedule,
  type ScheduleDescription,
  type ScheduleName,
  scheduleByName,
  scheduleNames,
  toSchedule,
} from '../../../schedules/index.js'

const ablations = {
  'one-cycle-fixed-momentum': (momentum) => ({ momentum }),
  'one-cycle-no-warmup': () => ({ warmupFraction: 0 }),
  'one-cycle-no-annihilation': () => ({ finalDivisor: 1 }),
} as const satisfies Record<string, (momentum: number) => Partial<OneCycleOptions>>

/** A method that needs no description: a schedule, or one with a part taken away. */
export type BuiltInMethod = ScheduleName | keyof typeof ablations

/** The name of a method that is compared: built in, or one's own. */
export type Method = BuiltInMethod | (string & Record<never, never>)

/** Every built-in method by its name: those of `scheduleByName`, then the ablations of 1cycle. */
export const methods = /* @__PURE__ */ everyMethod()

function everyMethod(): readonly BuiltInMethod[] {
  return Object.freeze([...scheduleNames, ...(Object.keys(ablations) as (keyof typeof ablations)[])])
}

export interface MethodOptions {
  /** updates of the run, at least 1: the schedule is compressed to it */
  readonly totalSteps: number
  /** the highest learning rate, above 0 */
  readonly rate: number
  /** of every method that does not cycle it, in [0, 1) */
  readonly momentum: number
  /** whose 1cycle; default 'pytorch' */
  readonly dialect?: OneCycleDialect
}

export interface MethodSchedules {
  readonly learningRate: Schedule
  readonly momentum: Schedule
}

/** @throws RangeError for an unknown method (the message lists the known ones) or a value outside its range */
export function methodSchedules(method: Method, options: MethodOptions): MethodSchedules {
  const where = 'methodSchedules'
  checkOneOf<Method>(where, 'method', method, methods)
  const { totalSteps, rate, momentum, dialect } = options
  const constant = toSchedule(where, 'momentum', momentum)
  if (!isOneCycle(method)) {
    return { momentum: constant, ...scheduleByName(method as ScheduleName, { totalSteps, peak: rate }) }
  }
  const ablation = method === 'one-cycle' ? {} : ablations[method as keyof typeof ablations](momentum)
  return oneCycle({ totalSteps, peak: rate, ...(dialect === undefined ? {} : { dialect }), ...ablation })
}

/** Whether the method is 1cycle or one of its ablations. */
export function isOneCycle(method: Method): boolean {
  return method === 'one-cycle' || method in ablations
}

/**
 * Whether a shorter run is the beginning of a longer one, bit for bit: so for the constant rate alone, which does not
 * know its budget. One long run then serves every budget.
 */
export function isPrefix(method: Method): boolean {
  return method === 'constant'
}

/** The updates at which the method's own schedule drops the rate at once, ascending; empty for smooth ones. */
export function programmedDrops(method: Method, totalSteps: number): number[] {
  return dropsIn(methodSchedules(method, { totalSteps, rate: 1, momentum: 0 }).learningRate.description, totalSteps)
}

/** The same of a schedule's description; none of one that a user wrote. */
export function dropsIn(description: ScheduleDescription | undefined, totalSteps: number): number[] {
  if (description?.schedule === 'milestones') {
    return (description.milestones as { steps: number }[]).map(({ steps }) => steps).filter((step) => step < totalSteps)
  }
  if (description?.schedule !== 'halving') return []
  const { steps } = description.every as { steps: number }
  return Array.from({ length: Math.floor((totalSteps - 1) / steps) }, (_, i) => (i + 1) * steps)
}
