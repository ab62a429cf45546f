/** The options of `onecycle find-lr` as its parsers leave them. */
import type { CYCLED_MOMENTUM } from '../../defaults.js'
import type { Augmentation, LossName } from '../../entry/index.js'
import type { Sweep } from '../../measure/range-test/rates.js'
import type { NetworkChoice } from '../network/options.js'
import type { CommonOptions } from '../shared/options.js'

/** The command, as its errors name it. */
export const where = 'find-lr'

export interface FindLrOptions extends CommonOptions, NetworkChoice {
  engine: string
  threads: number | 'auto'
  seeds: number
  sweep: Sweep
  metric: 'loss' | 'accuracy'
  from?: number
  to?: number
  steps?: number
  momentum: number | typeof CYCLED_MOMENTUM
  weightDecay: number
  augment?: Augmentation[]
  loss?: LossName
  csv?: true
  svg?: string
  out?: string
}
