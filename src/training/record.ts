/** The record of a run: what every update saw and used, and every finished epoch. The history is made of it. */
import type { EpochRecord, History } from './history.js'
import type { CheckedOptions, StepRecord, TrainingPlan } from './plan.js'

/** One value for each finished update. */
export interface Columns {
  readonly loss: Float64Array
  readonly learningRate: Float64Array
  readonly momentum: Float64Array
}

export class RunRecord {
  readonly #columns: Columns
  readonly #epochs: EpochRecord[] = []
  readonly #stepsPerEpoch: number
  readonly #last: { -readonly [K in keyof StepRecord]: StepRecord[K] }

  constructor({ totalSteps, stepsPerEpoch }: TrainingPlan) {
    this.#stepsPerEpoch = stepsPerEpoch
    this.#last = { step: 0, totalSteps, epoch: 0, ...columnsOf(() => 0) }
    this.#columns = columnsOf(() => new Float64Array(totalSteps))
  }

  /** Updates finished. */
  get steps(): number {
    return this.#last.step
  }

  /** The last finished update; written anew by each. */
  get last(): StepRecord {
    return this.#last
  }

  get firstLoss(): number {
    return this.#columns.loss[0] as number
  }

  get epochs(): readonly EpochRecord[] {
    return this.#epochs
  }

  /** Copies. */
  get columns(): Columns {
    return columnsOf((name) => this.#columns[name].slice(0, this.steps))
  }

  addStep(loss: number, learningRate: number, momentum: number): void {
    const columns = this.#columns
    const last = this.#last
    const at = last.step
    columns.loss[at] = last.loss = loss
    columns.learningRate[at] = last.learningRate = learningRate
    columns.momentum[at] = last.momentum = momentum
    last.epoch = Math.floor(at / this.#stepsPerEpoch)
    last.step = at + 1
  }

  addEpoch(record: EpochRecord): void {
    this.#epochs.push(record)
  }

  /** Mean of the losses of the last `count` updates, added from the first of them on. */
  meanLoss(count: number): number {
    let sum = 0
    for (let step = this.steps - count; step < this.steps; step++) sum += this.#columns.loss[step] as number
    return sum / count
  }

  /** A copy, plain JSON. */
  history(
    plan: CheckedOptions,
    end: Pick<History, 'stopped' | 'reason' | 'restoredEpoch' | 'restoredStep' | 'seconds'>,
  ): History {
    const { epochs, batchSize, stepsPerEpoch, totalSteps, seed, optimizer } = plan
    const { columns } = this
    return {
      epochs,
      batchSize,
      stepsPerEpoch,
      totalSteps,
      seed,
      optimizer: optimizer.description,
      ...end,
      ...columnsOf((name) => Array.from(columns[name])),
      epochRecords: [...this.#epochs],
    }
  }

  restore({ loss, learningRate, momentum }: Columns, epochs: readonly EpochRecord[]): void {
    for (const [at, value] of loss.entries()) {
      this.addStep(value, learningRate[at] as number, momentum[at] as number)
    }
    for (const epoch of epochs) this.addEpoch(epoch)
  }
}

function columnsOf<T>(make: (name: keyof Columns) => T): Record<keyof Columns, T> {
  return { loss: make('loss'), learningRate: make('learningRate'), momentum: make('momentum') }
}
