/** The options of `onecycle train` as its parsers leave them. */
import type { ScheduleName } from '../../schedules/index.js'
import type { NetworkChoice } from '../shared/network-options.js'
import type { CommonOptions } from '../shared/options.js'
import type { ScheduleChoice } from '../shared/schedule-options.js'
import type { OptimizerChoice } from './optimizers.js'
import type { TriggerChoice } from './trigger.js'

/** The command, as its errors name it. */
export const where = 'train'

export interface TrainOptions extends CommonOptions, NetworkChoice, ScheduleChoice, OptimizerChoice, TriggerChoice {
  engine: string
  epochs: number
  schedule: ScheduleName
  save?: string
  checkpoint?: string
  resume?: string
  history?: string
}
