/** The batches of a run: a function of the step, as the order of the rows is one of seed and epoch. */
import type { AnyDataset } from '../data/chunks/any-dataset.js'
import type { BatchRun, BatchSource } from '../data/chunks/batch-source.js'
import type { Dataset } from '../data/dataset.js'
import { blockOrder } from '../data/order.js'
import type { Arena } from '../network/arena.js'
import type { RowChange } from '../network/rows.js'
import { changesOf } from './options/augment.js'
import type { CheckedOptions } from './plan.js'

export function batchesOf(arena: Arena, data: AnyDataset, plan: CheckedOptions, run: BatchRun): BatchSource {
  return 'batches' in data ? data.batches(arena, plan, run) : batchesInMemory(arena, data, plan)
}

/** Copies the features to where batches are gathered from, unless each row is changed on its way. */
function batchesInMemory(arena: Arena, dataset: Dataset, plan: CheckedOptions): BatchSource {
  const { stepsPerEpoch, batchSize, seed, shuffle, weights, augment } = plan
  const { count } = dataset
  // of the rows in the epoch `shuffled`
  const order = new Uint32Array(count)
  let shuffled = -1
  let change: RowChange | undefined
  if (augment === undefined) arena.hold(dataset)
  return {
    weights,
    /** Allocates for augmentations alone. */
    load(step) {
      const epoch = Math.floor(step / stepsPerEpoch)
      if (epoch !== shuffled) {
        blockOrder(shuffle, seed, epoch, order)
        change = augment && changesOf(arena, augment, seed, epoch)
        shuffled = epoch
      }
      const from = (step - epoch * stepsPerEpoch) * batchSize
      const rows = Math.min(batchSize, count - from)
      arena.loadRows(dataset, order, from, rows, change)
      return rows
    },
  }
}
