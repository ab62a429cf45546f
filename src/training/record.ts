/** The record of a run: what every update saw and used, and every finished epoch. The history is made of it. */
import type { EpochRecord, History } from './history.js'
import type { CheckedOptions, StepRecord } from './plan.js'

/** One value for each finished update. */
export interface Columns {
  readonly loss: Float64Array
  readonly learningRate: Float64Array
  readonly momentum: Float64Array
}

export class RunRecord {
  readonly #loss: Float64Array
  readonly #learningRate: Float64Array
  readonly #momentum: Float64Array
  readonly #epochs: EpochRecord[] = []
  #steps = 0

  constructor(totalSteps: number) {
    this.#loss = new Float64Array(totalSteps)
    this.#learningRate = new Float64Array(totalSteps)
    this.#momentum = new Float64Array(totalSteps)
  }

  /** Updates finished. */
  get steps(): number {
    return this.#steps
  }

  get epochs(): readonly EpochRecord[] {
    return this.#epochs
  }

  /** Copies. */
  get columns(): Columns {
    const finished = (values: Float64Array) => values.slice(0, this.#steps)
    return {
      loss: finished(this.#loss),
      learningRate: finished(this.#learningRate),
      momentum: finished(this.#momentum),
    }
  }

  addStep(loss: number, learningRate: number, momentum: number): void {
    const step = this.#steps
    this.#loss[step] = loss
    this.#learningRate[step] = learningRate
    this.#momentum[step] = momentum
    this.#steps = step + 1
  }

  /** The last finished update. */
  last(stepsPerEpoch: number): Omit<StepRecord, 'totalSteps'> {
    const at = this.#steps - 1
    return {
      step: this.#steps,
      epoch: Math.floor(at / stepsPerEpoch),
      loss: this.#loss[at] as number,
      learningRate: this.#learningRate[at] as number,
      momentum: this.#momentum[at] as number,
    }
  }

  addEpoch(record: EpochRecord): void {
    this.#epochs.push(record)
  }

  /** Mean of the losses of the last `count` updates, added from the first of them on. */
  meanLoss(count: number): number {
    let sum = 0
    for (let step = this.#steps - count; step < this.#steps; step++) sum += this.#loss[step] as number
    return sum / count
  }

  /** A copy, plain JSON. */
  history(plan: CheckedOptions, end: Pick<History, 'stopped' | 'reason' | 'restoredEpoch' | 'seconds'>): History {
    const { epochs, batchSize, stepsPerEpoch, totalSteps, seed, optimizer } = plan
    const { loss, learningRate, momentum } = this.columns
    return {
      epochs,
      batchSize,
      stepsPerEpoch,
      totalSteps,
      seed,
      optimizer: optimizer.description,
      ...end,
      loss: Array.from(loss),
      learningRate: Array.from(learningRate),
      momentum: Array.from(momentum),
      epochRecords: [...this.#epochs],
    }
  }

  restore({ loss, learningRate, momentum }: Columns, epochs: readonly EpochRecord[]): void {
    this.#loss.set(loss)
    this.#learningRate.set(learningRate)
    this.#momentum.set(momentum)
    for (const epoch of epochs) this.#epochs.push(epoch)
    this.#steps = loss.length
  }
}
