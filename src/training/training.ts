/**
 * A training run as an object that can be driven: step by step, by `for await`, or whole by `train`.
 *
 * The order of the rows is a function of seed and epoch, a hyperparameter a function of the step, so all that a run
 * remembers is its step, its parameters, the optimizer's arrays and its record: a checkpoint holds those, and a resumed
 * run gives the bits of one that never stopped.
 */

import { message } from '../check.js'
import type { AnyDataset } from '../data/chunks/any-dataset.js'
import type { BatchSource } from '../data/chunks/batch-source.js'
import { standardizationOf } from '../data/standardization.js'
import type { Arena } from '../network/arena.js'
import { arenaOf, type Network } from '../network/network.js'
import { batchesOf } from './batches.js'
import { checkTraining } from './check-training.js'
import { packCheckpoint, unpackCheckpoint } from './checkpoint.js'
import { type Claim, claim } from './claim.js'
import { Clock } from './clock.js'
import { EpochEnd } from './epoch-end.js'
import type { History, Stopped } from './history.js'
import { clipByNorm, clipByValue } from './options/clipping.js'
import { lowestTrained } from './options/frozen.js'
import { divergedLine, epochLine } from './options/progress.js'
import type { CheckedOptions, StepRecord, TrainingOptions } from './plan.js'
import { RunRecord } from './record.js'
import { follow, loadState, newTarget, type RunTarget, stateOf } from './state.js'

/** A run that the caller drives: `for await` over its steps, or `update()` one at a time. */
export class Training implements AsyncIterable<StepRecord> {
  readonly network: Network
  readonly plan: CheckedOptions
  readonly #arena: Arena
  readonly #dataset: AnyDataset
  readonly #options: TrainingOptions
  readonly #target: RunTarget
  readonly #batches: BatchSource
  readonly #record: RunRecord
  readonly #epochEnd: EpochEnd
  readonly #clock = new Clock()
  readonly #claim: Claim
  #stopped: Stopped | null = null
  #divergence: Pick<History, 'reason' | 'restoredStep'> = { reason: null, restoredStep: null }

