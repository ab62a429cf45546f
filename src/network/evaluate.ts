/** What a network says of data: loss and accuracy over a dataset. */
import type { Dataset } from '../data/dataset.js'
import type { Arena } from './arena.js'

/** What `network.evaluate` tells; plain JSON. */
export interface Evaluation {
  /** mean loss over the rows */
  readonly loss: number
  /** share of rows whose class is right, 0 .. 1; null for a dataset with targets instead of classes */
  readonly accuracy: number | null
  readonly count: number
}

/** Rows that are computed at once: enough to keep the kernels at speed. */
export const ROWS_AT_ONCE = 256

/**
 * Evaluates in slices: yields after each batch, so that a caller may breathe, and returns the evaluation.
 *
 * @param gather sees each batch of rows while its outputs are in the arena
 * @param load   brings so many rows, from a row on, into the arena
 */
export function* evaluation(
  arena: Arena,
  dataset: Dataset,
  gather?: { add(rows: number): void },
  load = (from: number, rows: number) => arena.loadRows(dataset, undefined, from, rows),
): Generator<void, Evaluation> {
  arena.checkFits('evaluate', dataset)
  const { loss, outputs } = arena
  arena.reserve(Math.min(ROWS_AT_ONCE, dataset.count))
  let sum = 0
  let terms = 0
  let correct = 0
  for (let from = 0; from < dataset.count; from += ROWS_AT_ONCE) {
    const rows = Math.min(ROWS_AT_ONCE, dataset.count - from)
    load(from, rows)
    arena.forward(rows)
    if (dataset.classes > 0) correct += countCorrect(arena, rows)
    const count = loss.terms(rows, outputs)
    sum += arena.lossOfBatch(rows) * count
    terms += count
    gather?.add(rows)
    yield
  }
  const accuracy = dataset.classes > 0 ? correct / dataset.count : null
  return { loss: sum / terms, accuracy, count: dataset.count }
}

/** Predicts a class for each row, and counts those that are right. */
function countCorrect(arena: Arena, rows: number): number {
  const { i32 } = arena.core
  const predicted = arena.batch.predicted >>> 2
  const labels = arena.batch.labels >>> 2
  predictClasses(arena, rows)
  let correct = 0
  for (let b = 0; b < rows; b++) if (i32[predicted + b] === i32[labels + b]) correct++
  return correct
}

/** To i32 [batch.predicted]: the class with the largest output, or for a single yes or no the side of the loss's threshold. */
function predictClasses({ core, loss, outputs, y, batch }: Arena, rows: number): void {
  if (outputs > 1 || loss.threshold === null) {
    core.kernels.argmax(batch.predicted, y, rows, outputs)
    return
  }
  const { f32, i32 } = core
  for (let b = 0; b < rows; b++) {
    i32[(batch.predicted >>> 2) + b] = (f32[(y >>> 2) + b] as number) > loss.threshold ? 1 : 0
  }
}
