/** What --data gives, and what it may need to know. */
import type { ChunkedDataset, Dataset } from '../../entry/index.js'
import type { TableFlags } from './table-options.js'

export interface Parts {
  readonly training: Dataset
  /** the training rows where they are read in chunks; `training` is the first of these */
  readonly chunks?: ChunkedDataset
  readonly test: Dataset
  /** the share of a table that was to be held out; null where none was, and for other data */
  readonly validation: Dataset | null
  /** what was decided for the columns of a table, or lacks in a folder, a line each; null where there is nothing to say */
  readonly notes: readonly string[] | null
}

export interface DataOptions extends TableFlags {
  /** from which generated data, and the lot that splits a CSV file, follow */
  seed: number
  /** share of a table's rows, after those of the test, that takes no part in fitting or training; by default none */
  heldOut?: number | undefined
  /** rows of a table to keep in memory; by default all */
  chunkRows?: number
}
