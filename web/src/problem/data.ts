/** The rows that are trained on and those that are held out, as `onecycle train --data NAME --seed SEED` has them. */
import { digits, type Shape, spirals } from 'onecycle'
import type { DataName, Problem } from '../state/lab.ts'
import { fileInWords, isOwn } from './own-file.ts'
import { ownRows } from './own-rows.ts'
import type { ProblemData } from './problem-data.ts'

export type { ProblemData } from './problem-data.ts'

let last: { readonly name: DataName; readonly seed: number; readonly data: ProblemData } | null = null

/** Built-in data of a problem's seed: the last that were made are kept, in each thread. */
export function builtInData(name: Exclude<DataName, 'own'>, seed: number): ProblemData {
  if (last?.name === name && last.seed === seed) return last.data
  const { training, test } = name === 'spirals' ? spirals({ seed }) : digits({ seed })
  const data = { training, validation: test }
  last = { name, seed, data }
  return data
}

/**
 * The data of a problem, in whatever thread asks: built in, or what the reader's file gave. The seed decides which rows of a table
 * are held out, as on the command line.
 *
 * @throws Error where the file is not here, as on another machine with the same address, or where another tab gave another one
 */
export async function problemData({
  data,
  own: file,
  seed,
}: Pick<Problem, 'data' | 'own' | 'seed'>): Promise<ProblemData> {
  if (data !== 'own') return builtInData(data, seed)
  const own = await ownRows()
  if (own === null || !isOwn(own.facts, file)) {
    throw new Error(`this browser does not have ${file ? fileInWords(file) : 'your own file'}: give it again`)
  }
  const { facts, source } = own
  if (source === undefined || facts.target === undefined || seed === facts.seed) return own
  const { readTable } = await import('./files/table.ts')
  return readTable({ name: facts.files[0]?.name ?? facts.name, bytes: source }, facts.target, seed)
}

/** What a network of these data takes, as `createNetwork` asks for it. */
export function inputsOf({ training }: ProblemData): number | Shape {
  return training.shape ?? training.inputs
}

/** The loss of a network of these data, as `onecycle train` has it: classes by their cross-entropy, numbers by their squared error. */
export function lossOf({ training }: Pick<ProblemData, 'training'>): { loss?: 'meanSquaredError' } {
  return training.targets === undefined ? {} : { loss: 'meanSquaredError' }
}
