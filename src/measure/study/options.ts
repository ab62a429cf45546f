/** The options of a study, checked, and what follows from them: its plan. */
import { checkInteger, checkOneOf, wrongType, wrongValue } from '../../check.js'
import type { Activation } from '../../core/kernels.js'
import type { Dataset } from '../../data/dataset.js'
import { batchSizeFor, DEFAULT_MOMENTUM, DEFAULT_SEED } from '../../defaults.js'
import type { Layer, LayerDescription } from '../../layers/layer.js'
import type { LossName } from '../../losses/by-name.js'
import type { Loss, LossDescription } from '../../losses/loss.js'
import {
  belowOne,
  ifGiven,
  level,
  listOf,
  optional,
  type Reader,
  type ReadersOf,
  readOptions,
  share,
  whole,
} from '../../options.js'
import type { OneCycleDialect } from '../../schedules/index.js'
import { DEFAULT_DIALECT } from '../../schedules/one-cycle-dialects.js'
import type { Score } from '../../words.js'
import { DEFAULT_LEVEL } from '../statistics/median.js'
import { DEFAULT_RESAMPLES } from '../statistics/ratio.js'
import { checkTargets } from '../targets.js'
import { type DataIdentity, dataIdentity } from './data.js'
import { defaultBudgets, defaultHeldOut, defaultSchedules, STUDY_DEFAULTS, studyNumbers } from './defaults.js'
import { type Method, methodSchedules, tunedAs } from './methods/methods.js'
import { type OwnMethod, readMethods } from './methods/own.js'
import { readNetwork } from './network.js'
import type { StudyPlan } from './plan.js'
import { checkRateSearch, type RateSearch } from './tuning.js'
import { readWidth } from './until-width.js'

/** Options of `compare`. */
export interface StudyOptions {
  /** part of it is held out: rates are chosen and targets measured there */
  training: Dataset
  /** read once, at the end of each scored run, and used for no choice */
  test: Dataset
  /** units of the hidden layers; default [128] */
  hidden?: readonly number[]
  /** default relu */
  activation?: Activation
  /** in place of these two: the layers of any network, or their descriptions; its inputs have the shape of the rows */
  layers?: readonly (Layer | LayerDescription)[]
  /** default softmaxCrossEntropy for classes, meanSquaredError where the target is a number */
  loss?: LossName | Loss | LossDescription
  /** default 128, or all rows where there are fewer */
  batchSize?: number
  /** what is compared: built-in methods by name, and your own; default constant, step, exponential, linear, cosine, one-cycle */
  schedules?: readonly (Method | OwnMethod)[]
  /** the method whose speed-up over the others is told; default one-cycle, or the last of the list without it */
  subject?: Method
  /** lengths of the runs, in epochs; default 1, 2, 3, 5, 8, or as many times these as make at least 64 updates */
  budgets?: readonly number[]
  /**
   * what is measured on the held-out part. For classes accuracy, the default, or loss; where the target is a number r2, the
   * default, rmse or loss. Of loss and rmse less is better
   */
  metric?: Score
  /** values of the metric to arrive at, in (0, 1) where more is better; default up to three that the tuning runs allow */
  targets?: readonly number[]
  /** how many seeds score each method at each budget; default 6 */
  seeds?: number
  /**
   * adds seeds, one by one, up to four times `seeds`, until every speed-up that is known at the hardest target which the
   * subject reaches lies within a factor of 1 + this of the middle of its interval, as 0.2; at least 5 `seeds` to begin with
   */
  untilWidth?: number
  /** from which all seeds and the split follow; default 1 */
  seed?: number
  /** where rates are looked for; default { low: 0.01, high: 10, coarse: 4, fine: 2 } */
  rates?: RateSearch
  /** how many seeds judge each rate; default 1 */
  tuningSeeds?: number
  /** share of the training set that is held out; default 0.1, or as much as makes 500 rows, up to a half */
  validationFraction?: number
  /** of every method that does not cycle it, in [0, 1); default 0.9 */
  momentum?: number
  /** one, or several of which each method takes the one that is best with its rate; default 0 */
  weightDecay?: number | readonly number[]
  /** whose 1cycle; default pytorch */
  dialect?: OneCycleDialect
  /** looks at the held-out part in each epoch of every run; by default a run is looked at where the study reads it */
  looksPerEpoch?: number
  /** updates that a range test took beforehand: charged to 1cycle where the cost of tuning is counted; default 0 */
  rangeTestUpdates?: number
}

