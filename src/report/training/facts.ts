/** What the report of a training run shows: plain facts, which only the caller knows. */
import type { Metrics } from '../../network/metrics/metrics.js'
import type { History } from '../../training/history.js'

/** What `trainingReport` takes. */
export interface TrainingFacts {
  /** what was trained, in a few words, such as "survived, from titanic.csv" */
  readonly title: string
  /** names and values of the setting, in the order to show them: data, optimizer, schedule and the like */
  readonly setting: readonly (readonly [string, string])[]
  /** the network as text, as `network.summary()` gives it */
  readonly summary?: string
  /** what was decided for each column, a line each, as `prepareTable` gives it */
  readonly notes?: readonly string[]
  readonly history: RunFacts
  /** null where the run did not come to its end */
  readonly evaluation: Metrics | null
  /** what the evaluation was made on, such as "test rows" */
  readonly evaluatedOn: string
  /** rows that were given the wrong class; those that the network was most sure of are shown */
  readonly mistakes?: Mistakes
  /** of rows of numbers, for the scatter and the histogram; any part of the rows will do */
  readonly answers?: Answers
}

/** A `History` is one. */
export type RunFacts = Pick<
  History,
  | 'stopped'
  | 'reason'
  | 'restoredEpoch'
  | 'stepsPerEpoch'
  | 'loss'
  | 'learningRate'
  | 'momentum'
  | 'epochRecords'
  | 'seconds'
>

/** The worst mistakes of a network, to be shown. */
export interface Mistakes {
  /** [height, width] or [height, width, 3] where the features of a row are the bytes of an image */
  readonly image?: readonly number[]
  /** names of the features, where they are the cells of a table */
  readonly columns?: readonly string[]
  /** how many there are; by default as many as `rows` */
  readonly count?: number
  readonly rows: readonly Mistake[]
}

/** A row that was answered wrong. */
export interface Mistake {
  /** which row, as people count */
  readonly row: number
  /** the class that it has */
  readonly actual: string
  /** the class that was predicted */
  readonly predicted: string
  /** of the predicted class; null where the network gives none */
  readonly probability: number | null
  /** bytes of an image, or cells as they were in the table */
  readonly features: ArrayLike<number> | readonly (string | number | boolean | null)[]
}

/** Numbers that were predicted, beside what they should be. */
export interface Answers {
  /** what is predicted, with its unit, such as "price in euros" */
  readonly name: string
  readonly actual: ArrayLike<number>
  readonly predicted: ArrayLike<number>
}
