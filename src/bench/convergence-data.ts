/**
 * What the convergence benchmark trains on, and with which rates.
 *
 * The rates are the best of the grid 0.01, 0.02, 0.03, 0.05, 0.07, 0.1 for each schedule: fewest updates to the target
 * in the best of the budgets of 2, 3 and 5 epochs, with other seeds than the benchmark's own.
 */
import type { Dataset } from '../data/dataset.js'
import type { ConvergenceData } from './convergence.js'

export interface ConvergenceSource {
  readonly training: Dataset
  readonly test: Dataset
}

const network = { layers: [784, 128, 10], batch: 64 } as const

export const convergenceData: readonly (ConvergenceData & { readonly large: boolean })[] = [
  {
    ...network,
    name: 'digits',
    large: false,
    target: 0.97,
    every: 20,
    learningRates: { constant: 0.05, step: 0.05, exponential: 0.1, 'one-cycle': 0.07 },
  },
  {
    ...network,
    name: 'mnist',
    large: true,
    target: 0.975,
    every: 100,
    learningRates: { constant: 0.02, step: 0.03, exponential: 0.07, 'one-cycle': 0.05 },
  },
]
