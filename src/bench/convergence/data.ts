/**
 * What the convergence benchmark trains on, and with which rates.
 *
 * Each rate is one of 0.01, 0.02, 0.03, 0.05, 0.07, 0.1 that no other beat in updates to the target, with other seeds than
 * the benchmark's own. How far that was looked at: on digits every rate in budgets of 2, 3 and 5 epochs, medians of the
 * seeds 11, 12 and 13; on MNIST the rate and its neighbours only, in one budget and with seed 11. Some neighbours are as
 * good (digits: constant at 0.03; MNIST: one-cycle at 0.07), and with other seeds another rate may win. The target is
 * looked for in the test data and so were the rates: these figures compare engines, they do not rank the schedules.
 */
import type { Dataset } from '../../data/dataset.js'
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
