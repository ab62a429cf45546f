/** The batches of a run: a function of the step, as the order of the rows is one of seed and epoch. */
import type { AnyDataset } from '../data/chunks/any-dataset.js'
import type { BatchRun, BatchSource } from '../data/chunks/batch-source.js'
import type { Dataset } from '../data/dataset.js'
import { blockOrder } from '../data/order.js'
import type { Arena } from '../network/arena.js'
import type { CheckedOptions } from './plan.js'

export function batchesOf(arena: Arena, data: AnyDataset, plan: CheckedOptions, run: BatchRun): BatchSource {
  return 'batches' in data ? data.batches(arena, plan, run) : batchesInMemory(arena, data, plan)
}

/** Copies the features to where batches are gathered from. */
function batchesInMemory(arena: Arena, dataset: Dataset, plan: CheckedOptions): BatchSource {
  const { stepsPerEpoch, batchSize, seed, shuffle, weights } = plan
  const { count } = dataset
  // of the rows in the epoch `shuffled`
  const order = new Uint32Array(count)
  let shuffled = -1
  arena.hold(dataset)
  return {
    weights,
    /** Without allocating. */
    load(step) {
      const epoch = Math.floor(step / stepsPerEpoch)
      if (epoch !== shuffled) {
        blockOrder(shuffle, seed, epoch, order)
        shuffled = epoch
      }
      const from = (step - epoch * stepsPerEpoch) * batchSize
      const rows = Math.min(batchSize, count - from)
      arena.loadRows(dataset, order, from, rows)
      return rows
    },
  }
}
