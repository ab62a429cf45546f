/**
 * What linear, polynomial, cosine and flatCosine share: one way from `initial` to `final` over the whole run.
 *
 *     p     = step / (totalSteps - 1)
 *     value = final + (initial - final) remaining(p)       exactly `final` from step totalSteps - 1 on
 */

import { level, optional, type ReadBy, type Readers, whole } from '../options.js'
import { build } from './build.js'
import { interpolate } from './interpolate.js'
import type { Schedule } from './schedule.js'

/** Options of `linear` and `cosine`. */
export interface TransitionOptions {
  /** value at step 0, at least 0 (a run of one step reads `final`) */
  readonly initial: number
  /** value from step totalSteps - 1 on, at least 0; default 0. It may lie above `initial`: then the schedule rises. */
  readonly final?: number
  /** number of updates of the run, at least 1 */
  readonly totalSteps: number
}

/**
 * @param own readers of further options
 * @param remaining share of the run, in [0, 1) -> what is left of the way, from 1 down to 0
 */
export function transition<Own extends Readers>(
  name: string,
  options: TransitionOptions,
  own: Own,
  remaining: (share: number, own: ReadBy<Own>) => number,
): Schedule {
  const common = { initial: level, final: optional(level, 0), totalSteps: whole(1) }
  return build(name, options, { ...common, ...own }, (read) => {
    const { initial, final, totalSteps } = read as ReadBy<typeof common>
    const last = totalSteps - 1
    return (step) => (step >= last ? final : interpolate(initial, final, remaining(step / last, read as ReadBy<Own>)))
  })
}
