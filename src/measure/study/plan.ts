/** The options of a study, checked, and with them the plan: plain JSON from which everything else follows. */
import {
  checkBelowOne,
  checkBetween,
  checkInteger,
  checkNumber,
  checkOneOf,
  checkOptions,
  checkSeed,
  wrongType,
  wrongValue,
} from '../../check.js'
import type { Activation } from '../../core/kernels.js'
import type { Dataset } from '../../data/dataset.js'
import {
  batchSizeFor,
  DEFAULT_ACTIVATION,
  DEFAULT_HELD_OUT,
  DEFAULT_HIDDEN,
  DEFAULT_MOMENTUM,
  DEFAULT_SEED,
} from '../../defaults.js'
import { mlp } from '../../layers/mlp.js'
import { whole } from '../../options.js'
import type { OneCycleDialect } from '../../schedules/index.js'
import { DEFAULT_DIALECT } from '../../schedules/one-cycle-dialects.js'
import { DEFAULT_LEVEL } from '../statistics/median.js'
import { DEFAULT_RESAMPLES } from '../statistics/ratio.js'
import { checkTargets } from '../targets.js'
import { type DataIdentity, dataIdentity, type StudySplit } from './data.js'
import { type Method, methodSchedules, methods } from './methods.js'
import { checkRateSearch, type RateSearch } from './tuning.js'

export interface StudyOptions {
  /** part of it is held out: rates are chosen and targets measured there */
  training: Dataset
  /** read once, at the end of each scored run, and used for no choice */
  test: Dataset
  /** units of the hidden layers; default [128] */
  hidden?: readonly number[]
  /** default relu */
  activation?: Activation
  /** default 128, or all rows where there are fewer */
  batchSize?: number
  /** default constant, step, exponential, linear, cosine, one-cycle */
  schedules?: readonly Method[]
  /** the method whose speed-up over the others is told; default one-cycle, or the last of the list without it */
  subject?: Method
  /** lengths of the runs, in epochs; default 1, 2, 3, 5, 8 */
  budgets?: readonly number[]
  /** shares of right answers on the held-out part, each in (0, 1) */
  targets: readonly number[]
  /** how many seeds score each method at each budget; default 5 */
  seeds?: number
  /** from which all seeds and the split follow; default 0 */
  seed?: number
  /** where rates are looked for; default { low: 0.01, high: 1, coarse: 3, fine: 2 } */
  rates?: RateSearch
  /** how many seeds judge each rate; default 1 */
  tuningSeeds?: number
  /** share of the training set that is held out; default 0.1 */
  validationFraction?: number
  /** of every method that does not cycle it, in [0, 1); default 0.9 */
  momentum?: number
  /** default 0 */
  weightDecay?: number
  /** whose 1cycle; default pytorch */
  dialect?: OneCycleDialect
  /** looks at the held-out part in each epoch; default 1 */
  looksPerEpoch?: number
  /** updates that a range test took beforehand: charged to 1cycle where the cost of tuning is counted; default 0 */
  rangeTestUpdates?: number
}

export interface StudyPlan {
  readonly training: DataIdentity
  readonly test: DataIdentity
  readonly split: StudySplit
  readonly hidden: readonly number[]
  readonly activation: Activation
  readonly batchSize: number
  /** updates in an epoch of the part that is trained on */
  readonly stepsPerEpoch: number
  readonly schedules: readonly Method[]
  readonly subject: Method
  /** epochs, ascending */
  readonly budgets: readonly number[]
  /** ascending */
  readonly targets: readonly number[]
  readonly seeds: readonly number[]
  /** none of them is among `seeds` */
  readonly tuningSeeds: readonly number[]
  readonly rates: RateSearch
  readonly momentum: number
  readonly weightDecay: number
  readonly dialect: OneCycleDialect
  readonly looksPerEpoch: number
  readonly rangeTestUpdates: number
  /** of the intervals */
  readonly level: number
  readonly resamples: number
}

const KNOWN = [
  'training',
  'test',
  'hidden',
  'activation',
  'batchSize',
  'schedules',
  'subject',
  'budgets',
  'targets',
  'seeds',
  'seed',
  'rates',
  'tuningSeeds',
  'validationFraction',
  'momentum',
  'weightDecay',
  'dialect',
  'looksPerEpoch',
  'rangeTestUpdates',
]

