/**
 * A factory in one call: read the options, describe the schedule by them, make its value.
 */

import { type ReadBy, type Readers, readOptions } from '../options.js'
import { defineSchedule } from './define.js'
import type { Schedule } from './schedule.js'

/** @param make the options as read -> step -> value; whatever depends on the options alone is worked out once */
export function build<R extends Readers>(
  name: string,
  options: object,
  readers: R,
  make: (read: ReadBy<R>) => (step: number) => number,
): Schedule {
  const read = readOptions(name, options, readers)
  return defineSchedule(name, read, make(read))
}
