/** What is known of how the rate of a method goes through a run. */
import { type Method, methodSchedules, methods } from '../methods/methods.js'
import { ownOf, sampledSteps, schedulesOf } from '../methods/planned.js'
import type { StudyPlan } from '../plan.js'
import type { Tuning } from '../tuning.js'
import type { Course } from './result.js'

/** Of the methods of one's own, by name. */
export type Courses = Readonly<Record<string, Course>>

/** How much higher than its first rate a method with a ramp goes, and than its last one with annealing. */
const RISE = 1.5

/** Whether the method begins low and rises in the longest run; null of one whose course is not known. */
export function rises(plan: StudyPlan, method: Method, tuning: readonly Tuning[], own: Courses): boolean | null {
  const rates = ratesIn(plan, method, tuning, own)
  return rates === null ? null : Math.max(...rates) > RISE * (rates[0] as number)
}

/** Whether the method ends low in the longest run; null of one whose course is not known. */
export function falls(plan: StudyPlan, method: Method, tuning: readonly Tuning[], own: Courses): boolean | null {
  const rates = ratesIn(plan, method, tuning, own)
  return rates === null ? null : Math.max(...rates) > RISE * (rates[rates.length - 1] as number)
}

function ratesIn(plan: StudyPlan, method: Method, tuning: readonly Tuning[], own: Courses): readonly number[] | null {
  if (ownOf(plan, method) !== undefined) return own[method]?.learningRate ?? null
  return sampledSteps(plan).map(schedulesOf(plan, method, tuning, new Map()).learningRate)
}

/** The mean rate of a built-in method over a run of so many epochs with a rate; null of any other. */
export function meanRate(plan: StudyPlan, method: Method, budget: number, rate: number): number | null {
  if (!(methods as readonly Method[]).includes(method)) return null
  const { momentum, dialect, stepsPerEpoch } = plan
  const totalSteps = budget * stepsPerEpoch
  const { learningRate } = methodSchedules(method, { totalSteps, rate, momentum, dialect })
  let sum = 0
  for (let step = 0; step < totalSteps; step++) sum += learningRate(step)
  return sum / totalSteps
}
