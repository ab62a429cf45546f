/** What a network answers: numbers for features, and for raw rows what its preparation makes of them. */
import { isBytes, isFloats, message, wrongType, wrongValue } from '../check.js'
import { checkFiniteRows } from '../data/dataset.js'
import type { Runner } from '../data/tabular/answer-rows.js'
import type { Preparation } from '../data/tabular/preparation/preparation.js'
import { rawRows } from '../data/tabular/preparation/raw-rows.js'
import type { UnknownValue } from '../data/tabular/preparation/rows.js'
import { callback, ifGiven, readOptions } from '../options.js'
import type { Arena } from './arena.js'
import { ROWS_AT_ONCE } from './evaluate.js'
import { loadFeatures } from './rows.js'
import { checkFiniteValues } from './tensors.js'

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
  readonly #runner: Runner

  constructor(arena: Arena) {
    this.#arena = arena
    const { inputs, outputs } = arena
    const features = new Float32Array(inputs)
    const one = new Float32Array(outputs)
    this.#runner = {
      inputs,
      outputs,
      features,
      run: (rows) => this.#run(rows, rows === features ? one : new Float32Array((rows.length / inputs) * outputs)),
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

  #numbers(given: Numbers | readonly number[]): Float32Array<ArrayBuffer> {
    const { inputs, outputs, features: one } = this.#runner
    const { length } = given
    let features = given as Numbers
    if (Array.isArray(given)) {
      checkNumbers(given)
      features = length === inputs ? one : new Float32Array(length)
      features.set(given)
    }
    if (length === 0 || length % inputs !== 0) throw wrongValue(where, 'features', `rows of ${inputs} numbers`, length)
    if (isFloats(features)) checkFiniteRows(where, features, inputs)
    return this.#run(features, new Float32Array((length / inputs) * outputs))
  }

  /** Writes [rows, outputs]. Returns them. */
  #run(features: Numbers, result: Float32Array<ArrayBuffer>): Float32Array<ArrayBuffer> {
    const arena = this.#arena
    const { core, loss, inputs, outputs } = arena
    const count = features.length / inputs
    arena.reserve(Math.min(ROWS_AT_ONCE, count))
    for (let from = 0; from < count; from += ROWS_AT_ONCE) {
      const rows = Math.min(ROWS_AT_ONCE, count - from)
      loadFeatures(arena, features, inputs, undefined, from, rows)
      arena.forward(rows)
      loss.answer(core, arena.y, rows, outputs)
      const { f32 } = core
      const y = arena.y >>> 2
      // a view would cost a single row as much as its arithmetic
      if (rows > 1) result.set(f32.subarray(y, y + rows * outputs), from * outputs)
      else for (let o = 0; o < outputs; o++) result[from * outputs + o] = f32[y + o] as number
    }
    return checkFiniteValues(where, result, 'answer', 'a finite number')
  }
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