/** How a study is run if nothing else is asked for. */
export const STUDY_DEFAULTS = {
  budgets: [1, 2, 3, 5, 8],
  seeds: 5,
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
export const defaultSchedules: readonly Method[] = ['constant', 'step', 'exponential', 'linear', 'cosine', 'one-cycle']

/** Tuning seeds begin here above the scoring ones, which are far fewer. */
const TUNING = 1_000_000

/** @throws TypeError, RangeError for options that are not as documented, before any work is done */
export function planStudy(options: StudyOptions): StudyPlan {
  const where = 'compare'
  checkOptions(where, options, KNOWN)
  const seed = checkInteger(
    where,
    'seed',
    checkSeed(where, options.seed ?? DEFAULT_SEED),
    0,
    Number.MAX_SAFE_INTEGER - 2 * TUNING,
  )
  const training = dataIdentity(where, 'training', options.training)
  const fraction = checkBetween(where, 'validationFraction', options.validationFraction ?? DEFAULT_HELD_OUT, 0, 1)
  const rows = training.count - Math.round(fraction * training.count)
  if (rows === 0 || rows === training.count) {
    throw wrongValue(where, 'validationFraction', 'a share that leaves rows on both sides', fraction)
  }
  const batchSize = batchSizeFor(where, 'batchSize', options.batchSize, rows)
  const activation = options.activation ?? DEFAULT_ACTIVATION
  const hidden = checkList(where, 'hidden', options.hidden ?? DEFAULT_HIDDEN, 0)
  mlp({ hidden, activation, outputs: training.classes })
  const schedules = checkDistinct(where, 'schedules', options.schedules ?? defaultSchedules, 2)
  for (const [i, name] of schedules.entries()) checkOneOf(where, `schedules[${i}]`, name, methods)
  const usual = schedules.includes('one-cycle') ? 'one-cycle' : (schedules[schedules.length - 1] as Method)
  const budgets = checkDistinct(where, 'budgets', options.budgets ?? STUDY_DEFAULTS.budgets, 1)
  for (const [i, epochs] of budgets.entries()) studyNumbers.budget(where, `budgets[${i}]`, epochs, {})
  const momentum = checkBelowOne(where, 'momentum', options.momentum ?? DEFAULT_MOMENTUM)
  const dialect = options.dialect ?? DEFAULT_DIALECT
  methodSchedules('one-cycle', { totalSteps: 1, rate: 1, momentum, dialect })
  return {
    training,
    test: dataIdentity(where, 'test', options.test),
    split: { seed, fraction },
    hidden,
    activation,
    batchSize,
    stepsPerEpoch: Math.ceil(rows / batchSize),
    schedules,
    subject: checkOneOf(where, 'subject', options.subject ?? usual, schedules),
    budgets: [...budgets].sort((a, b) => a - b),
    targets: checkTargets(where, options.targets),
    seeds: countFrom(seed, studyNumbers.seeds(where, 'seeds', options.seeds ?? STUDY_DEFAULTS.seeds, {})),
    tuningSeeds: countFrom(
      seed + TUNING,
      studyNumbers.tuningSeeds(where, 'tuningSeeds', options.tuningSeeds ?? STUDY_DEFAULTS.tuningSeeds, {}),
    ),
    rates: checkRateSearch(where, options.rates ?? STUDY_DEFAULTS.rates),
    momentum,
    weightDecay: checkNumber(where, 'weightDecay', options.weightDecay ?? 0, 0),
    dialect,
    looksPerEpoch: studyNumbers.looksPerEpoch(
      where,
      'looksPerEpoch',
      options.looksPerEpoch ?? STUDY_DEFAULTS.looksPerEpoch,
      {},
    ),
    rangeTestUpdates: checkInteger(where, 'rangeTestUpdates', options.rangeTestUpdates ?? 0, 0),
    level: DEFAULT_LEVEL,
    resamples: DEFAULT_RESAMPLES,
  }
}

function countFrom(first: number, count: number): number[] {
  return Array.from({ length: count }, (_, i) => first + i)
}

function checkList<T>(where: string, what: string, list: readonly T[], least: number): readonly T[] {
  if (!Array.isArray(list)) throw wrongType(where, what, 'an array', list)
  if (list.length < least) throw wrongValue(where, what, `an array of at least ${least}`, list)
  return list
}

function checkDistinct<T>(where: string, what: string, list: readonly T[], least: number): readonly T[] {
  checkList(where, what, list, least)
  for (const [i, value] of list.entries()) {
    if (list.indexOf(value) < i)
      throw wrongValue(where, `${what}[${i}]`, 'a value that is not in the list already', value)
  }
  return list
}
