/**
 * Linear from `initial` to `final` over the run.
 */
import { remainingBy } from './interpolate.js'
import type { Schedule } from './schedule.js'
import { type TransitionOptions, transition } from './transition.js'

/** final + (initial - final)(1 - p) with p = step / (totalSteps - 1); `final` from step totalSteps - 1 on. */
export function linear(options: TransitionOptions): Schedule {
  return transition('linear', options, {}, remainingBy.linear)
}
