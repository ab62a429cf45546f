/** `chunkedDataset`: rows that a caller gives piece by piece, as a dataset that is read in chunks. */
import { checkInteger, checkOptions, message, wrongType } from '../../check.js'
import { type DatasetParts, datasetOf } from '../create-dataset.js'
import type { Dataset } from '../dataset.js'
import { type ChunkedDataset, ChunkedRows, otherCount, type Survey } from './chunked-dataset.js'
import type { StreamSource } from './iterate.js'
import { checkAlike, type DatasetChunk, piecesOf } from './pieces.js'
import { RowBuffer } from './row-buffer.js'
import { RowContent } from './row-content.js'

/** What `chunkedDataset` takes. */
export interface ChunkedDatasetParts extends Pick<DatasetParts, 'name' | 'classes' | 'classNames' | 'preparation'> {
  /** numbers in a row */
  inputs: number
  /**
   * Opens the rows anew, from the first one on: a function that gives something iterable, async iterable or a stream of the
   * web, or a promise of it, of pieces of any size, each with features and with labels or targets as `createDataset` takes
   * them
   */
  chunks: StreamSource<DatasetChunk>
  /** how many there are; without it, a first pass counts them. Labels then need `classes` or `classNames` */
  rows?: number
  /** rows to keep in memory, and among which the order of an epoch is drawn; by default 10,000 */
  chunkRows?: number
}

/** Of everything that is read in chunks. */
export const DEFAULT_CHUNK_ROWS = 10_000

/**
 * A dataset of rows that are read in chunks, for `train` and `evaluateInChunks`. Memory holds `chunkRows` of them, whatever
 * the pieces that they come in; the bits of a network are those of the same rows in memory with
 * `train(..., { shuffle: chunkRows })`.
 *
 *     const data = await chunkedDataset({ inputs: 3, chunks: async function* () { ... } })
 *
 * An epoch is one pass over the rows. Before the first there is one to count and check them, unless `rows` is given, and two
 * for the input scale, of bytes one.
 *
 * @throws TypeError, RangeError for options and rows that are not as documented, Error where the iteration throws, with that
 *   as its cause: here and wherever rows are read; the message names the piece and the row in it
 */
export async function chunkedDataset(parts: ChunkedDatasetParts): Promise<ChunkedDataset> {
  const where = 'chunkedDataset'
  checkOptions(where, parts, ['name', 'inputs', 'classes', 'classNames', 'preparation', 'chunks', 'rows', 'chunkRows'])
  const { chunks, rows, chunkRows = DEFAULT_CHUNK_ROWS, ...shared } = parts
  checkInteger(where, 'inputs', shared.inputs, 1)
  if (rows !== undefined) checkInteger(where, 'rows', rows, 1)
  checkInteger(where, 'chunkRows', chunkRows, 1)
  if (typeof chunks !== 'function') throw wrongType(where, 'chunks', 'a function that opens the rows anew', chunks)
  const found = await survey(where, 'chunks', () => piecesOf(where, shared, chunks), chunkRows, rows)
  const { classes, targets } = found.first
  if (rows !== undefined && targets === undefined && (shared.classes ?? shared.classNames) === undefined) {
    throw wrongType(where, 'classes', 'their number, as the pass that finds it is left out with "rows"', undefined)
  }
  const known = targets === undefined ? { ...shared, classes } : shared
  return new ChunkedRows(where, 'chunks', found, () => piecesOf(where, known, chunks))
}

/**
 * A pass over the rows; where their number is known, over those of the first chunk.
 * @param source what the caller of `where` calls that which is read from
 */
export async function survey(
  where: string,
  source: string,
  open: () => AsyncIterable<Dataset>,
  chunkRows: number,
  rows: number | undefined,
): Promise<Survey> {
  const wanted = Math.min(chunkRows, rows ?? chunkRows)
  const classRows: number[] = []
  const content = new RowContent()
  let buffer: RowBuffer | undefined
  let like: Dataset | undefined
  let count = 0
  let classes = 1
  let weighs = false
  for await (const piece of open()) {
    like ??= piece
    checkAlike(where, piece, like)
    // room for as many classes as there may be
    buffer ??= new RowBuffer({ ...piece, classes: 65536 }, wanted)
    if (count < wanted) buffer.copy(count, piece, 0, Math.min(piece.count, wanted - count))
    if (rows === undefined) content.add(piece)
    count += piece.count
    classes = Math.max(classes, piece.classes)
    for (const label of piece.labels) classRows[label] = (classRows[label] ?? 0) + 1
    weighs ||= piece.weights?.some((weight) => weight > 0) ?? true
    if (rows !== undefined && count >= wanted) break
  }
  if (buffer === undefined) throw new RangeError(message(where, source, 'at least one row', 'none'))
  if (count < wanted && rows !== undefined) throw otherCount(where, source, rows, count)
  if (!weighs && rows === undefined) {
    throw new RangeError(message(where, 'weights', 'a weight above 0', 'none'))
  }
  const { targets, labels, ...first } = buffer.first(Math.min(count, wanted))
  return {
    count: rows ?? count,
    chunkRows,
    first: datasetOf(where, { ...first, ...(targets === undefined ? { labels, classes } : { targets }) }),
    classRows: rows === undefined ? Array.from({ length: classes }, (_, c) => classRows[c] ?? 0) : null,
    ...(rows === undefined && { content: content.hex }),
  }
}
