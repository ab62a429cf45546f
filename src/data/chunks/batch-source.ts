/** What a run needs of data that are read in chunks, and what it gives: types alone, so that nobody loads what reads them. */
import type { Dataset } from '../dataset.js'
import type { Shape } from '../shape.js'
import type { Standardization } from '../standardization.js'

/** Where a run gets its batches: a function of the step. */
export interface BatchSource {
  /** what each row counts, by the numbers that the batch's rows have in the arena; undefined where all count the same */
  readonly weights: Float32Array | undefined
  /** Brings the batch of a step into the arena. Returns its number of rows. */
  load(step: number): number
  /** Reads what the batch of a step needs, the first one the input scale too; undefined where all is in memory. */
  ready?(step: number): Promise<void> | undefined
  /** Lets go of what is read from; the next `ready` opens it again. */
  close?(): Promise<void>
}

/** What of a run's plan its batches follow from. */
export interface BatchPlan {
  readonly batchSize: number
  readonly stepsPerEpoch: number
  readonly seed: number
  /** rows of the blocks that are shuffled; 1 for none */
  readonly shuffle: number
  /** whether a network without an input scale takes it from the data */
  readonly standardize: boolean
  /** what a row of each class counts */
  readonly classWeights: 'balanced' | readonly number[] | undefined
}

/** What a network reads, as its plan has it. */
export interface NetworkInputs {
  readonly inputs: number | Shape
}

/** The run whose batches they are. */
export interface BatchRun {
  readonly network: {
    readonly plan: NetworkInputs
    readonly standardized: boolean
    standardize(scale: Standardization): void
  }
  readonly signal: AbortSignal | undefined
}

/** Where batches go: the arena of a network. */
export interface BatchTaker {
  checkFits(where: string, dataset: Dataset): void
  /** The features of a dataset, as they are now, will be loaded from. */
  hold(dataset: Dataset): void
  loadRows(dataset: Dataset, rows: Uint32Array, from: number, count: number): void
}
