/** The options of a training run, checked before its first step; the number of steps follows from them. */
import { checkBoolean, checkInteger, checkOptions, checkSeed, message, wrongType, wrongValue } from '../check.js'
import type { Dataset } from '../data/dataset.js'
import { arenaOf, checkNetwork, type Network } from '../network/network.js'
import type { Optimizer } from '../optimizers/optimizer.js'
import type { AnyTrigger } from '../schedules/index.js'
import { checkEarlyStopping, type EarlyStopping } from './early-stopping.js'
import type { EpochRecord } from './history.js'

/** What a schedule may need to know of the run it belongs to. */
export interface TrainingPlan {
  readonly epochs: number
  readonly batchSize: number
  /** the last batch of an epoch may be smaller; no row is left out */
  readonly stepsPerEpoch: number
  readonly totalSteps: number
}

export interface StepRecord {
  /** updates finished, this one included */
  readonly step: number
  readonly totalSteps: number
  /** 0-based */
  readonly epoch: number
  /** mean loss of the batch before the update */
  readonly loss: number
  readonly learningRate: number
  readonly momentum: number
}

export interface TrainingOptions {
  /** passes over the training data, at least 1 */
  epochs: number
  /** rows in a batch, at most the rows of the data; by default 128, or all rows where there are fewer */
  batchSize?: number
  /** an optimizer, or a function of the plan that makes one: there a schedule learns `totalSteps` */
  optimizer: Optimizer | ((plan: TrainingPlan) => Optimizer)
  /** from which the order of the rows in every epoch follows; by default the network's seed */
  seed?: number
  /** data that is evaluated at the end of every epoch */
  validation?: Dataset
  /** whether a network that has no input scale yet takes it from the training data; by default true */
  standardize?: boolean
  /**
   * A metric-triggered schedule whose value multiplies the learning rate, so give it `initial: 1`. It sees the loss and
   * the accuracy of the validation at the end of every epoch, or the training loss where there is no validation.
   */
  trigger?: AnyTrigger
  /** stop when the validation no longer improves, and give back the parameters of the best epoch */
  earlyStopping?: EarlyStopping
  /** aborting ends the run after the current step; history and network stay usable */
  signal?: AbortSignal
  /** called after every update; the record is reused, so copy what is kept */
  onStep?: (record: StepRecord) => void
  onEpoch?: (record: EpochRecord) => void
  /** a checkpoint of the same run, from which it goes on */
  resume?: Uint8Array
}

export interface CheckedOptions extends TrainingPlan {
  readonly optimizer: Optimizer
  readonly seed: number
  readonly standardize: boolean
  readonly validation: Dataset | undefined
  readonly trigger: AnyTrigger | undefined
  readonly earlyStopping: Required<EarlyStopping> | undefined
}

const KNOWN = [
  'epochs',
  'batchSize',
  'optimizer',
  'seed',
  'validation',
  'standardize',
  'trigger',
  'earlyStopping',
  'signal',
  'onStep',
  'onEpoch',
  'resume',
]

/** Every step has its place in the history before the first one runs. */
const MOST_STEPS = 2 ** 27

export function checkTraining(
  where: string,
  network: Network,
  dataset: Dataset,
  options: TrainingOptions,
): CheckedOptions {
  checkOptions(where, options, KNOWN)
  const arena = arenaOf(checkNetwork(where, network))
  arena.checkFits(where, dataset)
  const { validation } = options
  if (validation !== undefined) arena.checkFits(where, validation)
  const epochs = checkInteger(where, 'epochs', options.epochs, 1)
  const batchSize = checkInteger(where, 'batchSize', options.batchSize ?? Math.min(128, dataset.count), 1)
  if (batchSize > dataset.count) {
    const expected = `at most the ${dataset.count} rows of the training data`
    throw new RangeError(message(where, 'batchSize', expected, `${batchSize}`))
  }
  const stepsPerEpoch = Math.ceil(dataset.count / batchSize)
  if (epochs * stepsPerEpoch > MOST_STEPS) {
    const expected = `at most ${Math.floor(MOST_STEPS / stepsPerEpoch)} epochs of ${stepsPerEpoch} steps, whose history fits memory`
    throw new RangeError(message(where, 'epochs', expected, `${epochs}`))
  }
  const plan = { epochs, batchSize, stepsPerEpoch, totalSteps: epochs * stepsPerEpoch }
  const optimizer = typeof options.optimizer === 'function' ? options.optimizer(plan) : options.optimizer
  if (typeof optimizer?.update !== 'function') {
    throw wrongType(where, 'optimizer', 'an optimizer or a function that returns one', optimizer)
  }
  if (options.earlyStopping !== undefined && validation === undefined) {
    throw new TypeError(message(where, 'validation', 'a dataset, which earlyStopping watches', 'undefined'))
  }
  const earlyStopping = options.earlyStopping && checkEarlyStopping(where, options.earlyStopping)
  if (earlyStopping?.metric === 'accuracy' && validation?.classes === 0) {
    throw wrongValue(where, 'earlyStopping.metric', 'loss, as the validation data has no classes', 'accuracy')
  }
  return {
    ...plan,
    optimizer,
    seed: checkSeed(where, options.seed ?? network.plan.seed),
    standardize: checkBoolean(where, 'standardize', options.standardize ?? true),
    validation,
    trigger: checkTrigger(where, options.trigger, validation),
    earlyStopping,
  }
}

function checkTrigger(where: string, trigger: AnyTrigger | undefined, validation: Dataset | undefined) {
  if (trigger === undefined) return undefined
  if (typeof trigger?.next !== 'function' || typeof trigger.value !== 'function') {
    throw wrongType(where, 'trigger', 'a trigger such as plateau(...) or halveWhen(...)', trigger)
  }
  if (trigger.description.metric === 'accuracy' && !validation?.classes) {
    throw new TypeError(
      message(where, 'validation', 'a dataset with classes, whose accuracy the trigger watches', 'none'),
    )
  }
  return trigger
}
