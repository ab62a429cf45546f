/** What --data gives, and what it may need to know. */
import type { Dataset } from '../../entry/index.js'
import type { TableFlags } from './table-options.js'

export interface Parts {
  readonly training: Dataset
  readonly test: Dataset
  /** what was decided for the columns of a table, a line each; null for other data */
  readonly notes: readonly string[] | null
}

export interface DataOptions extends TableFlags {
  /** from which generated data, and the lot that splits a CSV file, follow */
  seed: number
}
