/**
 * Piecewise constant: a drop at each milestone.
 *
 *     value = initial times the factor of every milestone that is passed, and milestone m is passed from step m on
 *
 * So the first m updates still use the value before it. (Keras' PiecewiseConstantDecay drops one update later: its
 * boundary b is the milestone b + 1.)
 */
import { wrongValue } from '../check.js'
import { ascending, fraction, level, listOf, type Reader, type Steps } from '../options.js'
import { build } from './build.js'
import type { Duration, Schedule } from './schedule.js'

/** Options of `milestones`. */
export interface MilestonesOptions {
  /** value before the first milestone, at least 0 */
  readonly initial: number
  /** measured from the start of the run, in ascending order; two at one place both count */
  readonly milestones: readonly Duration[]
  /** what a milestone multiplies by, in [0, 1]: one factor for all, or one for each; default 0.1 */
  readonly factor?: number | readonly number[]
}

const factorOfEach: Reader<readonly number[]> = (where, what, value = 0.1, read) => {
  const steps = read.milestones as readonly Steps[]
  const factors = Array.isArray(value) ? value : steps.map(() => value)
  if (factors.length !== steps.length) throw wrongValue(where, what, `an array of length ${steps.length}`, factors)
  return listOf(fraction)(where, what, factors, read)
}

/** initial times each factor from its milestone on; the last value stays. */
export function milestones(options: MilestonesOptions): Schedule {
  const readers = { initial: level, milestones: ascending, factor: factorOfEach }
  return build('milestones', options, readers, ({ initial, milestones, factor }) => {
    let value = initial
    const values = [value, ...factor.map((f) => (value *= f))]
    return (step) => {
      let passed = 0
      while (step >= (milestones[passed]?.steps as number)) passed++
      return values[passed] as number
    }
  })
}
