/** The rows of a problem, and what follows from their number, before any row was made. */
import type { Problem } from '../state/lab.ts'
import { ownOf } from './own-known.ts'

/** Rows that built-in data train on: `spirals` and `digits` as they are. */
export const builtInRows = { spirals: 1000, digits: 10_000 } as const

/** Rows in an epoch; 0 where the reader's own file is asked for and not here. */
export function trainingRows(problem: Pick<Problem, 'data' | 'own'>): number {
  return problem.data === 'own' ? (ownOf(problem)?.rows ?? 0) : builtInRows[problem.data]
}

export function stepsPerEpoch(problem: Pick<Problem, 'data' | 'own' | 'batchSize'>): number {
  return Math.ceil(trainingRows(problem) / problem.batchSize)
}

export function totalSteps(problem: Pick<Problem, 'data' | 'own' | 'batchSize' | 'epochs'>): number {
  return problem.epochs * stepsPerEpoch(problem)
}
