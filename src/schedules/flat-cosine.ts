/**
 * Flat, then cosine: `initial` for the first share of the run, then cosine annealing to `final`.
 */

import { fraction, optional } from '../options.js'
import { remainingBy } from './interpolate.js'
import type { Schedule } from './schedule.js'
import { type TransitionOptions, transition } from './transition.js'

/** Options of `flatCosine`. */
export interface FlatCosineOptions extends TransitionOptions {
  /** share of the run that stays at `initial`, in [0, 1]; default 0.75 */
  readonly flatFraction?: number
}

/**
 * `initial` while p = step / (totalSteps - 1) is at most f = flatFraction, then the cosine of (p - f) / (1 - f);
 * `final` from step totalSteps - 1 on. fastai's fit_flat_cos, which ends at lr / 1e5 (here `final` is 0 by default).
 */
export function flatCosine(options: FlatCosineOptions): Schedule {
  return transition('flatCosine', options, { flatFraction: optional(fraction, 0.75) }, (p, { flatFraction }) =>
    p <= flatFraction ? 1 : remainingBy.cosine((p - flatFraction) / (1 - flatFraction)),
  )
}
