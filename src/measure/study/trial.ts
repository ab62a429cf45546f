/**
 * One trial of a study: a training run that is looked at on the way. Its result is a function of its configuration and
 * the data alone, bit for bit, wherever and beside whatever it runs; only its times are not, so they are kept apart.
 */
import type { LoadedEngine } from '../../core/engine/loaded.js'
import type { OneCycleDialect } from '../../schedules/index.js'
import type { DataIdentity, StudySplit } from './data.js'
import type { Method } from './methods/methods.js'
import type { MethodDefinition, MethodFunctions } from './methods/own.js'
import type { StudyNetwork } from './network.js'

/** Everything that a trial's result depends on, as plain JSON: its hash is the trial's name in a journal. */
export interface TrialConfig extends StudyNetwork {
  readonly training: DataIdentity
  readonly test: DataIdentity
  readonly split: StudySplit
  readonly batchSize: number
  readonly method: Method
  /** what a method of one's own computes */
  readonly definition?: MethodDefinition
  readonly dialect: OneCycleDialect
  /** the schedule's highest learning rate */
  readonly rate: number
  readonly momentum: number
  readonly weightDecay: number
  /** length of the run, and of the schedule */
  readonly epochs: number
  /** of the starting weights and of the order of the rows: trials that share it are paired */
  readonly seed: number
  /** looks at the held-out part in each epoch, the last one at its end */
  readonly looksPerEpoch?: number
  /** in its place: epochs after which the held-out part is looked at, beside the last one */
  readonly lookAfter?: readonly number[]
  /** epochs after which the test set is read; none while a rate is still to be chosen */
  readonly testAfter: readonly number[]
  /** where looks tell it, too; left out for every other metric */
  readonly metric?: 'rmse'
}

export interface Look {
  /** updates done */
  readonly step: number
  /** mean loss and share of right answers on the rows looked at; R2 where the target is a number */
  readonly loss: number
  readonly accuracy: number
  /** in the target's own unit, where the study measures it */
  readonly rmse?: number
}

export interface ValidationLook extends Look {
  /** mean loss of the batches since the look before, or since the epoch began */
  readonly trainingLoss: number
}

/** What a trial of a study gave; plain JSON without times. */
export interface TrialResult {
  readonly stepsPerEpoch: number
  /** updates done; fewer than epochs * stepsPerEpoch where the run diverged */
  readonly steps: number
  readonly stopped: 'completed' | 'diverged'
  readonly looks: readonly ValidationLook[]
  readonly testLooks: readonly Look[]
  /** hash of the final parameters; null where the run diverged */
  readonly weightsSha256: string | null
}

/** A trial with the time that it took. */
export interface TrialRecord {
  readonly result: TrialResult
  /** seconds of training up to each look, looking left out, as if nothing had been shared and one thread had computed */
  readonly seconds: readonly number[]
  /** what the trial took in fact; journals of old do not tell it */
  readonly spent?: TrialSpent
  /** what it kept for shorter ones; no part of what a journal holds */
  readonly kept?: readonly TrialBeginning[]
}

/** What a trial took where it ran. */
export interface TrialSpent {
  /** from its start to its end */
  readonly seconds: number
  /** of these, of updates */
  readonly training: number
  /** of the processor, where the host tells it; of helper threads what they have saved */
  readonly processor?: number
  /** epochs that it took over from a longer trial */
  readonly sharedEpochs: number
  /** that it was given, where there were several */
  readonly threads?: number
}

/** A trial as it was at the end of an epoch. */
export interface TrialBeginning extends Pick<TrialRecord, 'seconds'>, Pick<TrialResult, 'looks' | 'stepsPerEpoch'> {
  readonly epochs: number
  /** seconds of training until then */
  readonly trained: number
  readonly checkpoint: Uint8Array<ArrayBuffer>
}

/** What a trial takes over from a longer one, and what it keeps for shorter ones. */
export interface TrialSharing {
  /** of a trial that differs in its length alone, up to where their schedules part */
  readonly beginning?: TrialBeginning | undefined
  /** epochs at whose end the trial is kept */
  readonly keepAfter?: readonly number[]
}

/** Options of `runTrial`. */
export interface TrialOptions<E = LoadedEngine> extends TrialSharing {
  /** as for `createNetwork` */
  readonly engine?: E
  /** of methods that are functions, by the SHA-256 in their definition */
  readonly methods?: MethodFunctions
  /** aborting rejects with its reason: a trial is whole or it is not */
  readonly signal?: AbortSignal
}
