/** The evaluation of a network on data that are read in chunks. */
import { wrongType } from '../../check.js'
import type { ChunkedDataset } from '../../data/chunks/chunked-dataset.js'
import { asFitting } from '../../data/dataset.js'
import { type Evaluation, evaluation, ROWS_AT_ONCE } from '../evaluate.js'
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
  if ((dataset as Partial<ChunkedDataset> | null)?.batches === undefined) {
    const next = 'network.evaluate takes one in memory'
    throw wrongType(where, 'dataset', 'a dataset that is read in chunks', dataset, next)
  }
  arena.checkFits(where, dataset.first)
  checkPrepared(where, network, dataset.first)
  const batchSize = Math.min(ROWS_AT_ONCE, dataset.count)
  const stepsPerEpoch = Math.ceil(dataset.count / batchSize)
  // what the arena holds may be the rows of a run
  const taker = { checkFits: arena.checkFits.bind(arena), hold() {}, loadRows: arena.loadRows.bind(arena) }
  const unchanged = { seed: 0, shuffle: 1, standardize: false, classWeights: undefined }
  const batches = dataset.batches(taker, { ...unchanged, batchSize, stepsPerEpoch })
  const { targets: _, ...first } = dataset.first
  const slices = evaluation(arena, asFitting({ ...first, count: dataset.count }), undefined, (from) => {
    batches.load(from / batchSize)
  })
  try {
    for (let step = 0; ; step++) {
      if (step < stepsPerEpoch) await batches.ready?.(step)
      arenaToRead(where, network)
      const slice = slices.next()
      if (slice.done) return slice.value
    }
  } finally {
    await batches.close?.()
  }
}
