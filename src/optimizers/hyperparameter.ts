/** A hyperparameter of an optimizer: a number or a schedule, which is refused where an update would make no sense. */
import { wrongValue } from '../check.js'
import type { Reader } from '../options.js'
import type { Schedule } from '../schedules/schedule.js'
import { toSchedule } from '../schedules/to-schedule.js'

export interface Limits {
  /** how errors name them */
  readonly text: string
  hold(value: number): boolean
}

export const notNegative: Limits = {
  text: 'a finite number of at least 0',
  hold: (value) => value >= 0 && value < Infinity,
}
export const positive: Limits = { text: 'a positive finite number', hold: (value) => value > 0 && value < Infinity }
export const belowOne: Limits = { text: 'a number in [0, 1)', hold: (value) => value >= 0 && value < 1 }
export const withinOne: Limits = { text: 'a number in (0, 1)', hold: (value) => value > 0 && value < 1 }

export interface Hyper {
  readonly schedule: Schedule
  /** plain JSON, of the optimizer's description */
  readonly description: unknown
  /** The value at a step. @throws RangeError outside the limits, naming the step */
  at(step: number): number
}

/** A number is described as the constant schedule that it is. */
export function hyperparameter(limits: Limits, fallback?: number): Reader<Hyper> {
  return (where, what, value = fallback) => {
    if (typeof value === 'number' && !limits.hold(value)) throw wrongValue(where, what, limits.text, value)
    const schedule = toSchedule(where, what, value)
    return {
      schedule,
      description: schedule.description,
      at(step) {
        const now = schedule(step)
        if (limits.hold(now)) return now
        throw wrongValue(where, `${what} at step ${step}`, limits.text, now)
      },
    }
  }
}

/** As `hyperparameter`, but a number is described as itself: version 0.1.0, whose files are read, took no schedule here. */
export function coefficient(limits: Limits, fallback: number): Reader<Hyper> {
  const read = hyperparameter(limits, fallback)
  return (where, what, value = fallback, before) => {
    const hyper = read(where, what, value, before)
    return typeof value === 'number' ? { ...hyper, description: value } : hyper
  }
}

/** What an optimizer's options are, as plain JSON; what may be left out and was is not there. */
export function describe(
  name: string,
  read: Readonly<Record<string, Hyper | boolean | undefined>>,
): Record<string, unknown> {
  const given = Object.entries(read).filter(([, value]) => value !== undefined)
  const described = given.map(([option, value]) => [option, typeof value === 'object' ? value.description : value])
  return { name, ...Object.fromEntries(described) }
}
