/** What the trials of a study took, each in its thread, wherever that was. */
import { median } from '../../statistics/median.js'
import type { TrialRecord } from '../trial.js'

/** Seconds, of the trials that tell theirs; journals of old do not. */
export interface StudySeconds {
  readonly trials: number
  readonly total: number
  /** of these, of updates; the others are of looks, of reading the test set and of setting up */
  readonly training: number
  /** of the processors; null where a host does not tell it */
  readonly processor: number | null
  /** of a trial */
  readonly median: number
  /** epochs that trials took over from longer ones that begin alike */
  readonly sharedEpochs: number
}

/** Nothing where no trial tells its seconds. */
export function studySeconds(records: readonly TrialRecord[]): { readonly seconds?: StudySeconds } {
  const spent = records.flatMap((record) => record.spent ?? [])
  if (spent.length === 0) return {}
  const sum = (value: (each: (typeof spent)[number]) => number): number =>
    spent.reduce((all, each) => all + value(each), 0)
  const known = spent.every(({ processor }) => processor !== undefined)
  return {
    seconds: {
      trials: spent.length,
      total: sum(({ seconds }) => seconds),
      training: sum(({ training }) => training),
      processor: known ? sum(({ processor }) => processor as number) : null,
      median: median(spent.map(({ seconds }) => seconds)),
      sharedEpochs: sum(({ sharedEpochs }) => sharedEpochs),
    },
  }
}
