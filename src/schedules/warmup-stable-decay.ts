/**
 * Warm-up, stable, decay (WSD): linear up to `peak`, stay there, cool down at the very end.
 *
 * Only the cool-down knows `totalSteps`, so runs of every length share all that comes before it, bit for bit: train on,
 * keep a checkpoint, and cool down from any of them. The shape 1 - sqrt is that of Haegele et al., arXiv 2405.18392;
 * the schedule that of MiniCPM, arXiv 2404.06395.
 */
import { wrongValue } from '../check.js'
import { duration, level, oneOf, optional, whole } from '../options.js'
import { build } from './build.js'
import { interpolate, remainingBy } from './interpolate.js'
import type { Duration, Schedule } from './schedule.js'

/** How the rate of `warmupStableDecay` falls. */
export type CooldownShape = 'linear' | 'cosine' | '1-sqrt'

/** Options of `warmupStableDecay`. */
export interface WarmupStableDecayOptions {
  /** value between warm-up and cool-down, at least 0 */
  readonly peak: number
  /** number of updates of the run, at least 1 */
  readonly totalSteps: number
  /** W: linear from `initial` at step 0 to `peak`; 0 steps leave it out */
  readonly warmup: Duration
  /** C: from the last step at `peak` to step totalSteps - 1; 10 to 20 % of the run are usual */
  readonly cooldown: Duration
  /** value at step 0 where there is a warm-up, at least 0; default 0 */
  readonly initial?: number
  /** value from step totalSteps - 1 on, at least 0; default 0 */
  readonly final?: number
  /** default '1-sqrt' */
  readonly shape?: CooldownShape
}

/**
 *     initial + (peak - initial) step / W     while step < W
 *     peak                                    until step totalSteps - 1 - C
 *     final + (peak - final) remaining(p)     then, with p = (step - (totalSteps - 1 - C)) / C
 *     final                                   from step totalSteps - 1 on
 *
 * remaining(p) is 1 - sqrt(p), 1 - p or (1 + cos(pi p)) / 2.
 * @throws RangeError where W + C is more than totalSteps - 1
 */
export function warmupStableDecay(options: WarmupStableDecayOptions): Schedule {
  const name = 'warmupStableDecay'
  const readers = {
    peak: level,
    totalSteps: whole(1),
    warmup: duration(0),
    cooldown: duration(0),
    initial: optional(level, 0),
    final: optional(level, 0),
    shape: optional(oneOf(Object.keys(remainingBy) as CooldownShape[]), '1-sqrt'),
  }
  return build(name, options, readers, ({ peak, totalSteps, warmup, cooldown, initial, final, shape }) => {
    const rise = warmup.steps
    const fall = cooldown.steps
    const last = totalSteps - 1
    const stableEnd = last - fall
    if (rise > stableEnd) throw wrongValue(name, 'warmup + cooldown', `at most ${last} steps`, rise + fall)
    return (step) => {
      if (step >= last) return final
      if (step < rise) return interpolate(initial, peak, 1 - step / rise)
      if (step <= stableEnd) return peak
      return interpolate(peak, final, remainingBy[shape]((step - stableEnd) / fall))
    }
  })
}