  /**
   * Takes the network over from a run before, which then refuses to go on.
   *
   * @throws TypeError, RangeError for options or data that do not fit, Error for a network in the middle of a run, all
   *   before anything is changed
   */
  constructor(network: Network, dataset: AnyDataset, options: TrainingOptions) {
    this.network = network
    this.plan = checkTraining('train', network, dataset, options)
    this.#arena = arenaOf(network)
    this.#dataset = dataset
    this.#options = options
    const { batchSize, optimizer, standardize, frozen } = this.plan
    const { resume = null } = options
    const resumed = resume === null ? null : unpackCheckpoint({ network, dataset, plan: this.plan }, resume)
    this.#claim = claim('train', network, options.signal)
    this.#record = new RunRecord(this.plan)
    this.#epochEnd = new EpochEnd(this.plan)
    this.#arena.trainFrom(frozen ? lowestTrained(this.#arena, frozen) : 0, frozen)
    this.#arena.reserve(batchSize, optimizer.slots)
    this.#batches = batchesOf(this.#arena, dataset, this.plan, { network, signal: options.signal })
    this.#target = newTarget(network, this.plan)
    if (resumed) {
      loadState(resumed, network, this.#target, this.#record, this.#epochEnd)
      this.#clock.seconds = resumed.seconds
      if (this.#epochEnd.stopsEarly) this.#stopped = 'early'
      // the checkpoint may have been written between the end of the run and the return to its best epoch
      this.#restoreBest()
    } else if (standardize && !network.standardized && !('batches' in dataset)) {
      network.standardize(standardizationOf(dataset, network.plan))
    }
    this.#target.rateFactor = this.#epochEnd.rateFactor
    network.classNames ??= dataset.classNames ?? null
    network.preparation ??= dataset.preparation ?? null
  }

  /** Updates finished. */
  get step(): number {
    return this.#record.steps
  }

  /** Why the run ended; null while it goes on, and after the last update of a run that only `update` drives. */
  get stopped(): Stopped | null {
    return this.#stopped
  }

  /** What happened so far; a copy, plain JSON. */
  get history(): History {
    const { seconds } = this.#clock
    const restoredEpoch = this.#endsWithBest() ? this.#epochEnd.state.earlyStopping.best : null
    return this.#record.history(this.plan, { stopped: this.#stopped, ...this.#divergence, restoredEpoch, seconds })
  }

  /**
   * One update, synchronously and without allocating. The epoch's evaluation is the iterator's work, so drive a run
   * either by this or by the iterator.
   *
   * @throws Error for data that are read in chunks, which take time to arrive
   * @returns false if the run has ended, by its plan or because the loss is not finite
   */
  update(): boolean {
    const { totalSteps, optimizer, seed, clipValue, clipNorm } = this.plan
    const step = this.#record.steps
    if (this.#stopped !== null || step >= totalSteps) return false
    this.#claim.check('update')
    const { pace } = this.#arena.core
    pace?.begin()
    const rows = this.#batches.load(step)
    const loss = this.#arena.gradients(rows, step, seed, this.#batches.weights)
    if (!Number.isFinite(loss)) {
      this.#diverge(`the loss was ${loss} after ${step} updates`)
      return false
    }
    follow(this.#target, this.#arena)
    if (clipValue !== undefined) clipByValue(this.#target, clipValue)
    if (clipNorm !== undefined) clipByNorm(this.#target, clipNorm)
    optimizer.update(this.#target, step)
    pace?.end()
    const { used } = this.#target
    this.#record.addStep(loss, used[0] as number, used[1] as number)
    this.#options.onStep?.(this.#record.last)
    return true
  }

  /**
   * Trains to the end, yielding to the caller after each slice of some milliseconds and at the end of each epoch; the
   * event loop has its turn whenever a slice is used up. Leaving the loop early leaves the run where it is; iterating
   * again goes on.
   */
  async *[Symbol.asyncIterator](): AsyncGenerator<StepRecord, void> {
    if (this.#stopped !== null) return
    this.#begin()
    try {
      for (const pause of this.#work()) {
        const whole = await pause
        // a run that was aborted before its first update has no step to show
        if (whole && this.step > 0) {
          this.#clock.pause()
          this.#claim.waits = true
          yield { ...this.#record.last }
          this.#claim.waits = false
          this.#clock.goOn()
        }
        if (this.#clock.over) await this.#clock.breathe()
      }
    } finally {
      await this.#end()
    }
  }

  /**
   * @internal Trains to the end without yielding to a caller, with the network closed to all but the callbacks.
   * @param rest what is done between two slices
   */
  async finish(rest?: () => unknown): Promise<History> {
    this.#begin()
    try {
      for (const pause of this.#work()) {
        this.#arena.awaited = 'train(...)'
        await pause
        if (this.#clock.over) await this.#clock.breathe(rest)
        this.#arena.awaited = undefined
      }
    } finally {
      await this.#end()
    }
    return this.history
  }

  /** All to go on from here, as one file; pass it as `resume` to a run with the same options. @throws Error if it diverged */
  checkpoint(): Uint8Array<ArrayBuffer> {
    const { network, plan } = this
    if (this.#stopped === 'diverged') throw new Error(message('checkpoint', 'run', 'a finite loss', 'divergence'))
    this.#claim.check('checkpoint')
    const state = stateOf(network, this.#target, this.#record, this.#epochEnd)
    return packCheckpoint({ network, dataset: this.#dataset, plan }, { ...state, seconds: this.#clock.seconds })
  }

  #begin(): void {
    this.#claim.begin('train')
    this.#epochEnd.begin(this.network, this.step)
    this.#clock.begin()
  }

  async #end(): Promise<void> {
    this.#claim.end()
    this.#arena.awaited = undefined
    this.#clock.pause()
    await this.#batches.close?.()
  }

  /**
   * The run from here to its end. It pauses with `true` after each slice and each epoch, when network and record are
   * those of the step, with `false` where the slice is used up amid the end of an epoch, with a promise while rows are read.
   */
  *#work(): Generator<boolean | Promise<void>, void> {
    const { signal } = this.#options
    while (this.#stopped === null) {
      while (this.#stopped === null && !this.#epochEnded() && !this.#clock.over) {
        const reading = this.#batches.ready?.(this.step)
        if (reading !== undefined) yield reading
        if (signal?.aborted) this.#stopped = 'aborted'
        else if (this.update()) this.#clock.tick()
        else break
      }
      if (this.#stopped === null && this.#epochEnded()) yield* this.#endEpoch()
      if (this.#stopped === null && this.step === this.plan.totalSteps) this.#stopped = 'completed'
      this.#restoreBest()
      yield true
    }
  }

  /** Whether the last update finished an epoch that has no record yet. */
  #epochEnded(): boolean {
    return this.step === (this.#record.epochs.length + 1) * this.plan.stepsPerEpoch
  }

  *#endEpoch(): Generator<false, void> {
    const closed = yield* this.#epochEnd.close(this.network, this.#record, this.#clock)
    if (typeof closed === 'string') return this.#diverge(closed)
    this.#record.addEpoch(closed)
    this.#target.rateFactor = this.#epochEnd.rateFactor
    if (this.#epochEnd.stopsEarly) this.#stopped = 'early'
    this.#options.onEpoch?.(closed)
    this.plan.progress?.(epochLine(closed, this.plan.epochs))
  }

  #diverge(reason: string): void {
    this.#stopped = 'diverged'
    const divergence = this.#epochEnd.diverged(this.network, reason)
    this.#divergence = divergence
    this.plan.progress?.(divergedLine(divergence.reason))
  }

  /** Whether the run has ended with the parameters of its best epoch. An aborted one may go on, so it keeps its last. */
  #endsWithBest(): boolean {
    const { bestParameters } = this.#epochEnd.state
    return this.#stopped !== null && this.#stopped !== 'aborted' && bestParameters !== undefined
  }

  #restoreBest(): void {
    if (this.#endsWithBest()) this.network.setParameters(this.#epochEnd.state.bestParameters as Float32Array)
  }
}
