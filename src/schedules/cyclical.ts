/**
 * Cyclical learning rates (Smith, arXiv 1506.01186): up and down in straight lines, again and again.
 *
 *     value = base + (peak - base) height k
 *
 * height climbs from 0 to 1 in `rise` updates and falls back to 0 in `fall`; k is 1 (triangular), 1 / 2^(cycles done)
 * (triangular2) or gamma^step (expRange). Smith's stepsize is `rise`, 2 to 10 epochs; stop a run where a cycle ends.
 * `base` above `peak` is allowed: that is how a momentum is cycled against the learning rate.
 */

import { duration, fraction, level, optional, type ReadBy, type Reader, type Readers, type Steps } from '../options.js'
import { build } from './build.js'
import { interpolate } from './interpolate.js'
import { realPower } from './real-power.js'
import type { Duration, Schedule } from './schedule.js'
import { wholePower } from './whole-power.js'

/** Options of `triangular` and `triangular2`. */
export interface CyclicalOptions {
  /** value at the ends of a cycle, at least 0 */
  readonly base: number
  /** value at the top of the first cycle, at least 0 */
  readonly peak: number
  /** from base to peak, at least 1 update */
  readonly rise: Duration
  /** from peak back to base, at least 1 update; default `rise` */
  readonly fall?: Duration
}

/** Options of `expRange`. */
export interface ExpRangeOptions extends CyclicalOptions {
  /** what one update leaves of the amplitude, in [0, 1], for example 0.99994 */
  readonly gamma: number
}

/** All cycles alike: exactly `base` at the ends, exactly `peak` in between. */
export function triangular(options: CyclicalOptions): Schedule {
  return cycles('triangular', options, {}, () => 1)
}

/** Each cycle half as high above `base` as the one before it. */
export function triangular2(options: CyclicalOptions): Schedule {
  return cycles('triangular2', options, {}, (_, cyclesDone) => wholePower(0.5, cyclesDone))
}

/** The height above `base` shrinks by gamma with each update. */
export function expRange(options: ExpRangeOptions): Schedule {
  return cycles('expRange', options, { gamma: fraction }, (step, _, { gamma }) => realPower(gamma, step))
}

const sameAsRise: Reader<Steps> = (where, what, value, read) =>
  optional(duration(1), read.rise)(where, what, value, read)
const common = { base: level, peak: level, rise: /* @__PURE__ */ duration(1), fall: sameAsRise }

function cycles<Own extends Readers>(
  name: string,
  options: CyclicalOptions,
  own: Own,
  amplitude: (step: number, cyclesDone: number, own: ReadBy<Own>) => number,
): Schedule {
  return build(name, options, { ...common, ...own }, (read) => {
    const { base, peak, rise, fall } = read as ReadBy<typeof common>
    const cycle = rise.steps + fall.steps
    return (step) => {
      const done = step % cycle
      const height = done <= rise.steps ? done / rise.steps : (cycle - done) / fall.steps
      return interpolate(peak, base, height * amplitude(step, (step - done) / cycle, read as ReadBy<Own>))
    }
  })
}
