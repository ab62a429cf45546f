/**
 * The batches of an epoch whose rows are read in chunks: chunk after chunk in the order in which they come, the rows of each
 * shuffled. A batch may lie across chunks, so as many batches as from memory, with the same rows.
 *
 * In memory are one chunk and, before it, the rows that the last batch left over.
 */
import { message } from '../../check.js'
import { balancedWeights } from '../class-weights.js'
import { asFitting, type Dataset } from '../dataset.js'
import { shuffleBlock } from '../order.js'
import type { Standardization } from '../standardization.js'
import type { BatchPlan, BatchRun, BatchSource, BatchTaker, NetworkInputs } from './batch-source.js'
import { RowBuffer } from './row-buffer.js'
import { RowReader } from './row-reader.js'

/** What is read, from its first row on at every call of `pieces`. */
export interface Chunks {
  readonly count: number
  readonly chunkRows: number
  readonly first: Dataset
  readonly classRows: readonly number[]
  standardization(plan: NetworkInputs, signal?: AbortSignal): Promise<Standardization | null>
  pieces(): AsyncIterable<Dataset>
}

export class ChunkBatches implements BatchSource {
  readonly #chunks: Chunks
  readonly #taker: BatchTaker
  readonly #plan: BatchPlan
  /** first the rows left over, of a batch at most, then a chunk */
  readonly #buffer: RowBuffer
  /** of the rows in the buffer */
  readonly #order: Uint32Array
  readonly #run: BatchRun | undefined
  /** read, and not yet the network's */
  #scale: Standardization | null = null
  #reader: RowReader | undefined
  #epoch = -1
  /** from which and to which row of the epoch those in the buffer go */
  #from = 0
  #end = 0

  constructor(chunks: Chunks, taker: BatchTaker, plan: BatchPlan, run?: BatchRun) {
    this.#chunks = chunks
    this.#run = run
    this.#taker = taker
    this.#plan = plan
    const { batchSize, classWeights } = plan
    const capacity = batchSize + chunks.chunkRows
    const ofClasses = classWeights === 'balanced' ? balancedWeights(chunks.classRows) : classWeights
    this.#buffer = new RowBuffer(chunks.first, capacity, ofClasses)
    this.#order = new Uint32Array(capacity)
  }

  get weights(): Float32Array | undefined {
    return this.#buffer.weights
  }

  ready(step: number): Promise<void> | undefined {
    const epoch = this.#epochOf(step)
    const from = this.#firstRow(step, epoch)
    const end = this.#endOf(from)
    if (epoch === this.#epoch && end <= this.#end) return undefined
    return step === 0 ? this.#readScale().then(() => this.#read(epoch, from, end)) : this.#read(epoch, from, end)
  }

  load(step: number): number {
    const epoch = this.#epochOf(step)
    const from = this.#firstRow(step, epoch)
    const end = this.#endOf(from)
    if (epoch !== this.#epoch || end > this.#end) {
      const next = 'drive the run by train or by its iterator, which read ahead'
      throw new Error(message('update', 'dataset', 'rows that are in memory', 'chunks that are still to be read', next))
    }
    // only now, as a network is closed while rows are read
    if (this.#scale !== null) this.#run?.network.standardize(this.#scale)
    this.#scale = null
    this.#taker.loadRows(this.#buffer.dataset, this.#order, from - this.#from, end - from)
    return end - from
  }

  async close(): Promise<void> {
    const reader = this.#reader
    this.#reader = undefined
    await reader?.close()
  }

  #epochOf(step: number): number {
    return Math.floor(step / this.#plan.stepsPerEpoch)
  }

  #firstRow(step: number, epoch: number): number {
    return (step - epoch * this.#plan.stepsPerEpoch) * this.#plan.batchSize
  }

  #endOf(from: number): number {
    return Math.min(from + this.#plan.batchSize, this.#chunks.count)
  }

  async #readScale(): Promise<void> {
    const { network, signal } = this.#run ?? {}
    if (network === undefined || !this.#plan.standardize || network.standardized) return
    this.#scale = await this.#chunks.standardization(network.plan, signal)
  }

  async #read(epoch: number, from: number, end: number): Promise<void> {
    try {
      if (epoch !== this.#epoch) {
        await this.close()
        this.#epoch = epoch
        this.#from = this.#end = 0
      }
      while (this.#end < end) {
        if (this.#reader === undefined) {
          this.#reader = new RowReader(this.#chunks.pieces())
          await this.#reader.read(this.#end)
        }
        await this.#readChunk(this.#reader, from)
      }
      this.#taker.hold(this.#buffer.dataset)
    } catch (error) {
      // the buffer holds nothing whole, so another attempt begins with the epoch
      this.#epoch = -1
      await this.close()
      throw error
    }
  }

  /** @param from the row of the epoch from which on rows are needed */
  async #readChunk(reader: RowReader, from: number): Promise<void> {
    const { count, chunkRows } = this.#chunks
    const rows = Math.min(chunkRows, count - this.#end)
    if (this.#end + rows <= from) {
      await reader.read(rows)
      this.#from = this.#end + rows
    } else {
      const kept = this.#keep(from)
      await reader.read(rows, this.#buffer, this.#plan.batchSize)
      this.#checkFits(rows)
      const order = this.#order.subarray(kept, kept + rows)
      for (let row = 0; row < rows; row++) order[row] = this.#plan.batchSize + row
      const { shuffle, seed } = this.#plan
      if (shuffle > 1) shuffleBlock(order, seed, this.#epoch, this.#end / chunkRows)
    }
    this.#end += rows
    // the end of the data is looked for, as what comes after the rows that were counted would be left out
    if (this.#end === count) await reader.read(1)
  }

  /** Brings the rows from `from` on to the front. Returns how many there are. */
  #keep(from: number): number {
    const order = this.#order
    let kept = 0
    for (let i = from - this.#from; i < this.#end - this.#from; i++) {
      // either from the chunk, or already where it belongs: a batch takes all that was left over before it
      this.#buffer.move(kept, order[i] as number)
      order[kept] = kept++
    }
    this.#from = this.#end - kept
    return kept
  }

  /** The first chunk was looked at when the run began, but not the targets of the others. */
  #checkFits(rows: number): void {
    const { targets, count } = this.#buffer.dataset
    if (targets === undefined) return
    const { batchSize } = this.#plan
    const width = targets.length / count
    const read = targets.subarray(batchSize * width, (batchSize + rows) * width)
    const where = `train rows ${this.#end} to ${this.#end + rows - 1}`
    this.#taker.checkFits(where, asFitting({ ...this.#buffer.dataset, count: rows, targets: read }))
  }
}
