/** What a network answers for raw rows. */
import { wrongType, wrongValue } from '../check.js'
import { checkFiniteRows, createDataset, type Dataset } from '../data/dataset.js'
import type { Arena } from './arena.js'
import { ROWS_AT_ONCE } from './evaluate.js'

/** [rows, outputs] answers for raw features [inputs] or [rows, inputs]; see `Network.predict`. */
export function predict(
  arena: Arena,
  features: Uint8Array | Float32Array | readonly number[],
): Float32Array<ArrayBuffer> {
  const data = rowsOf(features, arena.inputs)
  const { core, loss, outputs } = arena
  const result = new Float32Array(data.count * outputs)
  arena.reserve(Math.min(ROWS_AT_ONCE, data.count))
  for (let from = 0; from < data.count; from += ROWS_AT_ONCE) {
    const rows = Math.min(ROWS_AT_ONCE, data.count - from)
    arena.loadRows(data, undefined, from, rows)
    arena.forward(rows)
    const { y } = arena
    loss.answer(core, y, rows, outputs)
    result.set(core.f32.subarray(y >>> 2, (y >>> 2) + rows * outputs), from * outputs)
  }
  return result
}

function rowsOf(features: Uint8Array | Float32Array | readonly number[], inputs: number): Dataset {
  const raw = Array.isArray(features) ? numbersOf(features) : (features as Uint8Array | Float32Array)
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

/** A conversion would read null, an empty text and false as 0. */
function numbersOf(features: readonly unknown[]): Float32Array {
  for (const [i, value] of features.entries()) {
    if (typeof value !== 'number') throw wrongType('predict', `features[${i}]`, 'a number', value)
  }
  return Float32Array.from(features as number[])
}