/** Who asks, for errors. */
const where = 'compare'

/** Tuning seeds begin here above the scoring ones, which are far fewer. */
const TUNING = 1_000_000

/** The seeds of the tuning runs are safe integers, too. */
const seedBelowTuning: Reader<number> = (where, what, value) =>
  checkInteger(where, what, value, 0, Number.MAX_SAFE_INTEGER - 2 * TUNING)

/**
 * What `compare` would do with these options, every default filled in.
 *
 * @throws TypeError, RangeError for options that are not as documented, before any work is done
 */
export function planStudy(options: StudyOptions): StudyPlan {
  const read = readOptions(where, options, {
    training: data,
    test: data,
    seed: optional(seedBelowTuning, DEFAULT_SEED),
    validationFraction: (where, what, value, { training }) =>
      value === undefined ? defaultHeldOut((training as DataIdentity).count) : share(where, what, value, {}),
    // what it may be follows from the rows that are left to train on
    batchSize: (_, __, value) => value as number | undefined,
    hidden: (_, __, value) => value as StudyOptions['hidden'],
    activation: (_, __, value) => value as StudyOptions['activation'],
    layers: (_, __, value) => value as StudyOptions['layers'],
    loss: (_, __, value) => value as StudyOptions['loss'],
    schedules: optional(list<Method | OwnMethod>(2), defaultSchedules),
    subject: (_, __, value) => value,
    // by default they follow from the updates of an epoch
    budgets: ifGiven(distinct(studyNumbers.budget, 1)),
    metric: (_, what, value, { training }) => readMetric(what, value, training as DataIdentity),
    targets: (_, __, value, { metric }) =>
      value === undefined ? [] : checkTargets(where, value as readonly number[], metric as Score),
    seeds: optional(studyNumbers.seeds, STUDY_DEFAULTS.seeds),
    untilWidth: ifGiven(readWidth),
    tuningSeeds: optional(studyNumbers.tuningSeeds, STUDY_DEFAULTS.tuningSeeds),
    rates: (_, __, value = STUDY_DEFAULTS.rates) => checkRateSearch(where, value as RateSearch),
    momentum: optional(belowOne, DEFAULT_MOMENTUM),
    weightDecay: (_, what, value = 0, read) => distinct(level, 1)(where, what, [value].flat(), read),
    dialect: (_, __, value = DEFAULT_DIALECT) => value as OneCycleDialect,
    looksPerEpoch: ifGiven(studyNumbers.looksPerEpoch),
    rangeTestUpdates: optional(whole(0), 0),
  } satisfies ReadersOf<StudyOptions>)
  const { seed, training, validationFraction: fraction, momentum, dialect } = read
  if (read.test.outputs !== training.outputs) {
    throw wrongValue(where, 'test', `${answersText(training)}, as in training`, answersText(read.test))
  }
  const rows = training.count - Math.round(fraction * training.count)
  if (rows === 0 || rows === training.count) {
    throw wrongValue(where, 'validationFraction', 'a share that leaves rows on both sides', fraction)
  }
  const batchSize = batchSizeFor(where, 'batchSize', read.batchSize, rows)
  const network = readNetwork(where, read, options.training)
  methodSchedules('one-cycle', { totalSteps: 1, rate: 1, momentum, dialect })
  const stepsPerEpoch = Math.ceil(rows / batchSize)
  const budgets = [...(read.budgets ?? defaultBudgets(stepsPerEpoch))].sort((a, b) => a - b)
  const weightDecays = [...read.weightDecay].sort((a, b) => a - b)
  const { low: rate } = read.rates
  const runs = [budgets[0] as number, budgets[budgets.length - 1] as number].map((epochs) => ({
    ...{ epochs, totalSteps: epochs * stepsPerEpoch, rate, momentum, dialect },
    weightDecay: weightDecays[0] as number,
  }))
  const compared = readMethods(where, read.schedules, runs)
  for (const method of compared.schedules) {
    const source = tunedAs(method)
    if (compared.schedules.includes(source)) continue
    throw wrongValue(where, 'schedules', `${source}, whose rates ${method} takes over, too`, compared.schedules)
  }
  return {
    training,
    test: read.test,
    ...(read.metric === 'accuracy' ? {} : { metric: read.metric }),
    split: { seed, fraction },
    ...network,
    batchSize,
    stepsPerEpoch,
    ...compared,
    subject: subjectOf(where, 'subject', read.subject, compared.schedules),
    budgets,
    targets: read.targets,
    targetsFrom: read.targets.length > 0 ? 'options' : 'tuning',
    seeds: countFrom(seed, read.seeds),
    ...(read.untilWidth === undefined ? {} : { untilWidth: read.untilWidth }),
    tuningSeeds: countFrom(seed + TUNING, read.tuningSeeds),
    rates: read.rates,
    momentum,
    weightDecays,
    dialect,
    ...(read.looksPerEpoch === undefined ? {} : { looksPerEpoch: read.looksPerEpoch }),
    rangeTestUpdates: read.rangeTestUpdates,
    level: DEFAULT_LEVEL,
    resamples: DEFAULT_RESAMPLES,
  }
}

