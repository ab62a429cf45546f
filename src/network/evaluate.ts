/** What a network says of data: loss and accuracy over a dataset, answers for single rows. */
import { wrongType, wrongValue } from '../check.js'
import { checkFiniteRows, createDataset, type Dataset } from '../data/dataset.js'
import { answer, countCorrect, lossTerms } from './loss.js'
import type { Network } from './network.js'

export interface Evaluation {
  /** mean loss over the rows */
  readonly loss: number
  /** share of rows whose class is right, 0 .. 1; NaN for a dataset with targets instead of classes */
  readonly accuracy: number
  readonly count: number
}

/** Rows that are computed at once: enough to keep the kernels at speed. */
const ROWS = 256

/** Evaluates in slices: yields after each batch, so that a caller may breathe, and returns the evaluation. */
export function* evaluation(network: Network, dataset: Dataset): Generator<void, Evaluation> {
  network.checkFits('evaluate', dataset)
  const { core, outputs } = network
  const { loss } = network.plan
  network.reserve(Math.min(ROWS, dataset.count))
  let sum = 0
  let terms = 0
  let correct = 0
  for (let from = 0; from < dataset.count; from += ROWS) {
    const rows = Math.min(ROWS, dataset.count - from)
    network.loadRows(dataset, undefined, from, rows)
    network.forward(rows)
    const y = network.batch.activations[network.layout.layers.length] as number
    if (dataset.classes > 0) correct += countCorrect(core, loss, y, network.batch, rows, outputs)
    const count = lossTerms(loss, rows, outputs)
    sum += network.lossOfBatch(rows) * count
    terms += count
    yield
  }
  const accuracy = dataset.classes > 0 ? correct / dataset.count : Number.NaN
  return { loss: sum / terms, accuracy, count: dataset.count }
}

/** [rows, outputs] answers for raw features [inputs] or [rows, inputs]; see `Network.predict`. */
export function predict(network: Network, features: Uint8Array | Float32Array | readonly number[]): Float32Array {
  const data = rowsOf(features, network.inputs)
  const { core, outputs } = network
  const result = new Float32Array(data.count * outputs)
  network.reserve(Math.min(ROWS, data.count))
  for (let from = 0; from < data.count; from += ROWS) {
    const rows = Math.min(ROWS, data.count - from)
    network.loadRows(data, undefined, from, rows)
    network.forward(rows)
    const y = network.batch.activations[network.layout.layers.length] as number
    answer(core, network.plan.loss, y, rows, outputs)
    result.set(core.f32.subarray(y >>> 2, (y >>> 2) + rows * outputs), from * outputs)
  }
  return result
}

function rowsOf(features: Uint8Array | Float32Array | readonly number[], inputs: number): Dataset {
  const raw = Array.isArray(features) ? Float32Array.from(features) : (features as Uint8Array | Float32Array)
  if (!(raw instanceof Uint8Array || raw instanceof Float32Array)) {
    throw wrongType('predict', 'features', 'Uint8Array, Float32Array or an array of numbers', features)
  }
  if (raw.length === 0 || raw.length % inputs !== 0) {
    throw wrongValue('predict', 'features', `rows of ${inputs} numbers`, raw.length)
  }
  if (raw instanceof Float32Array) checkFiniteRows('predict', raw, inputs)
  const labels = new Uint8Array(raw.length / inputs)
  return createDataset({ inputs, features: raw, labels, classes: 1 })
}
