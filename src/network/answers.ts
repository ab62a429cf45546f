/** The outputs of a network in the user's own terms. */
import type { Preparation } from '../data/tabular/preparation/preparation.js'

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
