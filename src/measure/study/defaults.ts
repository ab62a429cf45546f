/** How a study is run if nothing else is asked for, and the readers of its numbers. */
import { whole } from '../../options.js'
import { ablatedParts } from './methods/ablations.js'
import type { Method } from './methods/methods.js'

/** How a study is run if nothing else is asked for. */
export const STUDY_DEFAULTS = {
  budgets: [1, 2, 3, 5, 8],
  /** the fewest whose interval of a median has 95 % */
  seeds: 6,
  tuningSeeds: 1,
  rates: { low: 0.01, high: 1, coarse: 3, fine: 2 },
  looksPerEpoch: 1,
} as const

/** Readers of the numbers of a study. */
export const studyNumbers = {
  budget: whole(1, 100_000),
  seeds: whole(1, 1000),
  tuningSeeds: whole(1, 1000),
  looksPerEpoch: whole(1, 1000),
} as const

/** What is compared if nothing else is asked for. */
export const defaultSchedules: readonly Method[] = [
  'constant',
  'step',
  'exponential',
  'linear',
  'linear-with-ramp',
  'cosine',
  'one-cycle',
]

/** What tells which part of 1cycle earns what: 1cycle, every part of it taken away, and the rivals that have none of them. */
export const ablationSchedules: readonly Method[] = /* @__PURE__ */ everyAblation()

function everyAblation(): readonly Method[] {
  const parts = Object.keys(ablatedParts) as Method[]
  return Object.freeze(['constant', 'linear', 'linear-with-ramp', 'one-cycle', ...parts] as Method[])
}
