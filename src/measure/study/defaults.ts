/** How a study is run if nothing else is asked for, and the readers of its numbers. */
import { DEFAULT_HELD_OUT } from '../../defaults.js'
import { whole } from '../../options.js'
import { MANY_ROWS } from '../guards.js'
import { ablatedParts } from './methods/ablations.js'
import type { Method } from './methods/methods.js'

/** How a study is run if nothing else is asked for. */
export const STUDY_DEFAULTS = {
  /** of epochs, or of as many times so many as `defaultBudgets` takes */
  budgets: [1, 2, 3, 5, 8],
  /** the fewest whose interval of a median has 95 % */
  seeds: 6,
  tuningSeeds: 1,
  /** rates that are too high diverge soon, so the upper end costs little; small networks on few inputs have their best above 1 */
  rates: { low: 0.01, high: 10, coarse: 4, fine: 2 },
} as const

/** Updates below which a run ends before any rate has shown what it can do: then the best is at the edge of every range. */
const LEAST_UPDATES = 64

/** Lengths of the runs where none are given: as many times the usual ones as make the shortest run long enough. */
export function defaultBudgets(stepsPerEpoch: number): number[] {
  const times = Math.ceil(LEAST_UPDATES / stepsPerEpoch)
  return STUDY_DEFAULTS.budgets.map((budget) => times * budget)
}

/**
 * The share of so many rows that is held out where none is given, in whole percents: rows enough to tell methods apart, but
 * no less than anywhere else, and no more than a half.
 */
export function defaultHeldOut(rows: number): number {
  return Math.min(Math.max(Math.ceil((100 * MANY_ROWS) / rows) / 100, DEFAULT_HELD_OUT), 0.5)
}

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
