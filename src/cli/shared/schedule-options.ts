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
import { numeric } from './options.js'
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
  const highest = numeric(where, '--peak', positive)
  command
    .option('--peak <rate>', `highest learning rate (default: ${rateByDefault})`, highest)
    .option('--lr <rate>', 'the same, for schedules without a peak', numeric(where, '--lr', positive))
    .option(
      '--momentum <n>',
      `fixed momentum (default: ${DEFAULT_MOMENTUM}; one-cycle goes from ${CYCLED_MOMENTUM.high} to ${CYCLED_MOMENTUM.low} and back)`,
      numeric(where, '--momentum', belowOne),
    )
    .option('--dialect <name>', 'whose 1cycle: pytorch (default), pytorch-three-phase, paper, fastai or optax')
    .option('--anneal <shape>', "1cycle's way up and down: cosine or linear (default: that of the dialect)")
}

/** The one rate of --peak and --lr. */
export function highestRate(where: string, { peak, lr }: ScheduleChoice, byDefault: number): number {
  if (peak !== undefined && lr !== undefined && peak !== lr) {
    throw new UsageError(message(where, '--lr', 'one highest rate, by --peak or by --lr', `${peak} and ${lr}`))
  }
  return peak ?? lr ?? byDefault
}

/** Refuses --dialect and --anneal where no schedule has them. */
export function checkOneCycleOptions(where: string, choice: ScheduleChoice, names: readonly ScheduleName[]): void {
  if (names.includes('one-cycle')) return
  for (const option of ['dialect', 'anneal'] as const) {
    if (choice[option] === undefined) continue
    throw new UsageError(message(where, `--${option}`, 'the schedule one-cycle, which alone has it', names.join(', ')))
  }
}

/**
 * Learning rate and momentum over `totalSteps` updates.
 * @throws UsageError for a dialect or anneal that there is not
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
