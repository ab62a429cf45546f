/** What a lane's schedule comes to in a run: its rate and its momentum at every update. */
import { type MethodRun, methodOptimizer } from 'onecycle'
import { type Lane, MOMENTUM } from '../state/lab.ts'

export interface Curves {
  /** updates that are shown, ascending, the first and the last among them */
  readonly steps: readonly number[]
  readonly rate: readonly number[]
  readonly momentum: readonly number[]
}

/** The run of a lane, as `methodOptimizer` asks for it. */
export function runOf({ rate, dialect }: Pick<Lane, 'rate' | 'dialect'>, totalSteps: number, epochs = 1): MethodRun {
  return { totalSteps, epochs, rate, weightDecay: 0, momentum: MOMENTUM, ...(dialect === undefined ? {} : { dialect }) }
}

/** More than a screen has columns for. */
const SHOWN = 800

/**
 * The curves of a lane in a run of so many updates.
 * @throws RangeError, TypeError where the run is too short for the schedule, or the method is none
 */
export function curvesOf(lane: Pick<Lane, 'method' | 'rate' | 'dialect'>, totalSteps: number): Curves {
  const { learningRate, momentum } = methodOptimizer(lane.method, runOf(lane, totalSteps))
  const steps = shownSteps(totalSteps)
  return { steps, rate: steps.map(learningRate), momentum: steps.map(momentum) }
}

/** The same, or null where there is none to show. */
export function curvesOrNull(lane: Pick<Lane, 'method' | 'rate' | 'dialect'>, totalSteps: number): Curves | null {
  try {
    return curvesOf(lane, totalSteps)
  } catch {
    return null
  }
}

/** All updates of a short run, evenly taken ones of a long one; the same for every lane. */
export function shownSteps(totalSteps: number): number[] {
  const count = Math.min(totalSteps, SHOWN)
  return Array.from({ length: count }, (_, i) => Math.round((i * (totalSteps - 1)) / Math.max(1, count - 1)))
}
