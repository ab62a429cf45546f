/**
 * What exponential, compounded and inverse-time decay share: an initial value, a rate k and the unit of the time t.
 */

import { duration, level, optional } from '../options.js'
import { build } from './build.js'
import type { Duration, Schedule } from './schedule.js'

/** Options of `exponentialDecay`, `compoundedDecay` and `inverseTimeDecay`. */
export interface RateDecayOptions {
  /** value at step 0, at least 0 */
  readonly initial: number
  /** k, the decay per unit of t, at least 0 */
  readonly rate: number
  /** the unit of t: t = step / per; default one update. Between whole units t is a fraction. */
  readonly per?: Duration
}

/** @param left (k t, t) -> the share of `initial` that is left, in [0, 1] */
export function rateDecay(name: string, options: RateDecayOptions, left: (kt: number, t: number) => number): Schedule {
  const readers = { initial: level, rate: level, per: optional(duration(1), { steps: 1 }) }
  return build(name, options, readers, ({ initial, rate, per }) => (step) => {
    const t = step / per.steps
    return initial * left(rate * t, t)
  })
}
