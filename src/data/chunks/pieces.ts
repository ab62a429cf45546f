/** The rows that a caller gives piece by piece, checked: what is wrong is an error that names the piece and the row in it. */
import { message, show, wrongType } from '../../check.js'
import { type DatasetParts, datasetOf } from '../create-dataset.js'
import type { Dataset } from '../dataset.js'
import { iterate, type StreamSource } from './iterate.js'

/** Rows of a chunked dataset: arrays as `createDataset` takes them, or a dataset. Pieces may be of any size. */
export type DatasetChunk = Pick<DatasetParts, 'features' | 'labels' | 'targets' | 'weights'>

/** What all pieces share. */
export interface Shared extends Pick<DatasetParts, 'name' | 'classes' | 'classNames' | 'preparation'> {
  inputs: number
}

/** @throws TypeError, RangeError for a piece that is not as `createDataset` takes it, Error where the iteration throws */
export async function* piecesOf(
  where: string,
  shared: Shared,
  open: StreamSource<DatasetChunk>,
): AsyncGenerator<Dataset, void> {
  let index = 0
  for await (const piece of given(where, open)) {
    const what = `chunks[${index}]`
    if (typeof piece !== 'object' || piece === null) {
      throw wrongType(where, what, 'an object with features, and labels or targets', piece)
    }
    const { features, labels, targets, weights } = piece
    const own = { ...(labels && { labels }), ...(targets && { targets }), ...(weights && { weights }) }
    yield datasetOf(`${where} ${what}`, { ...shared, features, ...own })
    index++
  }
}

async function* given(where: string, open: StreamSource<DatasetChunk>): AsyncGenerator<DatasetChunk, void> {
  let index = 0
  try {
    for await (const piece of iterate(await open())) {
      yield piece
      index++
    }
  } catch (cause) {
    const got = `an error: ${cause instanceof Error ? cause.message : show(cause)}`
    throw new Error(message(where, `chunks[${index}]`, 'rows', got), { cause })
  }
}

/** @throws TypeError, RangeError for rows of another kind than those before: bytes and numbers, classes and targets */
export function checkAlike(where: string, rows: Dataset, first: Dataset): void {
  const kind = ({ features }: Dataset) => features.constructor.name
  const answers = ({ targets, count }: Dataset) =>
    targets === undefined ? 'labels' : `targets, ${targets.length / count} a row`
  const weighted = ({ weights }: Dataset) => (weights === undefined ? 'no weights' : 'weights')
  for (const [what, of] of Object.entries({ features: kind, answers, weights: weighted })) {
    if (of(rows) === of(first)) continue
    throw new TypeError(message(where, what, `${of(first)} in every chunk, as in the first`, of(rows)))
  }
}
