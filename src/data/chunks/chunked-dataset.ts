/** A dataset that is larger than memory: its rows are read in chunks, anew for every pass. */
import { message, wrongValue } from '../../check.js'
import { sha256Hex } from '../../math/sha256.js'
import { type Dataset, takeRows } from '../dataset.js'
import type { Standardization } from '../standardization.js'
import type { Preparation } from '../tabular/preparation/preparation.js'
import type { BatchPlan, BatchRun, BatchSource, BatchTaker, NetworkInputs } from './batch-source.js'
import { ChunkBatches } from './chunk-batches.js'
import { checkAlike } from './pieces.js'
import { RowBuffer } from './row-buffer.js'
import { RowReader } from './row-reader.js'
import { standardizationInChunks } from './standardization.js'

/** Rows that are read in chunks. Iterating gives each chunk as a dataset in memory; the last one may be shorter. */
export interface ChunkedDataset extends AsyncIterable<Dataset> {
  /** what the data is called in results and reports */
  readonly name: string
  /** rows */
  readonly count: number
  /** numbers in a row */
  readonly inputs: number
  /** classes; 0 for a dataset with targets */
  readonly classes: number
  /** names of the classes, where the source has them */
  readonly classNames?: readonly string[]
  /** how raw rows became features, where they are those of a table */
  readonly preparation?: Preparation
  /** rows in memory at a time, and among which the order of an epoch is drawn */
  readonly chunkRows: number
  /** the first chunk, in memory: for `findLearningRate`, or to look at */
  readonly first: Dataset
  /** @internal rows of each class; throws where they were not counted */
  readonly classRows: readonly number[]
  /** @internal the error of what needs rows in memory */
  refuse(where: string): never
  /** @internal throws where a run cannot have its batches so */
  checkPlan(where: string, plan: CheckedPlan): void
  /** @internal of the first rows: what a checkpoint recognises the data by */
  readonly fingerprint: string
  /** @internal of all rows, where a pass over them came first: likewise */
  readonly content?: string
  /** @internal null where the signal has aborted */
  standardization(plan: NetworkInputs, signal?: AbortSignal): Promise<Standardization | null>
  /** @internal */
  batches(taker: BatchTaker, plan: BatchPlan, run?: BatchRun): BatchSource
}

type CheckedPlan = Pick<BatchPlan, 'shuffle' | 'classWeights'> & { readonly augment: object | undefined }

/** What is known of rows before they are read in chunks. */
export interface Survey extends Pick<ChunkedDataset, 'count' | 'chunkRows' | 'first'> {
  /** rows of each class; null where they were not counted */
  readonly classRows: readonly number[] | null
  /** of all rows; left out where these are but the first ones */
  readonly content?: string
}

export class ChunkedRows implements ChunkedDataset {
  readonly name: string
  readonly count: number
  readonly inputs: number
  readonly classes: number
  declare readonly classNames?: readonly string[]
  declare readonly preparation?: Preparation
  readonly chunkRows: number
  readonly first: Dataset
  declare readonly content?: string
  readonly #classRows: readonly number[] | null
  readonly #where: string
  readonly #source: string
  readonly #open: () => AsyncIterable<Dataset>
  #fingerprint: string | undefined

  /**
   * @param source what the caller of `where` calls that which is read from
   * @param open   gives all rows, in datasets of any size, with inputs, classes and names as those of the first chunk
   */
  constructor(where: string, source: string, survey: Survey, open: () => AsyncIterable<Dataset>) {
    const { first, count, chunkRows, classRows, content } = survey
    this.name = first.name
    this.count = count
    this.inputs = first.inputs
    this.classes = first.classes
    if (first.classNames !== undefined) this.classNames = first.classNames
    if (first.preparation !== undefined) this.preparation = first.preparation
    this.chunkRows = Math.min(chunkRows, count)
    this.first = first
    if (content !== undefined) this.content = content
    this.#classRows = classRows
    this.#where = where
    this.#source = source
    this.#open = open
  }

  async *[Symbol.asyncIterator](): AsyncGenerator<Dataset, void> {
    const reader = new RowReader(this.pieces())
    try {
      for (let at = 0; at < this.count; at += this.chunkRows) {
        const buffer = new RowBuffer(this.first, Math.min(this.chunkRows, this.count - at))
        yield buffer.first(await reader.read(buffer.dataset.count, buffer))
      }
      await reader.read(1)
    } finally {
      await reader.close()
    }
  }

  /** A pass over the rows, in datasets of any size. @throws RangeError where they are more or fewer than those counted */
  async *pieces(): AsyncGenerator<Dataset, void> {
    let rows = 0
    for await (const piece of this.#open()) {
      checkAlike(this.#where, piece, this.first)
      rows += piece.count
      if (rows > this.count) throw otherCount(this.#where, this.#source, this.count, 'more')
      yield piece
    }
    if (rows < this.count) throw otherCount(this.#where, this.#source, this.count, rows)
  }

  get classRows(): readonly number[] {
    if (this.#classRows !== null) return this.#classRows
    const next = 'leave "rows" out'
    throw new TypeError(message(this.#where, 'classes', 'a pass that counts the rows of each', 'none', next))
  }

  get fingerprint(): string {
    this.#fingerprint ??= hashOf(this.first)
    return this.#fingerprint
  }

  standardization({ inputs }: NetworkInputs, signal?: AbortSignal): Promise<Standardization | null> {
    return standardizationInChunks(inputs, this, () => this.pieces(), signal)
  }

  refuse(where: string): never {
    const next = 'its "first" is its first chunk, and iterating it gives them all'
    throw new TypeError(message(where, 'dataset', 'a dataset in memory', 'one that is read in chunks', next))
  }

  checkPlan(where: string, { shuffle, classWeights, augment }: CheckedPlan): void {
    if (augment !== undefined) {
      const next = 'change the rows where the chunks are made'
      throw new TypeError(message(where, 'augment', 'a dataset in memory', 'one that is read in chunks', next))
    }
    // throws where they were not counted
    if (classWeights === 'balanced') this.classRows
    if (shuffle === 1 || shuffle === this.chunkRows) return
    throw wrongValue(where, 'shuffle', `true, false or ${this.chunkRows}, the rows of a chunk`, shuffle)
  }

  batches(taker: BatchTaker, plan: BatchPlan, run?: BatchRun): BatchSource {
    return new ChunkBatches(this, taker, plan, run)
  }
}

/** The error for another number of rows than there should be. */
export function otherCount(where: string, source: string, expected: number, got: number | 'more'): RangeError {
  const next = `every call of "${source}" must give the same rows, from the first on`
  return new RangeError(message(where, source, `${expected} rows`, `${got}`, next))
}

/** SHA-256 over the first thousand rows: features, then targets or labels, in the bytes of their memory. */
function hashOf(first: Dataset): string {
  const { features, targets, labels } = takeRows(first, [...Array(Math.min(first.count, 1000)).keys()])
  return sha256Hex(...[features, targets ?? labels].map(({ buffer }) => new Uint8Array(buffer)))
}
