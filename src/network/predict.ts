/** What a network answers: numbers for features, and for raw rows what its preparation makes of them. */
import { checkOptions, message, wrongType, wrongValue } from '../check.js'
import { checkFiniteRows, type Dataset } from '../data/dataset.js'
import type { Preparation } from '../data/tabular/preparation/preparation.js'
import { rawRows } from '../data/tabular/preparation/raw-rows.js'
import type { OnUnknown, RawRow, UnknownValue } from '../data/tabular/preparation/rows.js'
import { type Answer, answerOf, answersOf } from './answers.js'
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
  readonly #outputs: Float32Array

  constructor(arena: Arena) {
    this.#arena = arena
    const { inputs } = arena
    this.#bytes = rowsToAnswer(new Uint8Array(inputs), inputs)
    this.#floats = rowsToAnswer(new Float32Array(inputs), inputs)
    this.#outputs = new Float32Array(arena.outputs)
  }

  /** See `Network.predict`. */
  predict(given: unknown, options: PredictOptions | undefined, preparation: Preparation | null) {
    const onUnknown = options === undefined ? undefined : checkOptions(where, options, ['onUnknown']).onUnknown
    if (given instanceof Float32Array) return this.#numbers(given)
    if (preparation === null) {
      if (given instanceof Uint8Array) return this.#numbers(given)
      if (Array.isArray(given)) return this.#numbers(given)
      const next = 'pass features, or train on a prepared table'
      throw wrongType(where, 'features', 'Uint8Array, Float32Array or an array of numbers', given, next)
    }
    if (Array.isArray(given) && (given.length === 0 || isObject(given[0]))) {
      return given.length === 0 ? [] : this.#answers(preparation, given as RawRow[], onUnknown)
    }
    if (!isObject(given) || given instanceof Uint8Array) {
      const next = 'csvRows of onecycle/csv makes rows of CSV'
      throw wrongType(where, 'row', 'an object, an array of values, or rows of these', given, next)
    }
    return this.#answer(preparation, given as RawRow, onUnknown)
  }

  #numbers(features: Numbers | readonly unknown[]): Float32Array<ArrayBuffer> {
    const { inputs, outputs } = this.#arena
    if (Array.isArray(features)) checkNumbers(features)
    if (features.length === 0 || features.length % inputs !== 0) {
      throw wrongValue(where, 'features', `rows of ${inputs} numbers`, features.length)
    }
    const rows = features.length / inputs
    const result = new Float32Array(rows * outputs)
    const data = rows === 1 ? this.#single(features as Numbers) : rowsToAnswer(asTyped(features), inputs)
    if (data.features instanceof Float32Array) checkFiniteRows(where, data.features, inputs)
    this.#run(data, result)
    return result
  }

  #answer(preparation: Preparation, row: RawRow, onUnknown: OnUnknown): Answer {
    encoder()(where, preparation, row, undefined, onUnknown, this.#floats.features as Float32Array, 0)
    this.#run(this.#floats, this.#outputs)
    return answerOf(preparation, this.#outputs, 0, this.#arena.outputs)
  }

  #answers(preparation: Preparation, rows: readonly RawRow[], onUnknown: OnUnknown): Answer[] {
    const width = this.#arena.inputs
    const features = new Float32Array(rows.length * width)
    const encode = encoder()
    for (const [row, raw] of rows.entries()) encode(where, preparation, raw, row, onUnknown, features, row * width)
    const outputs = new Float32Array(rows.length * this.#arena.outputs)
    this.#run(rowsToAnswer(features, width), outputs)
    return answersOf(preparation, outputs, rows.length)
  }

  #single(features: Numbers): Dataset {
    const one = features instanceof Uint8Array ? this.#bytes : this.#floats
    for (let i = 0; i < features.length; i++) one.features[i] = features[i] as number
    return one
  }

  /** Writes [rows, outputs]. */
  #run(data: Dataset, result: Float32Array): void {
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
          throw wrongValue(where, 'answer', 'a finite number', value, 'the run diverged: lower its learning rate')
        result[from * outputs + i] = value
      }
    }
  }
}

/** Rows without answers, as a pass takes them. */
function rowsToAnswer(features: Numbers, inputs: number): Dataset {
  const count = features.length / inputs
  return { name: 'rows', count, inputs, classes: 1, features, labels: new Uint8Array(count) }
}

function asTyped(features: Numbers | readonly unknown[]): Numbers {
  return Array.isArray(features) ? Float32Array.from(features as number[]) : (features as Numbers)
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

function encoder() {
  if (rawRows.encode !== null) return rawRows.encode
  const next = 'save the network and load it here, which brings what reads them'
  throw new Error(message(where, 'row', 'numbers in a typed array', 'raw values', next))
}

function isObject(value: unknown): boolean {
  return typeof value === 'object' && value !== null && !(value instanceof Date)
}
