/**
 * Schedules one after the other.
 */
import { wrongValue } from '../check.js'
import { ascending, listOf, readOptions, truth } from '../options.js'
import { defineSchedule } from './define.js'
import type { Duration, Hyperparameter, Schedule } from './schedule.js'
import { toSchedule } from './to-schedule.js'

/** Options of `join`. */
export interface JoinOptions {
  /** one more than boundaries */
  readonly schedules: readonly Hyperparameter[]
  /** where the second, third, ... begins, measured from the start of the run, ascending */
  readonly boundaries: readonly Duration[]
  /** whether each begins at its own step 0; default true. Otherwise all count from the start of the run: a change in mid-run */
  readonly restart?: boolean
}

/**
 * The first schedule before the first boundary, the second from it on, and so forth; each restarts at its own step 0:
 * from boundary b the value is inner(step - b), with `restart: false` inner(step). Two boundaries at one place skip the
 * schedule between them.
 */
export function join(options: JoinOptions): Schedule {
  const { schedules, boundaries, restart } = readOptions('join', options, {
    schedules: listOf(toSchedule),
    boundaries: ascending,
    restart: (where, what, value) => (value === undefined ? value : truth(where, what, value, {})),
  })
  const starts = [0, ...boundaries.map(({ steps }) => steps)]
  if (schedules.length !== starts.length) {
    throw wrongValue('join', 'schedules', `an array of length ${starts.length}`, schedules)
  }
  const description = { schedules: schedules.map((s) => s.description), boundaries, restart }
  return defineSchedule('join', description, (step) => {
    let i = boundaries.length
    while (step < (starts[i] as number)) i--
    return (schedules[i] as Schedule)(restart === false ? step : step - (starts[i] as number))
  })
}
