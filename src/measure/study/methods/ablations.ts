/**
 * 1cycle without one of its parts, to tell which part earns what, and the rival that has its ramp and nothing else.
 *
 *     one-cycle-no-ramp            begins at the peak, with low momentum; the way down takes the whole run
 *     one-cycle-short-ramp         rises for a third as long; the way down takes the rest
 *     one-cycle-exponential-ramp   rises evenly in log rate
 *     one-cycle-low-peak           its peak is the one that was tuned for one-cycle-no-ramp
 *     one-cycle-no-annealing       stays at the peak, with low momentum
 *     one-cycle-no-annihilation    ends at the initial rate instead of far below it
 *     one-cycle-fixed-momentum     the study's momentum throughout
 *     linear-with-ramp             rises in a line from 1cycle's initial rate for as long as 1cycle, then falls in a line
 *                                  to 0; the study's momentum throughout
 */
import { exp, log } from '../../../math/exponential.js'
import { defineSchedule } from '../../../schedules/define.js'
import { remainingBy } from '../../../schedules/interpolate.js'
import {
  alongPhases,
  type CycleCurves,
  cycleCurves,
  type OneCycle,
  type OneCycleOptions,
  shapeOf,
} from '../../../schedules/one-cycle.js'

type Curves = Pick<CycleCurves, 'learningRate' | 'momentum'>

interface Cycle extends CycleCurves {
  /** where it is at its peak, between two steps perhaps; not above 0 where it does not rise */
  readonly top: number
}

function cycleOf(options: OneCycleOptions): Cycle {
  const curves = cycleCurves(options)
  const { totalSteps, warmupFraction } = curves.read
  return { ...curves, top: shapeOf(curves.read).ends(totalSteps - 1, warmupFraction)[0] as number }
}

/** How much shorter the short ramp is. */
const SHORTER = 3

export type Ablation =
  | 'one-cycle-no-ramp'
  | 'one-cycle-short-ramp'
  | 'one-cycle-exponential-ramp'
  | 'one-cycle-low-peak'
  | 'one-cycle-no-annealing'
  | 'one-cycle-no-annihilation'
  | 'one-cycle-fixed-momentum'
  | 'linear-with-ramp'

/** The part of 1cycle that each takes away, by its name. */
export const ablatedParts: Readonly<Record<Exclude<Ablation, 'linear-with-ramp'>, string>> = {
  'one-cycle-no-ramp': 'the ramp',
  'one-cycle-short-ramp': 'the length of the ramp',
  'one-cycle-exponential-ramp': 'the shape of the ramp',
  'one-cycle-low-peak': 'the height of the peak',
  'one-cycle-no-annealing': 'annealing',
  'one-cycle-no-annihilation': 'annihilation',
  'one-cycle-fixed-momentum': 'cycling momentum',
}

/** The curves of each, from those of the cycle and the study's momentum. */
const table: Readonly<Record<Ablation, (cycle: Cycle, momentum: number) => Curves>> = {
  'one-cycle-no-ramp': (cycle) => retimed(cycle, rising(cycle, 0)),
  'one-cycle-short-ramp': (cycle) => retimed(cycle, rising(cycle, Math.max(cycle.top, 0) / SHORTER)),
  'one-cycle-exponential-ramp': (cycle) => ({ ...cycle, learningRate: exponentialRamp(cycle) }),
  'one-cycle-low-peak': (cycle) => cycle,
  'one-cycle-no-annealing': (cycle) => retimed(cycle, (step) => Math.min(step, Math.max(cycle.top, 0))),
  'one-cycle-no-annihilation': ({ read }) => cycleCurves({ ...read, finalDivisor: 1 }),
  'one-cycle-fixed-momentum': (cycle, momentum) => ({ ...cycle, momentum: () => momentum }),
  'linear-with-ramp': (cycle, momentum) => ({ learningRate: linearWithRamp(cycle), momentum: () => momentum }),
}

export const ablationNames = /* @__PURE__ */ Object.keys(table) as readonly Ablation[]

export function ablation(name: Ablation, options: OneCycleOptions, momentum: number): OneCycle {
  const cycle = cycleOf(options)
  const curves = table[name](cycle, momentum)
  const schedule = (output: keyof Curves) => defineSchedule(name, { output, ...cycle.read }, curves[output])
  return { learningRate: schedule('learningRate'), momentum: schedule('momentum') }
}

/** The cycle with its steps moved. */
function retimed({ learningRate, momentum }: CycleCurves, at: (step: number) => number): Curves {
  return { learningRate: (step) => learningRate(at(step)), momentum: (step) => momentum(at(step)) }
}

/** Where the cycle is at a step if its rise ends at `end`. */
function rising({ top, read }: Cycle, end: number): (step: number) => number {
  const peakAt = Math.max(top, 0)
  const last = read.totalSteps - 1
  return (step) => {
    if (step >= last) return last
    return step < end ? (step / end) * peakAt : peakAt + ((step - end) / (last - end)) * (last - peakAt)
  }
}

function exponentialRamp({ learningRate, top, read }: Cycle): (step: number) => number {
  const { peak, initialDivisor } = read
  const way = log(initialDivisor)
  return (step) => (step < top ? Math.min((peak / initialDivisor) * exp((way * step) / top), peak) : learningRate(step))
}

function linearWithRamp({ top, read: { peak, initialDivisor, totalSteps } }: Cycle): (step: number) => number {
  return alongPhases([peak / initialDivisor, peak, 0], [top, totalSteps - 1], remainingBy.linear)
}
