/** The options of a learning-rate range test, checked before its first step. */
import { checkNumber, checkOptions, wrongType, wrongValue } from '../../check.js'
import type { Dataset } from '../../data/dataset.js'
import type { Augmentation } from '../../data/images/augmentation/augmentation.js'
import { batchSizeFor, DEFAULT_MOMENTUM } from '../../defaults.js'
import { checkLastBatch } from '../../layers/last-batch.js'
import { arenaToRead, type Network } from '../../network/network.js'
import type { Optimizer } from '../../optimizers/optimizer.js'
import { sgd } from '../../optimizers/sgd.js'
import {
  abortSignal,
  belowOne,
  callback,
  ifGiven,
  level,
  oneOf,
  optional,
  positive,
  type Reader,
  type ReadersOf,
  readOptions,
  seed,
  truth,
  whole,
} from '../../options.js'
import type { Schedule } from '../../schedules/index.js'
import { readAugment } from '../../training/options/augment.js'
import { type MomentumRange, type Sweep, sweeps } from './rates.js'
import { weightOfLag } from './smoothing.js'

/** What a range test reads. */
export type RangeMetric = 'loss' | 'accuracy'

/** An update of a range test, as `onStep` sees it. */
export interface RangeTestStep {
  /** which sweep this is, 0-based, and of how many: one for each seed, then those that check the answer */
  readonly sweep: number
  readonly sweeps: number
  /** updates of this sweep finished, this one included */
  readonly step: number
  readonly steps: number
  readonly learningRate: number
  readonly momentum: number
  /** mean loss of the batch before the update, and smoothed */
  readonly loss: number
  readonly smoothed: number
}

/** Options of `findLearningRate`. */
export interface RangeTestOptions {
  /** how the rate rises; by default exponential */
  sweep?: Sweep
  /** what tells a good rate from a bad one: the training loss (default), or the accuracy on held-out rows */
  metric?: RangeMetric
  /** lowest rate, above 0; by default 1e-5, in the linear and triangular sweeps `to` / `steps` */
  from?: number
  /** highest rate, above `from`; by default 10, in the linear and triangular sweeps 1 */
  to?: number
  /** updates of a sweep that does not diverge, at least 3; by default 100, and then 300 if 100 give no reliable answer */
  steps?: number
  /** as in training: by default 128, or all rows where there are fewer */
  batchSize?: number
  /** how many sweeps, each with other starting weights and another order of the data; by default 3 */
  seeds?: number
  /** seed of the first sweep, the others count on from it; by default the network's, as in training */
  seed?: number
  /** in [0, 1): one number (default 0.9), or { high, low } to cycle it against the rate */
  momentum?: number | { readonly high: number; readonly low: number }
  /** at least 0; by default 0 */
  weightDecay?: number
  /** what makes an update from the sweep's schedules; by default `sgd`, for which peakFactor was found (`adam` wants 0.5) */
  optimizer?: (rates: { learningRate: Schedule; momentum: Schedule; weightDecay: number }) => Optimizer
  /** weight of the past in the smoothed curve, in [0, 1); by default a lag of 9 % of `steps`: 0.9 for 100 */
  smoothing?: number
  /** a sweep ends where its smoothed loss is more than this times its lowest, above 1; by default 4 */
  divergence?: number
  /**
   * peak = peakFactor high (see SuggestedRates), above 0; by default 0.9 in the exponential sweep and 0.4 in the others,
   * with the metric accuracy 0.75 and 0.33
   */
  peakFactor?: number
  /** base = peak / baseDivisor, above 1; by default 10. For cycles between two rates 3 or 4 are usual. */
  baseDivisor?: number
  /** data to measure the accuracy on; by default a tenth of the rows, drawn by lot and held out of the sweeps */
  validation?: Dataset
  /** whether a network without an input scale is tested with that of the data, as training does; by default true */
  standardize?: boolean
  /** how the images of the sweeps are changed by lot, as in training: `[shift(4)]`; those that are evaluated stay as they are */
  augment?: readonly Augmentation[]
  /** aborting ends the test after the current step */
  signal?: AbortSignal
  /** called after every update */
  onStep?: (record: RangeTestStep) => void
}

export interface CheckedRangeTest
  extends Required<Omit<RangeTestOptions, 'augment' | 'validation' | 'signal' | 'onStep'>> {
  readonly momentum: number | MomentumRange
  readonly augment: readonly Augmentation[] | undefined
  readonly validation: Dataset | undefined
  readonly signal: AbortSignal | undefined
  readonly onStep: ((record: RangeTestStep) => void) | undefined
}

