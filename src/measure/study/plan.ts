/** The plan of a study: plain JSON from which everything else follows. */
import type { OneCycleDialect } from '../../schedules/index.js'
import type { Score } from '../../words.js'
import type { DataIdentity, StudySplit } from './data.js'
import type { Method } from './methods/methods.js'
import type { PlannedMethod } from './methods/own.js'
import type { StudyNetwork } from './network.js'
import type { RateSearch } from './tuning.js'

/** What a study will do, every default filled in; plain JSON. */
export interface StudyPlan extends StudyNetwork {
  readonly training: DataIdentity
  readonly test: DataIdentity
  /** what targets, rates and medians are of; left out where it is the share of right answers */
  readonly metric?: Exclude<Score, 'accuracy'>
  readonly split: StudySplit
  readonly batchSize: number
  /** updates in an epoch of the part that is trained on */
  readonly stepsPerEpoch: number
  /** names of methods */
  readonly schedules: readonly Method[]
  /** those of one's own among them, by name; left out without any */
  readonly own?: Readonly<Record<string, PlannedMethod>>
  readonly subject: Method
  /** epochs, ascending */
  readonly budgets: readonly number[]
  /** ascending; none yet where they are chosen after the tuning */
  readonly targets: readonly number[]
  readonly targetsFrom: 'options' | 'tuning'
  readonly seeds: readonly number[]
  readonly untilWidth?: number
  /** none of them is among `seeds` */
  readonly tuningSeeds: readonly number[]
  readonly rates: RateSearch
  readonly momentum: number
  /** ascending */
  readonly weightDecays: readonly number[]
  readonly dialect: OneCycleDialect
  /** left out where a trial is looked at where something reads it */
  readonly looksPerEpoch?: number
  readonly rangeTestUpdates: number
  /** of the intervals */
  readonly level: number
  readonly resamples: number
}
