/**
 * The constant schedule.
 */

import { level } from '../options.js'
import { build } from './build.js'
import type { Schedule } from './schedule.js'

/**
 * `value` at every step.
 * @param value at least 0
 */
export function constant(value: number): Schedule {
  return build('constant', { value }, { value: level }, (read) => () => read.value)
}
