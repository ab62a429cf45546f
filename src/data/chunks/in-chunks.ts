import type { Dataset } from '../dataset.js'
import type { ChunkedDataset } from './chunked-dataset.js'

/** Rows in memory, or read in chunks. */
export type AnyDataset = Dataset | ChunkedDataset

/** Whether they are read in chunks; those in memory have no rows of a chunk. */
export function inChunks(data: AnyDataset): data is ChunkedDataset {
  return (data as Partial<ChunkedDataset> | null | undefined)?.chunkRows !== undefined
}
