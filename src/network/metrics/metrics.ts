/** Everything that is known of a network on data: its evaluation with the metrics of its classes or of its numbers. */
import type { Dataset } from '../../data/dataset.js'
import { type Evaluation, evaluation } from '../evaluate.js'
import { arenaToRead, type Network } from '../network.js'
import { checkPrepared } from '../prepared.js'
import { ClassGather, type ClassMetrics } from './classes.js'
import { NumberGather, type NumberMetrics } from './numbers.js'

/** What `metrics` tells of a network on data; plain JSON. */
export interface Metrics extends Evaluation {
  /** null for a dataset with targets instead of classes */
  readonly classes: ClassMetrics | null
  /** null for a dataset with classes, and where the network answers with probabilities */
  readonly numbers: NumberMetrics | null
}

/**
 * Evaluates a network on a whole dataset as `network.evaluate` does, and tells for classes the confusion matrix, precision,
 * recall and F1 of each, balanced accuracy, log loss and calibration; for numbers RMSE, MAE and R2 in the target's own unit,
 * over all outputs and for each.
 *
 * @throws TypeError, RangeError for a network or data that do not fit
 */
export function metrics(network: Network, dataset: Dataset): Metrics {
  const arena = arenaToRead('metrics', network)
  checkPrepared('metrics', network, dataset)
  arena.checkFits('metrics', dataset)
  const none = { classes: null, numbers: null }
  if (dataset.classes > 0) {
    const gather = new ClassGather(arena)
    const score = whole(evaluation(arena, dataset, gather))
    return { ...score, ...none, classes: gather.metrics(score.loss, score.count, dataset.classNames) }
  }
  if (arena.loss.logits) return { ...whole(evaluation(arena, dataset)), ...none }
  const gather = new NumberGather(arena, dataset)
  const score = whole(evaluation(arena, dataset, gather))
  return { ...score, ...none, numbers: gather.metrics(score.count) }
}

function whole(slices: Generator<void, Evaluation>): Evaluation {
  for (;;) {
    const slice = slices.next()
    if (slice.done) return slice.value
  }
}
