/**
 * Every schedule by its command-line name, with defaults that fit it into the budget.
 *
 * One rate is enough for all: `peak` is the highest, which is the initial one of those that only fall.
 */
import { checkOneOf } from '../check.js'
import { exp, log } from '../math/exponential.js'
import { positive, readOptions, type Steps, whole } from '../options.js'
import { constant } from './constant.js'
import { cosine } from './cosine.js'
import { cosineRestarts } from './cosine-restarts.js'
import { expRange, triangular, triangular2 } from './cyclical.js'
import { compoundedDecay, exponentialDecay } from './exponential-decay.js'
import { flatCosine } from './flat-cosine.js'
import { inverseTimeDecay } from './inverse-time-decay.js'
import { linear } from './linear.js'
import { milestones } from './milestones.js'
import { type OneCycleOptions, oneCycle } from './one-cycle.js'
import { polynomial } from './polynomial.js'
import type { Schedule } from './schedule.js'
import { halving } from './step-decay.js'
import { warmup } from './warmup.js'
import { warmupStableDecay } from './warmup-stable-decay.js'

/** What `scheduleByName` gives. */
export interface NamedSchedules {
  readonly learningRate: Schedule
  readonly momentum?: Schedule
}

/** A schedule over so many steps, with this highest rate. */
type Spread = (totalSteps: number, peak: number) => Schedule

interface Table {
  /** peak throughout */
  constant: Spread
  /** a tenth after 50 % of the run, a hundredth after 75 % */
  step: Spread
  /** halved every eighth of the run: seven times, to peak / 128 */
  halving: Spread
  /** falls to peak / 100 at the last step */
  exponential: Spread
  /** compounded, falls to peak / 100 at the last step */
  compounded: Spread
  /** falls to peak / 10 at the last step */
  'inverse-time': Spread
  /** falls to 0 */
  linear: Spread
  /** falls to 0 by the power 2 */
  polynomial: Spread
  /** falls to 0 */
  cosine: Spread
  /** three cycles towards 0, of 1/7, 2/7 and 4/7 of the run */
  'cosine-restarts': Spread
  /** three cycles from peak / 4 */
  triangular: Spread
  /** three cycles from peak / 4, each half as high as the one before */
  triangular2: Spread
  /** three cycles from peak / 4, their height shrinking to a tenth over the run */
  'exp-range': Spread
  /** peak for 75 % of the run, then a cosine to 0 */
  'flat-cosine': Spread
  /** up from peak / 25 over 10 % of the run, 1 - sqrt to 0 over the last 20 % */
  'warmup-stable-decay': Spread
  /** up from peak / 25 over 10 % of the run, then linear to 0 */
  'linear-warmup': Spread
  /** up from peak / 25 over 10 % of the run, then a cosine to 0 */
  'cosine-warmup': Spread
}

const table: Readonly<Table> = {
  constant: (_, peak) => constant(peak),
  step: (total, peak) =>
    milestones({
      initial: peak,
      milestones: [part(total, 2), part(total * 3, 4)],
    }),
  halving: (total, peak) => halving({ initial: peak, every: part(total, 8) }),
  exponential: (total, peak) => exponentialDecay({ initial: peak, rate: log(100), per: untilLast(total) }),
  compounded: (total, peak) => {
    const last = untilLast(total).steps
    return compoundedDecay({ initial: peak, rate: (2 * log(100)) / (last * (last + 1)) })
  },
  'inverse-time': (total, peak) => inverseTimeDecay({ initial: peak, rate: 9, per: untilLast(total) }),
  linear: (totalSteps, peak) => linear({ initial: peak, totalSteps }),
  polynomial: (totalSteps, peak) => polynomial({ initial: peak, totalSteps, power: 2 }),
  cosine: (totalSteps, peak) => cosine({ initial: peak, totalSteps }),
  'cosine-restarts': (total, peak) => cosineRestarts({ initial: peak, firstCycle: part(total, 7), cycleGrowth: 2 }),
  triangular: (total, peak) => triangular(threeCycles(total, peak)),
  triangular2: (total, peak) => triangular2(threeCycles(total, peak)),
  'exp-range': (total, peak) => expRange({ ...threeCycles(total, peak), gamma: exp(-log(10) / total) }),
  'flat-cosine': (totalSteps, peak) => flatCosine({ initial: peak, totalSteps }),
  'warmup-stable-decay': (totalSteps, peak) =>
    warmupStableDecay({
      peak,
      totalSteps,
      initial: peak / 25,
      warmup: partDown(totalSteps, 10),
      cooldown: partDown(totalSteps, 5),
    }),
  'linear-warmup': (totalSteps, peak) => afterWarmup(linear, totalSteps, peak),
  'cosine-warmup': (totalSteps, peak) => afterWarmup(cosine, totalSteps, peak),
}

/** The schedules that have a name. */
export type ScheduleName = keyof Table | 'one-cycle'

/** What `scheduleByName` knows, in kebab-case. */
export const scheduleNames = /* @__PURE__ */ namesIn(table)

/** A function of its own, because bundlers keep a spread at the top of a module, and with it every schedule. */
function namesIn(schedules: object): readonly ScheduleName[] {
  return Object.freeze([...(Object.keys(schedules) as ScheduleName[]), 'one-cycle'])
}

/**
 * `totalSteps`, at least 1, and `peak`, the highest learning rate, above 0: the initial one of schedules that only fall.
 * The other options of `oneCycle` belong to 'one-cycle' alone.
 */
export type ByNameOptions = OneCycleOptions

/**
 * A schedule by name, spread over totalSteps as its line in the table above says; 'one-cycle' is `oneCycle`.
 * @returns the learning rate, and a momentum where the schedule cycles one
 * @throws RangeError for an unknown name (the message lists the known ones) or a wrong value, TypeError for a wrong kind
 *   or an option that the schedule does not have
 */
export function scheduleByName(name: ScheduleName, options: ByNameOptions): NamedSchedules {
  const where = 'scheduleByName'
  if (checkOneOf(where, 'name', name, scheduleNames) === 'one-cycle') return oneCycle(options)
  const { totalSteps, peak } = readOptions(`${where} ${name}`, options, { totalSteps: whole(1), peak: positive })
  return { learningRate: table[name as keyof Table](totalSteps, peak) }
}

/** steps / n, rounded up: at least 1 */
function part(steps: number, n: number): Steps {
  return { steps: Math.ceil(steps / n) }
}

/** The way from step 0 to the last step; 1 where these are the same. */
function untilLast(totalSteps: number): Steps {
  return { steps: Math.max(1, totalSteps - 1) }
}

/** steps / n, rounded down: 0 in runs too short for it */
function partDown(steps: number, n: number): Steps {
  return { steps: Math.floor(steps / n) }
}

function threeCycles(totalSteps: number, peak: number): { base: number; peak: number; rise: Steps } {
  return { base: peak / 4, peak, rise: part(totalSteps, 6) }
}

function afterWarmup(decay: typeof linear, totalSteps: number, peak: number): Schedule {
  const duration = partDown(totalSteps, 10)
  const before = decay({ initial: peak, totalSteps: totalSteps - duration.steps })
  return warmup({ duration, before, initial: peak / 25 })
}
