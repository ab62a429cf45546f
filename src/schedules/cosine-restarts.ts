/**
 * Cosine annealing with warm restarts (SGDR; Loshchilov and Hutter, arXiv 1608.03983).
 *
 *     value = floor + (initial - floor)(1 + cos(pi s / T)) / 2
 *
 * with s updates done in the present cycle and T its length: T0 = firstCycle, each next one cycleGrowth times longer.
 */

import { duration, level, optional, upTo, whole } from '../options.js'
import { build } from './build.js'
import { interpolate, remainingBy } from './interpolate.js'
import type { Duration, Schedule } from './schedule.js'

/** Options of `cosineRestarts`. */
export interface CosineRestartsOptions {
  /** value at the start of each cycle, at least 0 */
  readonly initial: number
  /** what a cycle falls towards, in [0, initial]; default 0. It is not reached: there the next cycle begins. */
  readonly floor?: number
  /** T0, at least 1 update */
  readonly firstCycle: Duration
  /** T_mult, a whole number of at least 1; default 1 */
  readonly cycleGrowth?: number
}

/** Keeps restarting: stop a run where a cycle ends, at T0 (1 + g + g^2 + ...) updates. */
export function cosineRestarts(options: CosineRestartsOptions): Schedule {
  const readers = {
    initial: level,
    floor: upTo('initial', 0),
    firstCycle: duration(1),
    cycleGrowth: optional(whole(1), 1),
  }
  return build('cosineRestarts', options, readers, ({ initial, floor, firstCycle, cycleGrowth }) => (step) => {
    let length = firstCycle.steps
    let done = step
    if (cycleGrowth === 1) done %= length
    else {
      for (; done >= length; length *= cycleGrowth) done -= length
    }
    return interpolate(initial, floor, remainingBy.cosine(done / length))
  })
}
