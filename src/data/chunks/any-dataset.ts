import type { Dataset } from '../dataset.js'
import type { ChunkedDataset } from './chunked-dataset.js'

/** Rows in memory, or read in chunks. */
export type AnyDataset = Dataset | ChunkedDataset
