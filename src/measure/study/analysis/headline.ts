/** The numbers by which a study is known. */
import type { SpeedUp } from '../../statistics/estimate.js'
import { isOneCycle, type Method } from '../methods/methods.js'
import { builtInOf } from '../methods/planned.js'
import type { StudyPlan } from '../plan.js'
import type { TargetResult, TargetRow } from './targets.js'

/** The speed-up of the subject over one method. */
export interface SpeedUpOver {
  readonly schedule: Method
  readonly speedUp: SpeedUp
}

/** The speed-ups of the subject at the hardest target that it reaches with more than half of its runs. */
export interface Headline {
  readonly target: number
  /** the rival that takes least: no 1cycle without a part of it where the subject is one, unless there is no other */
  readonly bestRival: SpeedUpOver
  /** linear decay with the ramp of 1cycle; null where it is not compared */
  readonly sameRamp: SpeedUpOver | null
}

export function headlineOf(plan: StudyPlan, targets: readonly TargetResult[]): Headline | null {
  const seen = hardestReached(targets, plan.subject)
  if (seen === undefined) return null
  const over = ({ schedule, speedUp }: TargetRow): SpeedUpOver => ({ schedule, speedUp: speedUp as SpeedUp })
  const [nearest] = rivalRows(plan, seen)
  const isRamp = (method: Method): boolean => builtInOf(plan, method) === 'linear-with-ramp'
  const ramp = seen.schedules.find(({ schedule }) => isRamp(schedule))
  return {
    target: seen.target,
    bestRival: over(nearest as TargetRow),
    sameRamp: ramp === undefined || isRamp(plan.subject) ? null : over(ramp),
  }
}

/** The hardest target at which the method ends with more than half of its runs. */
export function hardestReached(targets: readonly TargetResult[], method: Method): TargetResult | undefined {
  return [...targets]
    .reverse()
    .find(({ schedules }) => schedules.some(({ schedule, epochs }) => schedule === method && epochs.median !== null))
}

/** Whom the subject is measured against: ablations are no rivals of 1cycle or of each other, unless there is no other. */
export function rivalsOf(plan: StudyPlan): Method[] {
  const { schedules, subject } = plan
  const isCycle = (method: Method): boolean => isOneCycle(builtInOf(plan, method) ?? method)
  const others = schedules.filter((schedule) => schedule !== subject)
  const strangers = others.filter((schedule) => !(isCycle(subject) && isCycle(schedule)))
  return strangers.length > 0 ? strangers : others
}

/** Of the rivals, who takes least first. */
export function rivalRows(plan: StudyPlan, { schedules }: TargetResult): TargetRow[] {
  const rivals = rivalsOf(plan)
  return schedules
    .filter(({ schedule }) => rivals.includes(schedule))
    .sort((a, b) => (a.epochs.median ?? Infinity) - (b.epochs.median ?? Infinity))
}
