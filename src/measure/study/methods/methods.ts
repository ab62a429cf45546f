/**
 * The methods that a study compares: a schedule of the learning rate, and of the momentum where it cycles one.
 *
 * Every method is told its budget and one rate, its highest. Those of `scheduleByName` keep the study's momentum, but for
 * 1cycle, which cycles it from 0.95 to 0.85 and back. The others are 1cycle with a part taken away.
 */
import { checkOneOf } from '../../../check.js'
import {
  type OneCycleDialect,
  oneCycle,
  type Schedule,
  type ScheduleDescription,
  type ScheduleName,
  scheduleByName,
  scheduleNames,
  toSchedule,
} from '../../../schedules/index.js'
import { type Ablation, ablation, ablationNames } from './ablations.js'

/** A method that needs no description: a schedule, or one that is made of 1cycle. */
export type BuiltInMethod = ScheduleName | Ablation

/** The name of a method that is compared: built in, or one's own. */
export type Method = BuiltInMethod | (string & Record<never, never>)

/** Every built-in method by its name: those of `scheduleByName`, then what is made of 1cycle. */
export const methods = /* @__PURE__ */ everyMethod()

function everyMethod(): readonly BuiltInMethod[] {
  return Object.freeze([...scheduleNames, ...ablationNames])
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
  const cycle = { totalSteps, peak: rate, ...(dialect === undefined ? {} : { dialect }) }
  if (isAblation(method)) return ablation(method, cycle, momentum)
  if (method === 'one-cycle') return oneCycle(cycle)
  return { momentum: constant, ...scheduleByName(method as ScheduleName, { totalSteps, peak: rate }) }
}

function isAblation(method: Method): method is Ablation {
  return (ablationNames as readonly Method[]).includes(method)
}

/** Whether the method is 1cycle or one of its ablations. */
export function isOneCycle(method: Method): boolean {
  return method === 'one-cycle' || (isAblation(method) && method !== 'linear-with-ramp')
}

/** The method whose tuning a method takes over, its rates with it: itself, but for the low peak. */
export function tunedAs(method: Method): Method {
  return method === 'one-cycle-low-peak' ? 'one-cycle-no-ramp' : method
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
