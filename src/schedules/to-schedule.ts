/**
 * A hyperparameter as a schedule, whether it came as a number or as one.
 */
import { wrongType } from '../check.js'
import { level } from '../options.js'
import { constant } from './constant.js'
import type { Schedule } from './schedule.js'

/**
 * A schedule stays itself, a number becomes `constant(number)`.
 * @param where, what the head of the error
 * @throws TypeError for anything else, a function without a description included: `defineSchedule` gives it one
 */
export function toSchedule(where: string, what: string, value: unknown): Schedule {
  if (typeof value === 'number') return constant(level(where, what, value, {}))
  const schedule = value as Schedule
  if (typeof value !== 'function' || typeof schedule.description?.schedule !== 'string') {
    const next = typeof value === 'function' ? 'wrap it in defineSchedule' : undefined
    throw wrongType(where, what, 'a number or a schedule', value, next)
  }
  return schedule
}
