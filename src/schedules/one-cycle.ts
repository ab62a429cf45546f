/**
 * The 1cycle policy (Smith and Topin, arXiv 1708.07120; Smith, arXiv 1803.09820): the learning rate rises to a peak and
 * falls far below where it began, while momentum mirrors it, low where the rate is high.
 */
import { checkNumber } from '../check.js'
import { CYCLED_MOMENTUM } from '../defaults.js'
import {
  between,
  fraction,
  oneOf,
  optional,
  positive,
  type ReadBy,
  type Reader,
  type Readers,
  readOptions,
  upTo,
  whole,
} from '../options.js'
import { defineSchedule } from './define.js'
import { interpolate, remainingBy } from './interpolate.js'
import {
  DEFAULT_DIALECT,
  dialects,
  type OneCycleAnneal,
  type OneCycleDialect,
  type OneCycleShape,
} from './one-cycle-dialects.js'
import type { Schedule } from './schedule.js'

/** Options of `oneCycle`. */
export interface OneCycleOptions {
  /** number of updates of the run, at least 1 */
  readonly totalSteps: number
  /** highest learning rate, above 0 */
  readonly peak: number
  /** whose 1cycle; default 'pytorch' */
  readonly dialect?: OneCycleDialect
  /** 'paper' is always linear, 'fastai' always cosine; elsewhere either, by default cosine */
  readonly anneal?: OneCycleAnneal
  /** share of the run spent rising, from 0 to 1 (0.5 in 'paper' and 'pytorch-three-phase', 0.85 in linear 'optax') */
  readonly warmupFraction?: number
  /** initial rate = peak / initialDivisor; at least 1 */
  readonly initialDivisor?: number
  /** final rate = initial rate / finalDivisor, but peak / finalDivisor in 'fastai'; it must not lie above peak */
  readonly finalDivisor?: number
  /** coefficients in [0, 1], high at low rates; default 0.95 and 0.85. One number does not cycle. */
  readonly momentum?: number | { readonly high?: number; readonly low?: number }
}

/** What `oneCycle` gives: spread it into an optimizer. */
export interface OneCycle {
  readonly learningRate: Schedule
  /** momentum of SGD, or for Adam the first-moment coefficient (beta 1) */
  readonly momentum: Schedule
}

/**
 * Learning rate and momentum of one cycle; the pair spreads into `sgd({ ... })`.
 *
 * | dialect             | phases                                     | rises for | initial   | final           |
 * | ------------------- | ------------------------------------------ | --------- | --------- | --------------- |
 * | paper               | up, down, on to the final rate; linear     | 0.45      | peak / 10 | initial / 1000  |
 * | pytorch             | up, down to the final rate                 | 0.3       | peak / 25 | initial / 10000 |
 * | pytorch-three-phase | up, down, on to the final rate             | 0.3       | peak / 25 | initial / 10000 |
 * | fastai              | up, down to the final rate; cosine         | 0.25      | peak / 25 | peak / 100000   |
 * | optax, cosine       | up, down to the final rate                 | 0.3       | peak / 25 | initial / 10000 |
 * | optax, linear       | up, down until 0.85, on to the final rate  | 0.3       | peak / 25 | initial / 10000 |
 *
 * The way on leaves momentum high. (optax cycles no momentum; here it goes with the rate in every dialect.)
 * The values are those of the source wherever the source has room for its phases. The peak is reached exactly where the
 * rise ends on a whole step, which in 'paper' and 'optax' is always; elsewhere it may lie between two steps. A phase
 * without room is left out, so that a run too short to rise begins at the peak; a run of one step reads the final rate.
 */
export function oneCycle(options: OneCycleOptions): OneCycle {
  const cycle = cycleCurves(options)
  const way = (output: keyof OneCycle): Schedule => defineSchedule('oneCycle', { output, ...cycle.read }, cycle[output])
  return { learningRate: way('learningRate'), momentum: way('momentum') }
}

/** A cycle as curves, which may be read between two steps, too. */
export interface CycleCurves {
  readonly read: ReadBy<typeof readers>
  readonly learningRate: (step: number) => number
  readonly momentum: (step: number) => number
}

export function cycleCurves(options: OneCycleOptions): CycleCurves {
  const read = readOptions('oneCycle', options, readers)
  const { peak, anneal } = read
  const shape = shapeOf(read)
  const initial = peak / read.initialDivisor
  const final = Math.min((shape.finalFromPeak ? peak : initial) / read.finalDivisor, peak)
  const ends = shape.ends(read.totalSteps - 1, read.warmupFraction)
  const { high, low } = read.momentum
  const way = (corners: readonly number[]) => alongPhases(corners, ends, remainingBy[anneal])
  return {
    read,
    learningRate: way(ends.length > 2 ? [initial, peak, initial, final] : [initial, peak, final]),
    momentum: way([high, low, high, high]),
  }
}

/** What the dialect and the anneal that were read stand for. */
export function shapeOf({ dialect, anneal }: Readonly<Record<string, unknown>>): OneCycleShape {
  return dialects[dialect as OneCycleDialect][anneal as OneCycleAnneal] as OneCycleShape
}

/** The dialect's default for the option of this name. */
function byDialect<T>(reader: Reader<T>): Reader<T> {
  return (where, what, value, read) =>
    optional(reader, shapeOf(read)[what as keyof OneCycleShape])(where, what, value, read)
}

/** In this order: the dialect says which anneals there are, and both what the rest is by default. */
const readers = {
  totalSteps: whole(1),
  peak: positive,
  dialect: optional(oneOf(Object.keys(dialects) as OneCycleDialect[]), DEFAULT_DIALECT),
  anneal: (where, what, value, read) => {
    const anneals = Object.keys(dialects[read.dialect as OneCycleDialect]) as OneCycleAnneal[]
    return optional(oneOf(anneals), anneals[0])(where, what, value, read)
  },
  warmupFraction: byDialect((where, what, value, read) => checkNumber(where, what, value, 0, shapeOf(read).widest)),
  initialDivisor: byDialect(between(1)),
  finalDivisor: byDialect((where, what, value, read) => {
    const least = shapeOf(read).finalFromPeak ? 1 : 1 / (read.initialDivisor as number)
    return checkNumber(where, what, value, least)
  }),
  momentum: (where, what, value = {}) => {
    const range = typeof value === 'number' ? { high: value, low: value } : (value as object)
    return readOptions(`${where} ${what}`, range, {
      high: optional(fraction, CYCLED_MOMENTUM.high),
      low: upTo('high', CYCLED_MOMENTUM.low),
    })
  },
} satisfies Readers

/**
 * From corner to corner: corner 0 at step 0, corner i + 1 where phase i ends, held after the last phase.
 * A phase that would end before it begins is left out: it takes no step and its corners coincide.
 */
export function alongPhases(
  corners: readonly number[],
  ends: readonly number[],
  remaining: (share: number) => number,
): (step: number) => number {
  const phases = ends.length
  const last = ends[phases - 1] as number
  return (step) => {
    if (step >= last) return corners[phases] as number
    let start = 0
    let phase = 0
    let end = Math.max(ends[0] as number, 0)
    while (step > end) {
      start = end
      end = Math.max(ends[++phase] as number, start)
    }
    const share = end > start ? (step - start) / (end - start) : 1
    return interpolate(corners[phase] as number, corners[phase + 1] as number, remaining(share))
  }
}
