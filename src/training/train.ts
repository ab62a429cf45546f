/** Training as one call, and its outcome as an error where that is wanted. */
import { checkResult, message } from '../check.js'
import type { ChunkedDataset } from '../data/chunks/chunked-dataset.js'
import type { Dataset } from '../data/dataset.js'
import type { Network } from '../network/network.js'
import type { History } from './history.js'
import type { TrainingOptions } from './plan.js'
import { Training } from './training.js'

/**
 * Trains a network to the end of its plan and returns what happened. Until then the network answers in `onStep`, `onEpoch` and
 * `progress` alone; anywhere else, as behind a forgotten `await`, asking it is an error.
 *
 * @throws TypeError, RangeError for options or data that do not fit, Error for a network that another run is training, all
 *   before anything is changed. Divergence and abort are results, not errors: see `history.stopped`
 */
export async function train(
  network: Network,
  dataset: Dataset | ChunkedDataset,
  options: TrainingOptions,
): Promise<History> {
  return new Training(network, dataset, options).finish()
}

/** The history of a run that must have finished: throws an Error with the remedy where it diverged. */
export function checkConverged(where: string, history: History): History {
  const { stopped, reason } = checkResult('checkConverged', 'history', history, 'stopped', 'train')
  if (stopped !== 'diverged') return history
  throw new Error(message(where, 'run', 'a finite loss', `divergence: ${reason}`, 'lower the learning rate'))
}
