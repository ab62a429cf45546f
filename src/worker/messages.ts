/**
 * What host and worker say to each other. One message starts a run and brings a port; all else of that run goes through
 * the port, so a worker may serve several runs, and messages of the program's own do not disturb it.
 */
import type { Core } from '../core/core.js'
import type { Compilable } from '../core/engine/compile.js'
import type { Dataset } from '../data/dataset.js'
import type { AugmentationDescription } from '../data/images/augmentation/augmentation.js'
import type { Standardization } from '../data/standardization.js'
import type { Preparation } from '../data/tabular/preparation/preparation.js'
import type { TriggerDescription } from '../schedules/index.js'
import type { EpochRecord, History } from '../training/history.js'
import type { TrainingOptions } from '../training/plan.js'

/** What every piece of work starts from. */
export interface Given {
  readonly port: MessagePort
  /** `network.save()` */
  readonly network: Uint8Array
  /** the compiled core and kernels of layers, so that the worker needs no bytes; undefined for the plain-JS engine */
  readonly module: Core['module']
  readonly layersModule: Core['layersModule']
  /** the bytes of both and the threads that the network asked for, where it asked for several */
  readonly threads:
    | { readonly asked: number | 'auto'; readonly core: Compilable; readonly layers: Compilable | undefined }
    | undefined
  readonly dataset: Dataset
  /** whether the work has been aborted before its first step */
  readonly aborted: boolean
}

/** Host to worker. */
export interface Start extends Given {
  readonly onecycle: 'train'
  /** a function cannot be sent, so optimizer, trigger and augmentations travel as their descriptions */
  readonly optimizer: Readonly<Record<string, unknown>>
  readonly trigger: TriggerDescription | undefined
  readonly augment: readonly AugmentationDescription[]
  readonly options: Pick<
    TrainingOptions,
    | 'epochs'
    | 'batchSize'
    | 'classWeights'
    | 'frozen'
    | 'clipValue'
    | 'clipNorm'
    | 'seed'
    | 'shuffle'
    | 'validation'
    | 'standardize'
    | 'earlyStopping'
    | 'onDivergence'
    | 'resume'
  >
}

/** Host to worker, through the port. */
export type Command = 'pause' | 'resume' | 'abort' | 'checkpoint'

/** Worker to host, through the port. */
export type Report =
  | {
      /** what a slice did: its steps from `first` on, and the epochs that ended with one of them */
      readonly type: 'slice'
      readonly first: number
      readonly values: Float64Array
      readonly epochs: readonly EpochRecord[]
    }
  | { readonly type: 'checkpoint'; readonly bytes: Uint8Array<ArrayBuffer> }
  | {
      readonly type: 'end'
      readonly history: History
      readonly parameters: Float32Array
      readonly standardization: Standardization | undefined
      readonly classNames: readonly string[] | null
      readonly preparation: Preparation | null
    }
  | Failure

/** An error of the worker's. */
export interface Failure {
  readonly type: 'failure'
  readonly name: string
  readonly message: string
  readonly code: string | undefined
}

/** Numbers of a step in `values`: loss, learning rate, momentum. */
export const STEP_WIDTH = 3
