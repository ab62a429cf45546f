/** How much is measured: everything with many samples, or in under 20 s what fits. */
import type { ConvergencePlan } from './convergence.js'
import type { Pace } from './rounds.js'

export interface Extent {
  /** with the kernels that do more flops in a call left out */
  readonly kernels: Pace & { readonly mostFlops: number }
  /** the JavaScript around the kernels of a small network's step takes its compiler some 150 ms */
  readonly steps: Pace
  readonly inference: Pace
  readonly gathers: Pace
  readonly convergence: ConvergencePlan
  /** for large data; undefined leaves it out */
  readonly largeConvergence: ConvergencePlan | undefined
  /** processes that are started cold, for each of two measurements */
  readonly processes: number
}

export const full: Extent = {
  kernels: {
    rounds: 9,
    sampling: { milliseconds: 8, warmUpMilliseconds: 60 },
    patience: 6000,
    mostFlops: Infinity,
  },
  steps: { rounds: 9, sampling: { milliseconds: 20, warmUpMilliseconds: 250 }, patience: 8000 },
  inference: { rounds: 9, sampling: { milliseconds: 10, warmUpMilliseconds: 60 }, patience: 4000 },
  gathers: { rounds: 9, sampling: { milliseconds: 8, warmUpMilliseconds: 60 }, patience: 4000 },
  convergence: { budgets: [2, 3, 5], seeds: [1, 2, 3], jsUpdates: 60 },
  largeConvergence: { budgets: [2, 3, 5], seeds: [1], jsUpdates: 60 },
  processes: 10,
}

export const quick: Extent = {
  kernels: { rounds: 3, sampling: { milliseconds: 1, warmUpMilliseconds: 5 }, patience: 200, mostFlops: 1e8 },
  steps: { rounds: 3, sampling: { milliseconds: 3, warmUpMilliseconds: 100 }, patience: 200 },
  inference: { rounds: 3, sampling: { milliseconds: 1, warmUpMilliseconds: 10 }, patience: 200 },
  gathers: { rounds: 3, sampling: { milliseconds: 1, warmUpMilliseconds: 10 }, patience: 200 },
  convergence: { budgets: [3], seeds: [1], jsUpdates: 6 },
  largeConvergence: undefined,
  processes: 3,
}
