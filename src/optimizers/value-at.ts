/** Reading a hyperparameter at a step, refused where an update would make no sense. */
import { wrongValue } from '../check.js'
import type { Schedule } from '../schedules/index.js'

/** The schedule's value at `step`; RangeError outside [0, limit). */
export function valueAt(where: string, what: string, schedule: Schedule, step: number, limit = Infinity): number {
  const value = schedule(step)
  if (value >= 0 && value < limit) return value
  const expected = limit === Infinity ? 'a finite number of at least 0' : `a number in [0, ${limit})`
  throw wrongValue(where, `${what} at step ${step}`, expected, value)
}
