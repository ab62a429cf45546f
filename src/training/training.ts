/**
 * A training run as an object that can be driven: step by step, by `for await`, or whole by `train`.
 *
 * The order of the rows is a function of seed and epoch, a hyperparameter a function of the step, so all that a run
 * remembers is its step, its parameters, the optimizer's arrays and its history: a checkpoint holds those, and a resumed
 * run gives the bits of one that never stopped.
 */
import type { Dataset } from '../data/dataset.js'
import { epochOrder } from '../data/order.js'
import { standardizationOf } from '../data/standardization.js'
import { type Evaluation, evaluation } from '../network/evaluate.js'
import type { Network } from '../network/network.js'
import type { UpdateTarget } from '../optimizers/optimizer.js'
import { breathe, SLICE } from './breathe.js'
import { identityOf, packCheckpoint, unpackCheckpoint } from './checkpoint.js'
import { type EarlyStoppingState, nextEarlyStopping, notYet } from './early-stopping.js'
import type { EpochRecord, History, Stopped } from './history.js'
import { type CheckedOptions, checkTraining, type StepRecord, type TrainingOptions } from './plan.js'

type Mutable<T> = { -readonly [K in keyof T]: T[K] }

export class Training implements AsyncIterable<StepRecord> {
  readonly network: Network
  readonly plan: CheckedOptions
  readonly #dataset: Dataset
  readonly #options: TrainingOptions
  readonly #target: Mutable<UpdateTarget>
  readonly #order: Uint32Array
  readonly #loss: Float64Array
  readonly #learningRate: Float64Array
  readonly #momentum: Float64Array
  readonly #record: Mutable<StepRecord>
  #epochRecords: EpochRecord[] = []
  #step = 0
  #shuffledEpoch = -1
  #stopped: Stopped | undefined
  #reason: string | undefined
  #early: EarlyStoppingState = notYet
  #triggerState: unknown
  #bestParameters: Float32Array | undefined
  #seconds = 0

