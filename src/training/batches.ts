/**
 * What a run takes from its data: the batches, a function of the step as the order of the rows is one of seed and epoch, and
 * the input scale of a network that has none yet.
 */
import type { BatchSource } from '../data/chunks/batch-source.js'
import { type AnyDataset, inChunks } from '../data/chunks/in-chunks.js'
import type { Dataset } from '../data/dataset.js'
import { blockOrder } from '../data/order.js'
import { type Standardization, standardizationOf } from '../data/standardization.js'
import type { Arena } from '../network/arena.js'
import type { Network } from '../network/network.js'
import type { CheckedOptions } from './plan.js'

export function batchesOf(arena: Arena, data: AnyDataset, plan: CheckedOptions): BatchSource {
  return inChunks(data) ? data.batches(arena, plan) : new Batches(arena, data, plan)
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

/** The input scale, from data in memory. */
export function takeScale(network: Network, data: AnyDataset): void {
  if (!network.standardized && !inChunks(data)) network.standardize(standardizationOf(data))
}

/** The input scale, from data that are read in chunks, by passes over all of them. */
export function* readScale(
  network: Network,
  data: AnyDataset,
  signal: AbortSignal | undefined,
): Generator<Promise<void>, void> {
  if (network.standardized || !inChunks(data)) return
  let scale: Standardization | null = null
  yield data.standardization(signal).then((read) => {
    scale = read
  })
  if (scale !== null) network.standardize(scale)
}
