/** The evaluation of a network on data that are read in chunks. */
import { wrongType } from '../../check.js'
import type { ChunkedDataset } from '../../data/chunks/chunked-dataset.js'
import { inChunks } from '../../data/chunks/in-chunks.js'
import { type Evaluation, ROWS_AT_ONCE, Score } from '../evaluate.js'
import { arenaToRead, type Network } from '../network.js'
import { checkPrepared } from '../prepared.js'

/**
 * Mean loss and accuracy over rows that are read in chunks: to the last bit what `network.evaluate` says of the same rows in
 * memory.
 *
 * @throws TypeError, RangeError for a network or data that do not fit, and what reading the rows throws
 */
export async function evaluateInChunks(network: Network, dataset: ChunkedDataset): Promise<Evaluation> {
  const where = 'evaluateInChunks'
  const arena = arenaToRead(where, network)
  if (!inChunks(dataset)) {
    const next = 'network.evaluate takes one in memory'
    throw wrongType(where, 'dataset', 'a dataset that is read in chunks', dataset, next)
  }
  arena.checkFits(where, dataset.first)
  checkPrepared(where, network, dataset.first)
  const score = new Score(arena, dataset)
  const batchSize = Math.min(ROWS_AT_ONCE, dataset.count)
  const steps = Math.ceil(dataset.count / batchSize)
  // what the arena holds may be the rows of a run
  const taker = { loss: arena.loss, hold() {}, loadRows: arena.loadRows.bind(arena) }
  const batches = dataset.batches(taker, { batchSize, stepsPerEpoch: steps, seed: 0, shuffle: 1 })
  try {
    for (let step = 0; step < steps; step++) {
      await batches.ready?.(step)
      arenaToRead(where, network)
      score.add(batches.load(step))
    }
  } finally {
    await batches.close?.()
  }
  return score.evaluation
}
