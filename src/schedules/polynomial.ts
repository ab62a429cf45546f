/**
 * Polynomial from `initial` to `final` over the run.
 */
import { positive } from '../options.js'
import { realPower } from './real-power.js'
import type { Schedule } from './schedule.js'
import { type TransitionOptions, transition } from './transition.js'
import { wholePower } from './whole-power.js'

/** Options of `polynomial`. */
export interface PolynomialOptions extends TransitionOptions {
  /** exponent above 0: 1 is linear, above 1 falls fast first, below 1 late. 2 and 0.9 are the usual ones. */
  readonly power: number
}

/** final + (initial - final)(1 - p)^power with p = step / (totalSteps - 1); `final` from step totalSteps - 1 on. */
export function polynomial(options: PolynomialOptions): Schedule {
  return transition('polynomial', options, { power: positive }, (p, { power }) =>
    Number.isInteger(power) ? wholePower(1 - p, power) : realPower(1 - p, power),
  )
}
