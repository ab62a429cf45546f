/** The options that choose a schedule, and the schedules that follow from them. */
import type { Command } from 'commander'
import { message } from '../../check.js'
import { CYCLED_MOMENTUM, DEFAULT_MOMENTUM } from '../../defaults.js'
import { belowOne, positive } from '../../options.js'
import {
  constant,
  type OneCycleOptions,
  type Schedule,
  type ScheduleName,
  scheduleByName,
} from '../../schedules/index.js'
import { DEFAULT_DIALECT, dialectNames } from '../../schedules/one-cycle-dialects.js'
import { numeric, oneOf } from './options.js'
import { asUsage, UsageError } from './usage.js'

export interface ScheduleChoice {
  peak?: number
  lr?: number
  dialect?: string
  anneal?: string
  momentum?: number
}

export interface Schedules {
  readonly learningRate: Schedule
  readonly momentum: Schedule
}

export function addScheduleOptions(command: Command, rateByDefault: string): void {
  const where = command.name()
  const dialect = oneOf(where, '--dialect', dialectNames)
  // several of them, joined by commas, are for those who draw schedules
  const dialects = Object.assign((text: string) => text.split(',').map(dialect).join(','), { names: dialectNames })
  const highest = numeric(where, '--peak', positive)
  command
    .option('--peak <rate>', `highest learning rate (default: ${rateByDefault})`, highest)
    .option('--lr <rate>', 'the same as --peak, for schedules without a peak', numeric(where, '--lr', positive))
    .option(
      '--momentum <n>',
      `fixed momentum (default: ${DEFAULT_MOMENTUM}; one-cycle moves it from ${CYCLED_MOMENTUM.high} to ${CYCLED_MOMENTUM.low} and back)`,
      numeric(where, '--momentum', belowOne),
    )
    .option('--dialect <name>', `variant of 1cycle: ${dialectNames.join(', ')} (default: ${DEFAULT_DIALECT})`, dialects)
    .option('--anneal <shape>', "shape of 1cycle's slopes: cosine or linear (default: the dialect's)")
}

/** The one rate of --peak and --lr. */
export function highestRate(where: string, { peak, lr }: ScheduleChoice, byDefault: number): number {
  if (peak !== undefined && lr !== undefined && peak !== lr) {
    throw new UsageError(message(where, '--lr', 'one highest rate, from --peak or from --lr', `${peak} and ${lr}`))
  }
  return peak ?? lr ?? byDefault
}

/** Refuses --dialect and --anneal where no schedule has them. */
export function checkOneCycleOptions(where: string, choice: ScheduleChoice, names: readonly ScheduleName[]): void {
  if (names.includes('one-cycle')) return
  for (const option of ['dialect', 'anneal'] as const) {
    if (choice[option] === undefined) continue
    throw new UsageError(message(where, `--${option}`, 'the schedule one-cycle', names.join(', '), 'no other takes it'))
  }
}

/**
 * Learning rate and momentum over `totalSteps` updates.
 * @throws UsageError for an unknown dialect or anneal
 */
export function makeSchedules(name: ScheduleName, choice: ScheduleChoice, totalSteps: number, peak: number): Schedules {
  const { dialect, anneal, momentum } = choice
  const own = {
    ...(dialect === undefined ? {} : { dialect }),
    ...(anneal === undefined ? {} : { anneal }),
    ...(momentum === undefined ? {} : { momentum }),
  } as Partial<OneCycleOptions>
  const made = asUsage(() => scheduleByName(name, { totalSteps, peak, ...(name === 'one-cycle' ? own : {}) }))
  return { learningRate: made.learningRate, momentum: made.momentum ?? constant(momentum ?? DEFAULT_MOMENTUM) }
}
