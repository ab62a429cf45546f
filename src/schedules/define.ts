/**
 * How a schedule is made: a function of the step, guarded, with its description beside it.
 */
import { checkInteger, wrongType } from '../check.js'
import { frozenCopy } from './plain-json.js'
import type { Schedule } from './schedule.js'

/**
 * A schedule of your own, or one of this folder.
 * @param name what `fromDescription` finds its factory by, and the head of every error about the step
 * @param options plain JSON from which that factory builds the same schedule again
 * @param valueAt step -> value, pure; it is only called with whole numbers from 0 to 2^53 - 1
 * @returns the schedule; its `description` is `{ schedule: name, ...options }`. Called with anything but such a whole
 *   number it throws: TypeError for the wrong kind, RangeError for a negative, fractional or infinite step
 */
export function defineSchedule(
  name: string,
  options: Readonly<Record<string, unknown>>,
  valueAt: (step: number) => number,
): Schedule {
  const schedule = (step: number): number => {
    checkInteger(name, 'step', step, 0)
    return valueAt(step)
  }
  try {
    if (typeof valueAt === 'function') {
      return Object.freeze(Object.assign(schedule, { description: frozenCopy({ schedule: name, ...options }) }))
    }
  } catch {
    // what JSON has no place for
  }
  throw wrongType('defineSchedule', 'options', 'plain JSON', options)
}