function answersText({ outputs }: DataIdentity): string {
  return outputs === undefined ? 'a class in each row' : `numbers to predict, ${outputs} in each row`
}

const data: Reader<DataIdentity> = (where, what, value) => dataIdentity(where, what, value as Dataset)

/** By default the first that the data allow. */
function readMetric(what: string, value: unknown, { outputs }: DataIdentity): Score {
  const allowed = outputs === undefined ? (['accuracy', 'loss'] as const) : (['r2', 'rmse', 'loss'] as const)
  return checkOneOf<Score>(where, what, value ?? allowed[0], allowed)
}

/** One of the schedules; by default 1cycle, or the last one where it is not among them. */
function subjectOf(where: string, what: string, value: unknown, schedules: readonly Method[]): Method {
  const usual = schedules.includes('one-cycle') ? 'one-cycle' : schedules[schedules.length - 1]
  return checkOneOf(where, what, value ?? usual, schedules)
}

function countFrom(first: number, count: number): number[] {
  return Array.from({ length: count }, (_, i) => first + i)
}

/** An array of at least so many. */
function list<T>(least: number): Reader<readonly T[]> {
  return (where, what, value) => {
    if (!Array.isArray(value)) throw wrongType(where, what, 'an array', value)
    if (value.length < least) throw wrongValue(where, what, `an array of at least ${least}`, value)
    return value
  }
}

/** The same, each element by the reader and none twice. */
/** Each stands for trials, which nobody would live to see of more. */
const MOST_VALUES = 100

function distinct<T>(reader: Reader<T>, least: number): Reader<readonly T[]> {
  return (where, what, value, read) => {
    const given = list(least)(where, what, value, read)
    if (given.length > MOST_VALUES) throw wrongValue(where, what, `at most ${MOST_VALUES} values`, given)
    const values = listOf(reader)(where, what, given, read)
    for (const [i, element] of values.entries()) {
      if (values.indexOf(element) < i) {
        throw wrongValue(where, `${what}[${i}]`, 'a value that is not in the list already', element)
      }
    }
    return values
  }
}
