/** The rows that are trained on and those that are held out, as `onecycle train --data NAME --seed SEED` has them. */
import { type Dataset, digits, type Shape, spirals } from 'onecycle'
import type { DataName } from '../state/lab.ts'

/** Both parts of the data; they go to workers as they are. */
export interface ProblemData {
  readonly training: Dataset
  readonly validation: Dataset
}

let last: { readonly name: DataName; readonly seed: number; readonly data: ProblemData } | null = null

/** Built-in data of a problem's seed: the last that were made are kept, in each thread. */
export function builtInData(name: Exclude<DataName, 'own'>, seed: number): ProblemData {
  if (last?.name === name && last.seed === seed) return last.data
  const { training, test } = name === 'spirals' ? spirals({ seed }) : digits({ seed })
  const data = { training, validation: test }
  last = { name, seed, data }
  return data
}

/** What a network of these data takes, as `createNetwork` asks for it. */
export function inputsOf({ training }: ProblemData): number | Shape {
  return training.shape ?? training.inputs
}
