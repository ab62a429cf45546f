/** The options of a training run, checked before its first step; the number of steps follows from them. */
import { message, wrongType } from '../check.js'
import type { AnyDataset } from '../data/chunks/any-dataset.js'
import type { ChunkedDataset } from '../data/chunks/chunked-dataset.js'
import type { Dataset } from '../data/dataset.js'
import { rawRows } from '../data/tabular/preparation/raw-rows.js'
import { batchSizeFor } from '../defaults.js'
import { checkLastBatch } from '../layers/last-batch.js'
import { arenaOf, checkNetwork, type Network } from '../network/network.js'
import { checkPrepared } from '../network/prepared.js'
import type { Optimizer } from '../optimizers/optimizer.js'
import {
  abortSignal,
  callback,
  ifGiven,
  oneOf,
  optional,
  positive,
  type Reader,
  type ReadersOf,
  readOptions,
  seed,
  truth,
  whole,
} from '../options.js'
import type { AnyTrigger } from '../schedules/index.js'
import { readEarlyStopping } from './early-stopping.js'
import { readAugment } from './options/augment.js'
import { lowestTrained, readFrozen } from './options/frozen.js'
import { readProgress } from './options/progress.js'
import { readShuffle } from './options/shuffle.js'
import { readClassWeights, rowWeights } from './options/weights.js'
import type { CheckedOptions, TrainingOptions, TrainingPlan } from './plan.js'

/** Every step has its place in the history before the first one runs. */
const MOST_STEPS = 2 ** 27

/** @throws TypeError, RangeError for anything but a network, and for data or options that do not fit it or each other */
export function checkTraining(
  where: string,
  network: Network,
  dataset: AnyDataset,
  options: TrainingOptions,
): CheckedOptions {
  const chunked = (dataset as Partial<ChunkedDataset> | undefined)?.batches && (dataset as ChunkedDataset)
  const rows = chunked?.first ?? (dataset as Dataset)
  const arena = arenaOf(checkNetwork(where, network))
  const fitting: Reader<Dataset> = (_, what, value) => {
    arena.checkFits(where, value as Dataset, what)
    checkPrepared(where, { preparation: network.preparation ?? rows.preparation ?? null }, value as Dataset)
    return value as Dataset
  }
  fitting(where, 'dataset', rows, {})
  rawRows.checkTarget?.(where, arena, rows)
  const read = readOptions(where, options, {
    epochs: whole(1),
    batchSize: (_, what, value) => batchSizeFor(where, what, value as number | undefined, dataset.count),
    optimizer: (_, __, value) => value as TrainingOptions['optimizer'],
    seed: optional(seed, network.plan.seed),
    shuffle: readShuffle(dataset.count, chunked?.chunkRows),
    validation: ifGiven(fitting),
    standardize: optional(truth, true),
    augment: ifGiven(readAugment(arena, rows)),
    classWeights: ifGiven(readClassWeights(rows)),
    frozen: ifGiven(readFrozen(arena)),
    clipValue: ifGiven(positive),
    clipNorm: ifGiven(positive),
    trigger: ifGiven(trigger),
    earlyStopping: ifGiven(readEarlyStopping),
    onDivergence: optional(oneOf(['stop', 'restore'] as const), 'stop'),
    signal: ifGiven(abortSignal),
    onStep: ifGiven(callback),
    onEpoch: ifGiven(callback),
    progress: ifGiven(readProgress),
    resume: ifGiven((_, __, value) => value),
  } satisfies ReadersOf<TrainingOptions>)
  const plan = planOf(where, read, dataset)
  const trained = arena.layers.slice(read.frozen && lowestTrained(arena, read.frozen))
  checkLastBatch(where, trained, dataset, plan.batchSize)
  checkWatched(where, read)
  chunked?.checkPlan(where, read)
  const weights = rows === dataset ? rowWeights(where, rows, read.classWeights) : undefined
  return { ...read, ...plan, optimizer: optimizerOf(where, read.optimizer, plan), weights }
}

export function planOf(
  where: string,
  { epochs, batchSize }: Pick<TrainingPlan, 'epochs' | 'batchSize'>,
  { count }: Pick<Dataset, 'count'>,
) {
  const stepsPerEpoch = Math.ceil(count / batchSize)
  if (epochs * stepsPerEpoch > MOST_STEPS) {
    const most = Math.floor(MOST_STEPS / stepsPerEpoch)
    const expected = `at most ${most} epochs of ${stepsPerEpoch} steps, as fit memory`
    throw new RangeError(message(where, 'epochs', expected, `${epochs}`))
  }
  return { epochs, batchSize, stepsPerEpoch, totalSteps: epochs * stepsPerEpoch }
}

function optimizerOf(where: string, given: TrainingOptions['optimizer'], plan: TrainingPlan): Optimizer {
  const optimizer = typeof given === 'function' ? given(plan) : given
  if (typeof optimizer?.update === 'function') return optimizer
  throw wrongType(
    where,
    'optimizer',
    'an optimizer or a function that returns one',
    optimizer,
    'write sgd({ learningRate: ... })',
  )
}

const trigger: Reader<AnyTrigger> = (where, what, value) => {
  const given = value as Partial<AnyTrigger> | null
  if (typeof given?.next === 'function' && typeof given.value === 'function') return given as AnyTrigger
  throw wrongType(where, what, 'a trigger such as plateau(...)', value)
}

/** Early stopping and trigger need validation data that have what they watch. */
function checkWatched(
  where: string,
  { validation, trigger, earlyStopping }: Pick<CheckedOptions, 'validation' | 'trigger' | 'earlyStopping'>,
): void {
  const watch = (watcher: string, metric: unknown) => {
    if (metric !== 'accuracy' || validation?.classes) return
    const expected = `a dataset with classes for ${watcher}`
    throw new TypeError(message(where, 'validation', expected, `${validation && 'one with targets'}`))
  }
  if (earlyStopping !== undefined && validation === undefined) {
    throw wrongType(where, 'validation', 'a dataset for earlyStopping', validation)
  }
  watch('earlyStopping', earlyStopping?.metric)
  watch('the trigger', trigger?.description.metric)
}
