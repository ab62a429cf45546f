/**
 * Step decay: multiply by a factor every so many updates.
 *
 *     value = initial factor^floor(step / every)
 */

import { duration, fraction, level, optional, type Readers } from '../options.js'
import { build } from './build.js'
import type { Duration, Schedule } from './schedule.js'
import { wholePower } from './whole-power.js'

/** Options of `halving`. */
export interface HalvingOptions {
  /** value before the first drop, at least 0 */
  readonly initial: number
  /** from one drop to the next, at least 1 update */
  readonly every: Duration
}

/** Options of `stepDecay`. */
export interface StepDecayOptions extends HalvingOptions {
  /** what each drop multiplies by, in [0, 1]; default 0.1 */
  readonly factor?: number
}

/** initial factor^floor(step / every): the step decay of PyTorch's StepLR, counted in updates. */
export function stepDecay(options: StepDecayOptions): Schedule {
  return drops('stepDecay', options, { factor: optional(fraction, 0.1) })
}

/** initial / 2^floor(step / every), exact to the last bit. */
export function halving(options: HalvingOptions): Schedule {
  return drops('halving', options, {})
}

function drops(name: string, options: HalvingOptions, own: Readers): Schedule {
  return build(name, options, { initial: level, every: duration(1), ...own }, (read) => {
    const { initial, every, factor = 0.5 } = read as typeof read & { factor?: number }
    return (step) => initial * wholePower(factor, (step - (step % every.steps)) / every.steps)
  })
}
