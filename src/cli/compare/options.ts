/** The options of `onecycle compare` as its parsers leave them. */
import type { LossName } from '../../losses/by-name.js'
import type { Method } from '../../measure/study/methods/methods.js'
import type { StudyOptions } from '../../measure/study/options.js'
import type { OneCycleDialect } from '../../schedules/index.js'
import type { Score } from '../../words.js'
import type { NetworkChoice } from '../network/options.js'
import type { CommonOptions } from '../shared/options.js'

/** The command, as its errors name it. */
export const where = 'compare'

/** Share of the results of other machines that are checked here. */
export const DEFAULT_CHECK = 0.05

/** A study's options as they are typed. */
export const typed = {
  hidden: '--hidden',
  activation: '--activation',
  layers: '--network',
  loss: '--loss',
  batchSize: '--batch-size',
  schedules: '--schedules',
  subject: '--subject',
  budgets: '--budgets',
  metric: '--metric',
  targets: '--targets',
  seeds: '--seeds',
  untilWidth: '--until-width',
  seed: '--seed',
  rates: '--rates',
  tuningSeeds: '--tuning-seeds',
  validationFraction: '--validation',
  momentum: '--momentum',
  weightDecay: '--weight-decay',
  dialect: '--dialect',
  looksPerEpoch: '--looks',
} satisfies Record<keyof Omit<StudyOptions, 'training' | 'test' | 'rangeTestUpdates'>, string>

export interface CompareOptions extends CommonOptions, NetworkChoice {
  engine: string
  schedules: Method[]
  /** the path of a file, in place of these */
  methods?: string
  /** in place of both */
  ablation?: true
  metric?: Score
  loss?: LossName
  subject?: Method
  budgets?: number[]
  targets?: number[]
  seeds: number
  untilWidth?: number
  rates: [number, number]
  trials: [number, number]
  tuningSeeds: number
  momentum: number
  weightDecay: number[]
  dialect: OneCycleDialect
  looks?: number
  validation?: number
  rows?: number
  rangeTest?: true
  workers: number
  queue?: string
  check: number
  journal: string | false
  curves?: string[]
  milestones?: number[]
  out?: string
  csv?: string
}
