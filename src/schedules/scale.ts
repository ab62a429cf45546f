/**
 * A schedule times a factor.
 */

import { level, readOptions } from '../options.js'
import { defineSchedule } from './define.js'
import type { Hyperparameter, Schedule } from './schedule.js'
import { toSchedule } from './to-schedule.js'

/** Options of `scale`. */
export interface ScaleOptions {
  readonly of: Hyperparameter
  /** at least 0 */
  readonly factor: number
}

/** of(step) factor, for example one shape at another peak. What would overflow is the largest finite number. */
export function scale(options: ScaleOptions): Schedule {
  const { of, factor } = readOptions('scale', options, { of: toSchedule, factor: level })
  return defineSchedule('scale', { of: of.description, factor }, (step) =>
    Math.min(of(step) * factor, Number.MAX_VALUE),
  )
}
