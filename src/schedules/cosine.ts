/**
 * Cosine annealing from `initial` to `final` over the run, without restarts (Loshchilov and Hutter, arXiv 1608.03983).
 */
import { remainingBy } from './interpolate.js'
import type { Schedule } from './schedule.js'
import { type TransitionOptions, transition } from './transition.js'

/** final + (initial - final)(1 + cos(pi p)) / 2 with p = step / (totalSteps - 1); `final` from totalSteps - 1 on. */
export function cosine(options: TransitionOptions): Schedule {
  return transition('cosine', options, {}, remainingBy.cosine)
}
