/** Raw rows answered by a network, and its outputs in the user's own terms. */
import { isBytes, wrongType } from '../../check.js'
import type { Preparation } from './preparation/preparation.js'
import { encodeRow, type OnUnknown, type RawRow } from './preparation/rows.js'

/** The answer of `predict` where the target is a class; plain JSON. */
export interface ClassAnswer {
  readonly className: string
  /** of that class, 0 .. 1 */
  readonly probability: number
  /** of every class, by its name */
  readonly probabilities: Readonly<Record<string, number>>
}

/** A class, or a number in the target's own unit. */
export type Answer = ClassAnswer | number

/**
 * The answer to a row; nothing else is allocated.
 *
 * @param outputs [rows, width], as the loss answers them: probabilities, or numbers of mean 0 and deviation 1
 */
export function answerOf(
  { target }: Pick<Preparation, 'target'>,
  outputs: Float32Array,
  row: number,
  width: number,
): Answer {
  const at = row * width
  if (target.kind === 'numbers') return (outputs[at] as number) * target.deviation + target.mean
  const { names } = target
  const probabilities: Record<string, number> = {}
  let best = 0
  let most = -Infinity
  for (let index = 0; index < names.length; index++) {
    const output = outputs[width === 1 ? at : at + index] as number
    // a single output is the probability of the second class
    const probability = width === 1 && index === 0 ? 1 - output : output
    probabilities[names[index] as string] = probability
    if (probability > most) {
      most = probability
      best = index
    }
  }
  return { className: names[best] as string, probability: most, probabilities }
}

/** The answers to all rows of [rows, outputs]. */
export function answersOf(preparation: Pick<Preparation, 'target'>, outputs: Float32Array, rows: number): Answer[] {
  return Array.from({ length: rows }, (_, row) => answerOf(preparation, outputs, row, outputs.length / rows))
}

/** A network that runs rows of features. */
export interface Runner {
  readonly inputs: number
  readonly outputs: number
  /** [inputs] kept for the features of a single row, so that only its answer is allocated */
  readonly features: Float32Array
  /** @returns [rows, outputs]; of `features` above it is overwritten by the next call */
  run(features: Float32Array): Float32Array
}

/**
 * What `predict` answers to a raw row, or to several.
 *
 * @throws TypeError for another kind of value; TypeError, RangeError for rows that are not as the preparation has them
 */
export function answerRows(
  where: string,
  preparation: Preparation,
  given: unknown,
  onUnknown: OnUnknown,
  { inputs, outputs, features, run }: Runner,
): Answer | Answer[] {
  if (Array.isArray(given) && (given.length === 0 || isObject(given[0]))) {
    const all = new Float32Array(given.length * inputs)
    for (const [row, raw] of given.entries()) encodeRow(where, preparation, raw, row, onUnknown, all, row * inputs)
    return answersOf(preparation, run(all), given.length)
  }
  if (!isObject(given) || isBytes(given)) {
    const next = 'csvRows of onecycle/csv makes rows of CSV'
    throw wrongType(where, 'row', 'an object, an array of values, or rows of these', given, next)
  }
  encodeRow(where, preparation, given as RawRow, undefined, onUnknown, features, 0)
  return answerOf(preparation, run(features), 0, outputs)
}

function isObject(value: unknown): boolean {
  return typeof value === 'object' && value !== null && !(value instanceof Date)
}
