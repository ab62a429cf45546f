/**
 * Geometric from `initial` to `final` over the run: the same ratio from each step to the next.
 * Downwards it is an exponential decay with a stated end, upwards the sweep of a learning-rate range test.
 */
import { exp, log } from '../math/exponential.js'
import { positive, whole } from '../options.js'
import { build } from './build.js'
import type { Schedule } from './schedule.js'

/** Options of `geometric`. */
export interface GeometricOptions {
  /** value at step 0, above 0 (a run of one step reads `final`) */
  readonly initial: number
  /** value from step totalSteps - 1 on, above 0, below or above `initial` */
  readonly final: number
  /** number of updates of the run, at least 1 */
  readonly totalSteps: number
}

/** initial (final / initial)^p with p = step / (totalSteps - 1); exactly `final` from step totalSteps - 1 on. */
export function geometric(options: GeometricOptions): Schedule {
  const readers = { initial: positive, final: positive, totalSteps: whole(1) }
  return build('geometric', options, readers, ({ initial, final, totalSteps }) => {
    const last = totalSteps - 1
    const logRatio = log(final) - log(initial)
    const low = Math.min(initial, final)
    const high = Math.max(initial, final)
    // exp and log are not exact: near an end the product may lie a few units in the last place past it
    return (step) => (step >= last ? final : Math.min(Math.max(initial * exp(logRatio * (step / last)), low), high))
  })
}
