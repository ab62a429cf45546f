/** What a network answers for rows, as cells of CSV and as JSON. */

import { type Answer, answersOf } from '../../data/tabular/answer-rows.js'
import type { Network } from '../../entry/index.js'
import { arenaOf } from '../../network/network.js'

/** As JSON tells it. */
export interface Prediction {
  /** name of a class, or a number in the target's own unit; numbers of a network with several outputs */
  readonly prediction: string | number | readonly number[]
  /** of that class */
  readonly probability?: number
  /** of each class, by its name */
  readonly probabilities?: Readonly<Record<string, number>>
}

export interface Answers {
  /** names of the columns */
  readonly head: readonly string[]
  /** of rows: outputs [rows, outputs], as `predict` of numbers gives them */
  of(outputs: Float32Array, rows: number): readonly Prediction[]
  cells(prediction: Prediction): string[]
}

/** @param probabilities whether each class is told its own */
export function answersFor(network: Network, probabilities: boolean): Answers {
  const names = classNamesOf(network)
  if (names === null) return numbers(network)
  const target = { kind: 'classes', name: '', names } as const
  return {
    head: ['prediction', ...(probabilities ? names.map((name) => `probability_${name}`) : [])],
    of: (outputs, rows) =>
      answersOf({ target }, outputs, rows).map((answer) => {
        const { className, ...rest } = answer as Exclude<Answer, number>
        if (probabilities) return { prediction: className, ...rest }
        return { prediction: className, probability: rest.probability }
      }),
    cells: ({ prediction, probabilities: of = {} }) => [
      prediction as string,
      ...(probabilities ? names.map((name) => short(of[name] as number)) : []),
    ],
  }
}

/** Of what the network was trained on; numbers from 0 where its data named none; null where it predicts numbers. */
function classNamesOf(network: Network): readonly string[] | null {
  const { loss, classes } = arenaOf(network)
  const { preparation, classNames } = network
  if (preparation !== null) return preparation.target.kind === 'classes' ? preparation.target.names : null
  if (classNames !== null) return classNames
  return loss.logits ? Array.from({ length: classes }, (_, c) => `${c}`) : null
}

function numbers({ preparation, outputs: width }: Network): Answers {
  return {
    head: width === 1 ? ['prediction'] : Array.from({ length: width }, (_, o) => `prediction_${o + 1}`),
    of(outputs, rows) {
      if (preparation !== null)
        return answersOf(preparation, outputs, rows).map((one) => ({ prediction: one as number }))
      return Array.from({ length: rows }, (_, row) => {
        const all = Array.from(outputs.subarray(row * width, (row + 1) * width))
        return { prediction: width === 1 ? (all[0] as number) : all }
      })
    },
    cells: ({ prediction }) => [prediction].flat().map((value) => short(value as number)),
  }
}

/** As many digits as f32 has. */
function short(value: number): string {
  return String(Number(value.toPrecision(8)))
}
