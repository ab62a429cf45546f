/** How much is measured: everything with many samples, or in under 20 s what fits. */
import { type ConvergencePlan, convergenceSchedules } from './convergence/convergence.js'
import type { Pace } from './lab/rounds.js'

export interface Extent {
  readonly kernels: SelectivePace
  /** the JavaScript around the kernels of a small network's step takes its compiler some 150 ms */
  readonly steps: SelectivePace
  readonly inference: SelectivePace
  readonly gathers: Pace
  /** whether all networks of an engine share a lab: 20 workers less to start, one compiler's profile for all of them */
  readonly sharedLabs: boolean
  /** updates before the late steps; undefined leaves them out */
  readonly lateUpdates: number | undefined
  readonly convergence: ConvergencePlan
  /** for large data; undefined leaves it out */
  readonly largeConvergence: ConvergencePlan | undefined
  /** processes that are started cold, for each of two measurements */
  readonly processes: number
}

/** What does more flops in a call is left out, and with its step a network. */
type SelectivePace = Pace & { readonly mostFlops: number }

const fullRounds = { rounds: 9, peakEvery: 1 }
const fullConvergence = { schedules: convergenceSchedules, budgets: [2, 3, 5], jsUpdates: 60 }

export const full: Extent = {
  kernels: {
    ...fullRounds,
    mostFlops: Infinity,
    sampling: { milliseconds: 8, warmUpMilliseconds: 60 },
    patience: 6000,
    budget: 60_000,
  },
  steps: {
    ...fullRounds,
    mostFlops: Infinity,
    sampling: { milliseconds: 20, warmUpMilliseconds: 250 },
    patience: 8000,
    budget: 60_000,
  },
  inference: {
    ...fullRounds,
    mostFlops: Infinity,
    sampling: { milliseconds: 10, warmUpMilliseconds: 60 },
    patience: 4000,
    budget: 20_000,
  },
  gathers: {
    ...fullRounds,
    sampling: { milliseconds: 8, warmUpMilliseconds: 60 },
    patience: 4000,
    budget: 10_000,
  },
  sharedLabs: false,
  lateUpdates: 10_000,
  convergence: { ...fullConvergence, seeds: [1, 2, 3] },
  largeConvergence: { ...fullConvergence, seeds: [1] },
  processes: 10,
}

const quickRounds = { rounds: 3, peakEvery: 4, patience: 100 }

export const quick: Extent = {
  kernels: {
    ...quickRounds,
    sampling: { milliseconds: 0.6, warmUpMilliseconds: 2 },
    budget: 2500,
    mostFlops: 3e7,
  },
  steps: { ...quickRounds, sampling: { milliseconds: 3, warmUpMilliseconds: 20 }, budget: 2500, mostFlops: 2.5e9 },
  inference: {
    ...quickRounds,
    sampling: { milliseconds: 0.8, warmUpMilliseconds: 4 },
    budget: 1000,
    mostFlops: 1e8,
  },
  gathers: { ...quickRounds, sampling: { milliseconds: 0.8, warmUpMilliseconds: 4 }, budget: 500 },
  sharedLabs: true,
  lateUpdates: undefined,
  convergence: { schedules: ['constant', 'one-cycle'], budgets: [3], seeds: [1], jsUpdates: 6 },
  largeConvergence: undefined,
  processes: 2,
}
