/**
 * The rates that a range test sweeps through, and the momentum beside them.
 *
 *     exponential   from -> to, the same ratio at every step: as many steps for each decade
 *     linear        from -> to, the same difference at every step
 *     triangular    from -> to -> from in straight lines, `to` at step ceil((steps - 1) / 2)
 *
 * A momentum that is cycled mirrors the way: high at `from`, low at `to`, in a straight line over the steps (and so over
 * the log of the rate in the exponential sweep).
 */
import { log } from '../../math/exponential.js'
import { geometric, linear, type Schedule, toSchedule, triangular } from '../../schedules/index.js'

/** How the rate of a range test rises. */
export type Sweep = 'exponential' | 'linear' | 'triangular'
export const sweeps: readonly Sweep[] = /* @__PURE__ */ Object.freeze(['exponential', 'linear', 'triangular'])

export interface MomentumRange {
  readonly high: number
  readonly low: number
}

/** Step at which the sweep reaches `to`. */
export function turningStep(sweep: Sweep, steps: number): number {
  return sweep === 'triangular' ? Math.ceil((steps - 1) / 2) : steps - 1
}

/** Updates for each factor of ten in the rate of an exponential sweep. */
export function stepsPerDecade({ from, to }: { readonly from: number; readonly to: number }, steps: number): number {
  return (steps - 1) / decadesBetween(from, to)
}

/** log10(high / low). */
export function decadesBetween(low: number, high: number): number {
  return (log(high) - log(low)) / log(10)
}

/** @param steps at least 3 */
export function sweepRate(sweep: Sweep, from: number, to: number, steps: number): Schedule {
  if (sweep === 'exponential') return geometric({ initial: from, final: to, totalSteps: steps })
  if (sweep === 'linear') return linear({ initial: from, final: to, totalSteps: steps })
  return triangle(from, to, steps)
}

/** @param steps at least 3 */
export function sweepMomentum(sweep: Sweep, momentum: number | MomentumRange, steps: number): Schedule {
  if (typeof momentum === 'number') return toSchedule('findLearningRate', 'momentum', momentum)
  const { high, low } = momentum
  return sweep === 'triangular' ? triangle(high, low, steps) : linear({ initial: high, final: low, totalSteps: steps })
}

function triangle(base: number, peak: number, steps: number): Schedule {
  const rise = turningStep('triangular', steps)
  return triangular({ base, peak, rise: { steps: rise }, fall: { steps: steps - 1 - rise } })
}
