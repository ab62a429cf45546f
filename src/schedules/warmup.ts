/**
 * A linear warm-up in front of anything (Goyal et al., arXiv 1706.02677).
 */

import { duration, level, optional, readOptions } from '../options.js'
import { defineSchedule } from './define.js'
import { interpolate } from './interpolate.js'
import type { Duration, Hyperparameter, Schedule } from './schedule.js'
import { toSchedule } from './to-schedule.js'

/** Options of `warmup`. */
export interface WarmupOptions {
  /** W; 0 steps leave the warm-up out */
  readonly duration: Duration
  /** what follows, from its own step 0; its totalSteps does not count the warm-up */
  readonly before: Hyperparameter
  /** value at step 0, at least 0; default 0, which lets the first update move nothing */
  readonly initial?: number
}

/** initial + (before(0) - initial) step / W while step < W, then before(step - W). */
export function warmup(options: WarmupOptions): Schedule {
  const readers = { duration: duration(0), before: toSchedule, initial: optional(level, 0) }
  const read = readOptions('warmup', options, readers)
  const { before, initial } = read
  const { steps } = read.duration
  const top = before(0)
  return defineSchedule('warmup', { ...read, before: before.description }, (step) =>
    step < steps ? interpolate(initial, top, 1 - step / steps) : before(step - steps),
  )
}
