/** The batches of a run: a function of the step, as the order of the rows is one of seed and epoch. */
import type { BatchRun, BatchSource } from '../data/chunks/batch-source.js'
import type { AnyDataset } from '../data/chunks/in-chunks.js'
import type { Dataset } from '../data/dataset.js'
import { blockOrder } from '../data/order.js'
import type { Arena } from '../network/arena.js'
import type { CheckedOptions } from './plan.js'

export function batchesOf(arena: Arena, data: AnyDataset, plan: CheckedOptions, run: BatchRun): BatchSource {
  return 'batches' in data ? data.batches(arena, plan, run) : new Batches(arena, data, plan)
}

class Batches implements BatchSource {
  readonly weights: Float32Array | undefined
  readonly #arena: Arena
  readonly #dataset: Dataset
  readonly #plan: CheckedOptions
  /** of the rows in the epoch `#shuffled` */
  readonly #order: Uint32Array
  #shuffled = -1

  /** Copies the features to where batches are gathered from. */
  constructor(arena: Arena, dataset: Dataset, plan: CheckedOptions) {
    this.#arena = arena
    this.#dataset = dataset
    this.#plan = plan
    this.weights = plan.weights
    this.#order = new Uint32Array(dataset.count)
    arena.hold(dataset)
  }

  /** Brings the batch of a step into the arena, without allocating. Returns its number of rows. */
  load(step: number): number {
    const { stepsPerEpoch, batchSize, seed, shuffle } = this.#plan
    const { count } = this.#dataset
    const epoch = Math.floor(step / stepsPerEpoch)
    if (epoch !== this.#shuffled) {
      blockOrder(shuffle, seed, epoch, this.#order)
      this.#shuffled = epoch
    }
    const from = (step - epoch * stepsPerEpoch) * batchSize
    const rows = Math.min(batchSize, count - from)
    this.#arena.loadRows(this.#dataset, this.#order, from, rows)
    return rows
  }
}
