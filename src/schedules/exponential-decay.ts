/**
 * Exponential decay, in the textbook form and in the compounded one.
 *
 * The two differ although both are written alpha = alpha0 exp(-k t): the textbook starts from alpha0 each time, while a
 * loop that overwrites alpha decays the already decayed rate again, so that the exponents add up to k (1 + 2 + ... + t).
 * The first falls by the same ratio at each step, the second ever faster, like a Gaussian.
 */
import { exp } from '../math/exponential.js'
import { type RateDecayOptions, rateDecay } from './rate-decay.js'
import type { Schedule } from './schedule.js'

/** initial exp(-k t) with t = step / per. Never ends: a later step is always a smaller value, down to 0. */
export function exponentialDecay(options: RateDecayOptions): Schedule {
  return rateDecay('exponentialDecay', options, (kt) => exp(-kt))
}

/** initial exp(-k t (t + 1) / 2): what a_t = a_{t-1} exp(-k t) leads to, at every step without a loop. */
export function compoundedDecay(options: RateDecayOptions): Schedule {
  return rateDecay('compoundedDecay', options, (kt, t) => exp(-kt * ((t + 1) / 2)))
}
