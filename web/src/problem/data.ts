/** The rows that are trained on and those that are held out, as `onecycle train --data NAME` has them. */
import { type Dataset, digits, type Shape, spirals } from 'onecycle'
import type { DataName } from '../state/lab.ts'

/** Both parts of the data; they go to workers as they are. */
export interface ProblemData {
  readonly training: Dataset
  readonly validation: Dataset
}

const made = new Map<DataName, ProblemData>()

/** Built-in data, made once in each thread. */
export function builtInData(name: Exclude<DataName, 'own'>): ProblemData {
  const known = made.get(name)
  if (known !== undefined) return known
  const { training, test } = name === 'spirals' ? spirals() : digits()
  const data = { training, validation: test }
  made.set(name, data)
  return data
}

/** What a network of these data takes, as `createNetwork` asks for it. */
export function inputsOf({ training }: ProblemData): number | Shape {
  return training.shape ?? training.inputs
}
