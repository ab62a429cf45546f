/** What a network answers: numbers for features, and for raw rows what its preparation makes of them. */
import { isBytes, isFloats, message, wrongType, wrongValue } from '../check.js'
import { checkFiniteRows, type Dataset } from '../data/dataset.js'
import type { Runner } from '../data/tabular/answer-rows.js'
import type { Preparation } from '../data/tabular/preparation/preparation.js'
import { rawRows } from '../data/tabular/preparation/raw-rows.js'
import type { UnknownValue } from '../data/tabular/preparation/rows.js'
import { callback, ifGiven, readOptions } from '../options.js'
import type { Arena } from './arena.js'
import { ROWS_AT_ONCE } from './evaluate.js'

/** Options of `predict` for raw rows. */
export interface PredictOptions {
  /** called for each text that the training rows did not have, which then is read as none of those; without it, an error */
  onUnknown?: (unknown: UnknownValue) => void
}

type Numbers = Uint8Array | Float32Array

const where = 'predict'

/** Answers of one network. A single row goes through memory that is kept, so that only its answer is allocated. */
export class Predictor {
  readonly #arena: Arena
  readonly #bytes: Dataset
  readonly #floats: Dataset
  readonly #runner: Runner

  constructor(arena: Arena) {
    this.#arena = arena
    const { inputs, outputs } = arena
    this.#bytes = rowsToAnswer(new Uint8Array(inputs), inputs)
    const features = new Float32Array(inputs)
    this.#floats = rowsToAnswer(features, inputs)
    const one = new Float32Array(outputs)
    this.#runner = {
      inputs,
      outputs,
      features,
      run: (rows) =>
        rows === features
          ? this.#run(this.#floats, one)
          : this.#run(rowsToAnswer(rows, inputs), new Float32Array((rows.length / inputs) * outputs)),
    }
  }

  /** See `Network.predict`. */
  predict(given: unknown, options: PredictOptions | undefined, preparation: Preparation | null) {
    if (options !== undefined) readOptions(where, options, { onUnknown: ifGiven(callback) })
    if (isFloats(given)) return this.#numbers(given)
    if (preparation !== null) return answerer()(where, preparation, given, options?.onUnknown, this.#runner)
    if (isBytes(given) || Array.isArray(given)) return this.#numbers(given)
    const next = 'pass features, or train on a prepared table'
    throw wrongType(where, 'features', 'Uint8Array, Float32Array or numbers', given, next)
  }

  #numbers(features: Numbers | readonly unknown[]): Float32Array<ArrayBuffer> {
    const { inputs, outputs } = this.#arena
    if (Array.isArray(features)) checkNumbers(features)
    if (features.length === 0 || features.length % inputs !== 0) {
      throw wrongValue(where, 'features', `rows of ${inputs} numbers`, features.length)
    }
    const rows = features.length / inputs
    const data =
      rows === 1
        ? this.#single(features as Numbers)
        : rowsToAnswer(Array.isArray(features) ? Float32Array.from(features) : (features as Numbers), inputs)
    if (isFloats(data.features)) checkFiniteRows(where, data.features, inputs)
    return this.#run(data, new Float32Array(rows * outputs))
  }

  #single(features: Numbers): Dataset {
    const one = isBytes(features) ? this.#bytes : this.#floats
    for (let i = 0; i < features.length; i++) one.features[i] = features[i] as number
    return one
  }

  /** Writes [rows, outputs]. Returns them. */
  #run(data: Dataset, result: Float32Array<ArrayBuffer>): Float32Array<ArrayBuffer> {
    const arena = this.#arena
    const { core, loss, outputs } = arena
    arena.reserve(Math.min(ROWS_AT_ONCE, data.count))
    for (let from = 0; from < data.count; from += ROWS_AT_ONCE) {
      const rows = Math.min(ROWS_AT_ONCE, data.count - from)
      arena.loadRows(data, undefined, from, rows)
      arena.forward(rows)
      loss.answer(core, arena.y, rows, outputs)
      const { f32 } = core
      const y = arena.y >>> 2
      for (let i = 0; i < rows * outputs; i++) {
        const value = f32[y + i] as number
        if (!Number.isFinite(value))
          throw wrongValue(where, 'answer', 'a finite number', value, 'the run diverged; lower the learning rate')
        result[from * outputs + i] = value
      }
    }
    return result
  }
}

/** Rows without answers, as a pass takes them. */
function rowsToAnswer(features: Numbers, inputs: number): Dataset {
  const count = features.length / inputs
  return { name: 'rows', count, inputs, classes: 1, features, labels: new Uint8Array(count) }
}

/** A conversion would read null, an empty text and false as 0. */
function checkNumbers(features: readonly unknown[]): void {
  for (let i = 0; i < features.length; i++) {
    const value = features[i]
    if (typeof value === 'number') continue
    const next = Array.isArray(value) ? 'pass rows.flat()' : undefined
    throw wrongType(where, `features[${i}]`, 'a number', value, next)
  }
}

function answerer() {
  if (rawRows.answer !== undefined) return rawRows.answer
  const next = 'save and load the network'
  throw new Error(message(where, 'row', 'numbers in a typed array', 'raw values', next))
}
