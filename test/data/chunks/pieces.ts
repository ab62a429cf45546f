/** Rows in memory as a source of chunks, for the tests of what reads them. */
import type { DatasetChunk } from '../../../src/data/chunks/pieces.js'
import { type Dataset, takeRows } from '../../../src/data/dataset.js'

/** A source of these rows, in pieces of so many, one size after the other. */
export function inPieces(dataset: Dataset, sizes: readonly number[]): () => AsyncGenerator<DatasetChunk> {
  return async function* () {
    for (let at = 0, piece = 0; at < dataset.count; piece++) {
      const end = Math.min(at + (sizes[piece % sizes.length] as number), dataset.count)
      yield takeRows(
        dataset,
        Array.from({ length: end - at }, (_, i) => at + i),
      )
      at = end
    }
  }
}
