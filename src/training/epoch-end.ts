/**
 * The end of an epoch: the validation data are evaluated, the trigger sets the next epoch's factor of the rate, early
 * stopping decides whether the run goes on and keeps the parameters of the best epoch.
 */
import { type Evaluation, evaluation } from '../network/evaluate.js'
import { hasFiniteParameters } from '../network/finite.js'
import { arenaOf, type Network } from '../network/network.js'
import type { Clock } from './clock.js'
import { type EarlyStoppingState, nextEarlyStopping, notYet } from './early-stopping.js'
import type { EpochRecord } from './history.js'
import type { CheckedOptions } from './plan.js'
import type { RunRecord } from './record.js'

/** What the ends of epochs remember, as a checkpoint holds it. */
export interface EpochEndState {
  readonly earlyStopping: EarlyStoppingState
  /** of the trigger, plain JSON; undefined without one */
  readonly trigger: unknown
  readonly bestParameters: Float32Array | undefined
}

export class EpochEnd {
  readonly #plan: CheckedOptions
  #state: EpochEndState
  /**
   * What a divergence gives back where it is asked to: no optimizer's arrays, as the same options would diverge once more, and
   * in no checkpoint, as a resumed run begins with what it has.
   */
  #lastGood: { readonly step: number; readonly parameters: Float32Array } | undefined

  constructor(plan: CheckedOptions) {
    this.#plan = plan
    this.#state = { earlyStopping: notYet, trigger: plan.trigger?.initial, bestParameters: undefined }
  }

  get state(): EpochEndState {
    return this.#state
  }

  restore({ earlyStopping, trigger, bestParameters }: EpochEndState): void {
    this.#state = { earlyStopping, trigger, bestParameters }
  }

  /** By which the trigger multiplies the learning rate. */
  get rateFactor(): number {
    return this.#plan.trigger?.value(this.#state.trigger) ?? 1
  }

  /** Whether early stopping ends the run here. */
  get stopsEarly(): boolean {
    const { earlyStopping } = this.#plan
    return earlyStopping !== undefined && this.#state.earlyStopping.waited >= earlyStopping.patience
  }

  /**
   * Closes the epoch that the last update finished, pausing where the slice is used up.
   *
   * @returns the epoch's record; or, where the run has diverged, what was not finite
   */
  *close(network: Network, record: RunRecord, clock: Clock): Generator<false, EpochRecord | string> {
    const { stepsPerEpoch, validation } = this.#plan
    const epoch = record.steps / stepsPerEpoch - 1
    if (!hasFiniteParameters(network)) return `a parameter was not finite after ${record.steps} updates`
    const seen = validation && (yield* clock.sliced(evaluation(arenaOf(network), validation)))
    if (seen !== undefined && !Number.isFinite(seen.loss)) {
      return `the validation loss was ${seen.loss} after ${record.steps} updates`
    }
    const closed: EpochRecord = {
      epoch,
      step: record.steps,
      trainingLoss: record.meanLoss(stepsPerEpoch),
      validationLoss: seen?.loss ?? null,
      validationAccuracy: seen?.accuracy ?? null,
      seconds: clock.seconds,
    }
    this.#state = { ...this.#state, trigger: this.#nextTrigger(closed, seen), ...this.#nextBest(epoch, seen, network) }
    // on its way to infinity a loss is finite for many updates
    if (closed.trainingLoss <= record.firstLoss) this.#keep(network, record.steps)
    return closed
  }

  /** Keeps what a run begins with. */
  begin(network: Network, step: number): void {
    if (this.#lastGood === undefined) this.#keep(network, step)
  }

  /** Gives the network back what is kept for that, unless early stopping does. @returns the reason with that, and of when it is */
  diverged(network: Network, reason: string): { reason: string; restoredStep: number | null } {
    if (this.#lastGood === undefined || this.#state.bestParameters) return { reason, restoredStep: null }
    const { step, parameters } = this.#lastGood
    network.setParameters(parameters)
    return { reason: `${reason}; the network is as after ${step}`, restoredStep: step }
  }

  #keep(network: Network, step: number): void {
    if (this.#plan.onDivergence === 'restore') this.#lastGood = { step, parameters: network.parameters() }
  }

  #nextTrigger({ epoch, trainingLoss }: EpochRecord, seen: Evaluation | undefined): unknown {
    const { trigger } = this.#plan
    const metrics = { loss: seen?.loss ?? trainingLoss, accuracy: seen?.accuracy ?? undefined }
    return trigger?.next(this.#state.trigger, { epoch: epoch + 1, ...metrics })
  }

  #nextBest(epoch: number, seen: Evaluation | undefined, network: Network): Partial<EpochEndState> {
    const options = this.#plan.earlyStopping
    if (options === undefined || seen === undefined) return {}
    const earlyStopping = nextEarlyStopping(options, this.#state.earlyStopping, epoch, seen)
    return { earlyStopping, ...(earlyStopping.best === epoch && { bestParameters: network.parameters() }) }
  }
}
