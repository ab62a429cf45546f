/** What a training run is told, what of that a schedule may know, and what each step tells. */
import type { Dataset } from '../data/dataset.js'
import type { Augmentation } from '../data/images/augmentation/augmentation.js'
import type { Optimizer } from '../optimizers/optimizer.js'
import type { AnyTrigger } from '../schedules/index.js'
import type { EarlyStopping } from './early-stopping.js'
import type { EpochRecord } from './history.js'
import type { CheckedAugment } from './options/augment.js'
import type { Progress } from './options/progress.js'
import type { CheckedClassWeights, ClassWeights } from './options/weights.js'

/** What a schedule may need to know of the run it belongs to. */
export interface TrainingPlan {
  readonly epochs: number
  readonly batchSize: number
  /** the last batch of an epoch may be smaller; no row is left out */
  readonly stepsPerEpoch: number
  readonly totalSteps: number
}

/** What a run that diverges does to its network. */
export type OnDivergence = 'stop' | 'restore'

/** What is known after an update. */
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

/** Options of `train`, `trainInWorker` and `Training`. */
export interface TrainingOptions {
  /** passes over the training data, at least 1 */
  epochs: number
  /** rows in a batch, at most the rows of the data; by default 128, or all rows where there are fewer */
  batchSize?: number
  /** an optimizer, or a function of the plan that makes one: there a schedule learns `totalSteps` */
  optimizer: Optimizer | ((plan: TrainingPlan) => Optimizer)
  /** from which the order of the rows in every epoch follows; by default the network's seed */
  seed?: number
  /**
   * Among which rows the order of an epoch is drawn: `true` (default) among all of them, a number within blocks of so many
   * rows that follow one another, `false` not at all, so that they come as they stand
   */
  shuffle?: boolean | number
  /** data that is evaluated at the end of every epoch */
  validation?: Dataset
  /** whether a network that has no input scale yet takes it from the training data; by default true */
  standardize?: boolean
  /** how the images of the training data are changed by lot each time they are shown, in this order: `[shift(4)]` */
  augment?: readonly Augmentation[]
  /**
   * What the rows of each class count: `'balanced'` for as much in all as those of any other class, a weight for each class,
   * or weights by class name, 1 for those not named. Loss and gradient of a batch are means weighted by it and by the
   * `weights` of the training data; the validation counts all rows the same
   */
  classWeights?: ClassWeights
  /**
   * numbers of layers, as in `network.plan.layers`, that keep their parameters; those below the lowest trained layer compute
   * as in evaluation
   */
  frozen?: readonly number[]
  /** a gradient beyond this, either way, is set to it before the update */
  clipValue?: number
  /** where the Euclidean norm of all gradients is above this, they are scaled to it before the update, after `clipValue` */
  clipNorm?: number
  /**
   * A metric-triggered schedule whose value multiplies the learning rate, so give it `initial: 1`. It sees the loss and
   * the accuracy of the validation at the end of every epoch, or the training loss where there is no validation.
   */
  trigger?: AnyTrigger
  /** stop when the validation no longer improves, and give back the parameters of the best epoch */
  earlyStopping?: EarlyStopping
  /**
   * `'restore'` gives a network that diverged the parameters of the last epoch whose mean loss was no higher than the first loss
   * of the run, or else those of its beginning, at a copy an epoch; by default `'stop'`
   */
  onDivergence?: OnDivergence
  /** aborting ends the run after the current step; history and network stay usable */
  signal?: AbortSignal
  /** called after every update; the record is reused, so copy what is kept */
  onStep?: (record: StepRecord) => void
  onEpoch?: (record: EpochRecord) => void
  /** `true` writes a line to the console after every epoch; a function gets the line instead. By default false */
  progress?: Progress
  /** a checkpoint of the same run, from which it goes on */
  resume?: Uint8Array
}

export interface CheckedOptions extends TrainingPlan {
  readonly optimizer: Optimizer
  readonly seed: number
  /** rows of a block: all of them, or 1 for the order in which they stand */
  readonly shuffle: number
  readonly standardize: boolean
  readonly validation: Dataset | undefined
  readonly augment: CheckedAugment | undefined
  readonly classWeights: CheckedClassWeights | undefined
  /** of the rows in memory, their classes' weights included; undefined where all count the same */
  readonly weights: Float32Array | undefined
  readonly frozen: readonly number[] | undefined
  readonly clipValue: number | undefined
  readonly clipNorm: number | undefined
  readonly trigger: AnyTrigger | undefined
  readonly earlyStopping: Required<EarlyStopping> | undefined
  readonly onDivergence: OnDivergence
  readonly progress: ((line: string) => void) | undefined
}