  /** @throws TypeError, RangeError for options or data that do not fit, before anything is changed */
  constructor(network: Network, dataset: Dataset, options: TrainingOptions) {
    this.network = network
    this.plan = checkTraining(network, dataset, options)
    this.#dataset = dataset
    this.#options = options
    const { totalSteps, batchSize, optimizer, standardize } = this.plan
    const resumed =
      options.resume === undefined
        ? undefined
        : unpackCheckpoint(options.resume, identityOf(this.network, this.#dataset, this.plan))
    this.#order = new Uint32Array(dataset.count)
    this.#loss = new Float64Array(totalSteps)
    this.#learningRate = new Float64Array(totalSteps)
    this.#momentum = new Float64Array(totalSteps)
    this.#record = { step: 0, totalSteps, epoch: 0, loss: 0, learningRate: 0, momentum: 0 }
    network.reserve(batchSize, optimizer.slots)
    network.hold(dataset)
    const { layout, core, batch } = network
    const slots = batch.slots.slice(0, optimizer.slots)
    for (const slot of slots) core.f32.fill(0, slot >>> 2, (slot >>> 2) + layout.span)
    const { parameters, gradients, span } = layout
    core.f32.fill(0, gradients >>> 2, (gradients >>> 2) + span)
    const scalars = new Float64Array(optimizer.scalars)
    this.#target = {
      core,
      parameters,
      gradients,
      slots,
      count: span,
      scalars,
      rateFactor: 1,
      used: new Float64Array(2),
    }
    this.#setTrigger(this.plan.trigger?.initial)
    if (resumed !== undefined) this.#restore(resumed)
    else if (standardize && !network.standardized) network.standardize(standardizationOf(dataset))
    if (network.classNames === undefined) network.classNames = dataset.classNames
  }

  /** Updates finished. */
  get step(): number {
    return this.#step
  }

  get stopped(): Stopped | undefined {
    return this.#stopped
  }

  /** What happened so far; a copy, plain JSON. */
  get history(): History {
    const { epochs, batchSize, stepsPerEpoch, totalSteps, seed, optimizer } = this.plan
    return {
      epochs,
      batchSize,
      stepsPerEpoch,
      totalSteps,
      seed,
      optimizer: optimizer.description,
      ...(this.#stopped === undefined ? {} : { stopped: this.#stopped }),
      ...(this.#reason === undefined ? {} : { reason: this.#reason }),
      ...(this.#restoresBest() ? { restoredEpoch: this.#early.best } : {}),
      loss: Array.from(this.#loss.subarray(0, this.#step)),
      learningRate: Array.from(this.#learningRate.subarray(0, this.#step)),
      momentum: Array.from(this.#momentum.subarray(0, this.#step)),
      epochRecords: [...this.#epochRecords],
      seconds: this.#seconds,
    }
  }

  /**
   * One update, synchronously and without allocating. The epoch's evaluation is the iterator's work, so drive a run
   * either by this or by the iterator.
   *
   * @returns false if the run has ended, by its plan or because the loss is not finite
   */
  update(): boolean {
    const { totalSteps, stepsPerEpoch, batchSize, optimizer, seed } = this.plan
    if (this.#stopped !== undefined || this.#step >= totalSteps) return false
    const step = this.#step
    const epoch = Math.floor(step / stepsPerEpoch)
    if (epoch !== this.#shuffledEpoch) {
      epochOrder(this.#dataset.count, seed, epoch, this.#order)
      this.#shuffledEpoch = epoch
    }
    const from = (step - epoch * stepsPerEpoch) * batchSize
    const rows = Math.min(batchSize, this.#dataset.count - from)
    this.network.loadRows(this.#dataset, this.#order, from, rows)
    const loss = this.network.gradients(rows)
    if (!Number.isFinite(loss)) {
      this.#diverge(`the loss was ${loss} after ${step} updates`)
      return false
    }
    optimizer.update(this.#target, step)
    this.#loss[step] = loss
    const record = this.#record
    record.epoch = epoch
    record.loss = loss
    const { used } = this.#target
    record.learningRate = this.#learningRate[step] = used[0] as number
    record.momentum = this.#momentum[step] = used[1] as number
    record.step = this.#step = step + 1
    this.#options.onStep?.(record)
    return true
  }

  /**
   * Trains to the end, yielding to the event loop and to the caller after each slice of some milliseconds and at the end
   * of each epoch. Leaving the loop early leaves the run where it is; iterating again goes on.
   */
  async *[Symbol.asyncIterator](): AsyncGenerator<StepRecord, void> {
    while (this.#stopped === undefined) {
      if (!this.#epochEnded()) this.#slice()
      if (this.#stopped === undefined && this.#epochEnded()) await this.#endEpoch()
      if (this.#stopped === undefined && this.#step === this.plan.totalSteps) this.#stopped = 'completed'
      if (this.#restoresBest()) this.network.setParameters(this.#bestParameters as Float32Array)
      yield { ...this.#record }
      await breathe()
    }
  }

  /** All that is needed to go on from here, as one file; pass it as `resume` to a run with the same options. */
  checkpoint(): Uint8Array {
    const { core, slots, count, scalars } = this.#target
    return packCheckpoint({
      identity: identityOf(this.network, this.#dataset, this.plan),
      step: this.#step,
      seconds: this.#seconds,
      epochRecords: this.#epochRecords,
      earlyStopping: this.#early,
      trigger: this.#triggerState,
      parameters: this.network.parameters(),
      standardized: this.network.standardized,
      standardization: this.network.standardization,
      scalars: scalars.slice(),
      slots: slots.map((slot) => core.f32.slice(slot >>> 2, (slot >>> 2) + count)),
      loss: this.#loss.slice(0, this.#step),
      learningRate: this.#learningRate.slice(0, this.#step),
      momentum: this.#momentum.slice(0, this.#step),
      bestParameters: this.#bestParameters,
    })
  }

  /** Updates until the time of a slice is over, the epoch or the run ends, or the signal aborts. */
  #slice(): void {
    const { signal } = this.#options
    const start = performance.now()
    do {
      if (signal?.aborted) this.#stopped = 'aborted'
      else if (!this.update()) break
    } while (this.#stopped === undefined && !this.#epochEnded() && performance.now() - start < SLICE)
    this.#seconds += (performance.now() - start) / 1000
  }

  /** Whether the last update finished an epoch that has no record yet. */
  #epochEnded(): boolean {
    return this.#step === (this.#epochRecords.length + 1) * this.plan.stepsPerEpoch
  }

  async #endEpoch(): Promise<void> {
    const { stepsPerEpoch, validation, trigger, earlyStopping } = this.plan
    const epoch = this.#step / stepsPerEpoch - 1
    if (!this.network.parameters().every(Number.isFinite)) {
      this.#diverge(`a parameter was not finite after ${this.#step} updates`)
      return
    }
    const evaluation = validation === undefined ? undefined : await this.#evaluate(validation)
    if (evaluation !== undefined && !Number.isFinite(evaluation.loss)) {
      this.#diverge(`the validation loss was ${evaluation.loss} after ${this.#step} updates`)
      return
    }
    let sum = 0
    for (let s = epoch * stepsPerEpoch; s < this.#step; s++) sum += this.#loss[s] as number
    const record: EpochRecord = {
      epoch,
      step: this.#step,
      trainingLoss: sum / stepsPerEpoch,
      ...(evaluation && { validationLoss: evaluation.loss }),
      // a dataset with targets has no accuracy, and JSON no NaN
      ...(evaluation && validation?.classes ? { validationAccuracy: evaluation.accuracy } : {}),
      seconds: this.#seconds,
    }
    this.#epochRecords.push(record)
    if (trigger !== undefined) {
      const metrics = { loss: evaluation?.loss ?? record.trainingLoss, accuracy: evaluation?.accuracy }
      this.#setTrigger(trigger.next(this.#triggerState, { epoch: epoch + 1, ...metrics }))
    }
    if (earlyStopping !== undefined && evaluation !== undefined) {
      this.#early = nextEarlyStopping(earlyStopping, this.#early, epoch, evaluation)
      if (this.#early.best === epoch) this.#bestParameters = this.network.parameters()
      if (this.#early.waited >= earlyStopping.patience) this.#stopped = 'early'
    }
    this.#options.onEpoch?.(record)
  }

  async #evaluate(dataset: Dataset): Promise<Evaluation> {
    const slices = evaluation(this.network, dataset)
    let start = performance.now()
    for (;;) {
      const slice = slices.next()
      if (!slice.done && performance.now() - start < SLICE) continue
      this.#seconds += (performance.now() - start) / 1000
      if (slice.done) return slice.value
      await breathe()
      start = performance.now()
    }
  }

  #setTrigger(state: unknown): void {
    this.#triggerState = state
    this.#target.rateFactor = this.plan.trigger?.value(state) ?? 1
  }

  #diverge(reason: string): void {
    this.#stopped = 'diverged'
    this.#reason = reason
  }

  /** Whether the run has ended with the parameters of its best epoch. An aborted one may go on, so it keeps its last. */
  #restoresBest(): boolean {
    return this.#stopped !== undefined && this.#stopped !== 'aborted' && this.#bestParameters !== undefined
  }

  #restore(state: ReturnType<typeof unpackCheckpoint>): void {
    const { core, slots, scalars } = this.#target
    scalars.set(state.scalars)
    this.network.setParameters(state.parameters)
    if (state.standardized || this.network.standardized) this.network.standardize(state.standardization)
    slots.forEach((slot, index) => {
      core.f32.set(state.slots[index] as Float32Array, slot >>> 2)
    })
    this.#loss.set(state.loss)
    this.#learningRate.set(state.learningRate)
    this.#momentum.set(state.momentum)
    this.#step = this.#record.step = state.step
    this.#seconds = state.seconds
    this.#epochRecords = [...state.epochRecords]
    this.#early = state.earlyStopping
    this.#setTrigger(state.trigger)
    this.#bestParameters = state.bestParameters
    const { earlyStopping } = this.plan
    if (earlyStopping !== undefined && this.#early.waited >= earlyStopping.patience) this.#stopped = 'early'
    // the checkpoint may have been written between the end of the run and the return to its best epoch
    if (this.#restoresBest()) this.network.setParameters(this.#bestParameters as Float32Array)
  }
}
