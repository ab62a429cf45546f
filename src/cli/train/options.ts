/** The options of `onecycle train` as its parsers leave them. */
import type { Augmentation, LossName } from '../../entry/index.js'
import type { ScheduleName } from '../../schedules/index.js'
import type { ClassWeights } from '../../training/options/weights.js'
import type { NetworkChoice } from '../network/options.js'
import type { CommonOptions } from '../shared/options.js'
import type { ScheduleChoice } from '../shared/schedule-options.js'
import type { CheckpointChoice } from './checkpoints.js'
import type { MethodChoice } from './method.js'
import type { OptimizerChoice } from './optimizers.js'
import type { ValidationChoice } from './validation.js'

/** The command, as its errors name it. */
export const where = 'train'

export interface TrainOptions
  extends CommonOptions,
    NetworkChoice,
    ScheduleChoice,
    MethodChoice,
    OptimizerChoice,
    CheckpointChoice,
    ValidationChoice {
  engine: string
  threads: number | 'auto'
  epochs?: number
  chunkRows?: number
  loss?: LossName
  augment?: Augmentation[]
  classWeights?: ClassWeights
  clipNorm?: number
  schedule: ScheduleName
  save?: string
  history?: string
  out?: string
}