/** Readers of the numbers of a range test. */
export const rangeTestNumbers = { seeds: whole(1, 1000), steps: whole(3, 1_000_000) } as const

/** Sweeps if nothing else is asked for. */
export const DEFAULT_SWEEPS = 3

/** The highest rate if nothing else is asked for. */
export function highestRateOf(sweep: Sweep): number {
  return sweep === 'exponential' ? 10 : 1
}

/** Tried in turn until the answer is reliable. */
export const defaultSteps = [100, 300] as const
/**
 * With these a 1cycle to the peak ended within 0.3 points of the best accuracy on most of some twenty problems; where a
 * curve turns depends on how it is swept and measured.
 */
const peakFactors = {
  loss: { exponential: 0.9, straight: 0.4 },
  accuracy: { exponential: 0.75, straight: 0.33 },
}
/** Lag of the smoothed curve, as a share of the sweep. */
const LAG = 0.09

/** In this order: what a sweep is says what the rest is by default. */
export function checkRangeTest(
  network: Network,
  dataset: Dataset,
  options: RangeTestOptions,
  where = 'findLearningRate',
): CheckedRangeTest {
  const arena = arenaToRead(where, network)
  arena.checkFits(where, dataset)
  const read = readOptions(where, options, {
    sweep: optional(oneOf(sweeps), 'exponential'),
    metric: optional(oneOf<RangeMetric>(['loss', 'accuracy']), 'loss'),
    steps: optional(rangeTestNumbers.steps, defaultSteps[0]),
    to: (_, what, value, { sweep }) => positive(where, what, value ?? highestRateOf(sweep as Sweep), {}),
    from: (_, what, value, { sweep, to, steps }) => {
      const usual = sweep === 'exponential' ? 1e-5 : (to as number) / (steps as number)
      const from = positive(where, what, value ?? usual, {})
      if (from < (to as number)) return from
      throw wrongValue(where, what, `a rate below "to", ${to}`, from)
    },
    batchSize: (_, what, value) => batchSizeFor(where, what, value as number | undefined, dataset.count),
    seeds: optional(rangeTestNumbers.seeds, DEFAULT_SWEEPS),
    seed: optional(seed, network.plan.seed),
    momentum: optional(momentum, DEFAULT_MOMENTUM),
    weightDecay: optional(level, 0),
    optimizer: (_, what, value = sgd) => {
      if (typeof value !== 'function') throw wrongType(where, what, 'a function such as sgd', value)
      return value as Required<RangeTestOptions>['optimizer']
    },
    smoothing: (_, what, value, { steps }) => belowOne(where, what, value ?? weightOfLag(LAG * (steps as number)), {}),
    divergence: optional(aboveOne, 4),
    peakFactor: (_, what, value, { metric, sweep }) => {
      const shape = sweep === 'exponential' ? 'exponential' : 'straight'
      return positive(where, what, value ?? peakFactors[metric as RangeMetric][shape], {})
    },
    baseDivisor: optional(aboveOne, 10),
    validation: ifGiven((_, __, value) => {
      arena.checkFits(where, value as Dataset)
      return value as Dataset
    }),
    standardize: optional(truth, true),
    augment: ifGiven((...given) => {
      readAugment(arena, dataset)(...given)
      return given[2] as readonly Augmentation[]
    }),
    signal: ifGiven(abortSignal),
    onStep: ifGiven(callback),
  } satisfies ReadersOf<RangeTestOptions>)
  if (read.metric === 'accuracy' && (read.validation ?? dataset).classes === 0) {
    throw wrongValue(where, 'metric', 'loss, as the data has no classes', read.metric)
  }
  checkLastBatch(where, arena.layers, dataset, read.batchSize)
  return { ...read, onStep: read.onStep as CheckedRangeTest['onStep'] }
}

/** One number, or two between which it is cycled. */
const momentum: Reader<number | MomentumRange> = (where, what, value, read) => {
  if (typeof value !== 'object' || value === null) return belowOne(where, what, value, read)
  const { high, low } = checkOptions(`${where} ${what}`, value as MomentumRange, ['high', 'low'])
  belowOne(where, `${what}.high`, high, read)
  return { high, low: checkNumber(where, `${what}.low`, low, 0, high) }
}

const aboveOne: Reader<number> = (where, what, value) => {
  const expected = 'a finite number above 1'
  if (typeof value !== 'number') throw wrongType(where, what, expected, value)
  if (!(value > 1 && value < Infinity)) throw wrongValue(where, what, expected, value)
  return value
}
