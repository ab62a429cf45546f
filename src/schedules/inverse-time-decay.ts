/**
 * Inverse-time decay: the 1/t rule of stochastic approximation.
 */
import { type RateDecayOptions, rateDecay } from './rate-decay.js'
import type { Schedule } from './schedule.js'

/** initial / (1 + k t) with t = step / per. Never ends. Keras' InverseTimeDecay with decay_rate k, decay_steps per. */
export function inverseTimeDecay(options: RateDecayOptions): Schedule {
  return rateDecay('inverseTimeDecay', options, (kt) => 1 / (1 + kt))
}
