/**
 * Training off the main thread, seen from the host: as `train`, with the run in a worker.
 *
 * The worker runs `onecycle/worker`. It gets a copy of the network and the data, streams its steps, and hands back the
 * parameters, so the network of the host changes once, at the end; until then it counts as in a run, and answers no questions.
 */
import { message } from '../check.js'
import type { Dataset } from '../data/dataset.js'
import { arenaOf, type Network } from '../network/network.js'
import { checkTraining } from '../training/check-training.js'
import { type Claim, claim } from '../training/claim.js'
import type { History } from '../training/history.js'
import { divergedLine, epochLine } from '../training/options/progress.js'
import type { CheckedOptions, StepRecord, TrainingOptions } from '../training/plan.js'
import { Connection, checkWorker, errorOf, type WorkerLike } from './connection.js'
import { type Command, type Report, STEP_WIDTH } from './messages.js'
import { Newest } from './newest.js'
import { startOf } from './start.js'

interface Pending<T> {
  resolve(value: T): void
  reject(reason: Error): void
}

const where = 'trainInWorker'

/**
 * Starts a training run in a worker.
 *
 * @param worker  runs `onecycle/worker`; it may serve several runs, and stays alive until the caller terminates it
 * @param options as for `train`; onStep, onEpoch and progress are called on this side, soon after each slice of the worker's
 * @throws TypeError, RangeError for options or data that do not fit, and for a layer, a loss, a schedule or an augmentation of
 *   the caller's own, which the worker does not know; Error for a network that another run is training; all before anything is sent
 */
export function trainInWorker(
  worker: WorkerLike,
  network: Network,
  dataset: Dataset,
  options: TrainingOptions,
): WorkerTraining {
  return new WorkerTraining(worker, network, dataset, options)
}

/** A run in a worker. Iterating yields the newest step after each of the worker's slices, as iterating `Training` does. */
export class WorkerTraining implements AsyncIterable<StepRecord> {
  /** fulfilled at the end of the run, when the network has its parameters; rejected where the worker fails */
  readonly history: Promise<History>
  readonly #network: Network
  readonly #plan: CheckedOptions
  readonly #options: TrainingOptions
  readonly #connection: Connection<Report, Command>
  readonly #claim: Claim
  readonly #steps = new Newest<StepRecord>()
  readonly #checkpoints: Pending<Uint8Array<ArrayBuffer>>[] = []
  readonly #abort = () => this.abort()
  #outcome: Pending<History> | undefined

  /** Not for users: `trainInWorker` reads better. */
  constructor(worker: WorkerLike, network: Network, dataset: Dataset, options: TrainingOptions) {
    checkWorker(where, worker)
    const plan = checkTraining(where, network, dataset, options)
    const start = startOf(where, network, dataset, plan, options)
    this.#network = network
    this.#plan = plan
    this.#options = options
    this.#claim = claim(where, network, undefined)
    this.#connection = new Connection(
      where,
      worker,
      { ...start, network: network.save() },
      (report) => this.#receive(report),
      (reason) => this.#finish(reason),
    )
    this.#claim.begin(where)
    arenaOf(network).awaited = 'trainInWorker(...).history'
    this.history = new Promise((resolve, reject) => {
      this.#outcome = { resolve, reject }
    })
    options.signal?.addEventListener('abort', this.#abort)
  }

  /** Halts after the current slice, until `resume`. */
  pause(): void {
    if (this.#outcome) this.#connection.send('pause')
  }

  resume(): void {
    if (this.#outcome) this.#connection.send('resume')
  }

  /** Ends the run after the current slice; history and network are those of its last step. */
  abort(): void {
    if (this.#outcome) this.#connection.send('abort')
  }

  /** All that is needed to go on from the end of the current slice; pass it as `resume` to a run with the same options. */
  checkpoint(): Promise<Uint8Array<ArrayBuffer>> {
    return new Promise((resolve, reject) => {
      if (!this.#outcome) return reject(ended())
      this.#checkpoints.push({ resolve, reject })
      this.#connection.send('checkpoint')
    })
  }

  /** The newest step after each slice. Leaving the loop leaves the run alone. */
  async *[Symbol.asyncIterator](): AsyncGenerator<StepRecord, void> {
    yield* this.#steps
    await this.history
  }

  #receive(report: Report): void {
    try {
      if (report.type === 'slice') this.#addSlice(report)
      else if (report.type === 'checkpoint') this.#checkpoints.shift()?.resolve(report.bytes)
      else if (report.type === 'failure') this.#finish(errorOf(report))
      else {
        this.#takeOver(report)
        const { stopped, reason } = report.history
        if (stopped === 'diverged') this.#plan.progress?.(divergedLine(reason as string))
        this.#finish(report.history)
      }
    } catch (error) {
      // a callback of the caller's threw
      this.abort()
      this.#finish(error as Error)
    }
  }

  /** Calls back in the order of the run; an epoch may have ended with the last step of the slice before. */
  #addSlice({ first, values, epochs }: Extract<Report, { type: 'slice' }>): void {
    const { totalSteps, stepsPerEpoch, progress, epochs: epochsOfPlan } = this.#plan
    const { onStep, onEpoch } = this.#options
    const end = first + values.length / STEP_WIDTH
    let closed = 0
    for (let step = first - 1; step < end; step++) {
      if (step >= first) {
        const at = (step - first) * STEP_WIDTH
        const [loss, learningRate, momentum] = values.subarray(at, at + STEP_WIDTH) as unknown as [
          number,
          number,
          number,
        ]
        const record = { step, totalSteps, epoch: Math.floor((step - 1) / stepsPerEpoch), loss, learningRate, momentum }
        onStep?.(record)
        if (step === end - 1) this.#steps.put(record)
      }
      const epoch = epochs[closed]
      if (epoch?.step !== step) continue
      closed += 1
      onEpoch?.(epoch)
      progress?.(epochLine(epoch, epochsOfPlan))
    }
  }

  #takeOver({ parameters, standardization, classNames, preparation }: Extract<Report, { type: 'end' }>): void {
    arenaOf(this.#network).awaited = undefined
    this.#network.setParameters(parameters)
    if (standardization !== undefined) this.#network.standardize(standardization)
    this.#network.classNames = classNames
    this.#network.preparation = preparation
  }

  #finish(outcome: History | Error): void {
    const pending = this.#outcome
    if (pending === undefined) return
    this.#outcome = undefined
    this.#claim.end()
    arenaOf(this.#network).awaited = undefined
    this.#options.signal?.removeEventListener('abort', this.#abort)
    this.#connection.close()
    for (const { reject } of this.#checkpoints) reject(ended())
    if (outcome instanceof Error) pending.reject(outcome)
    else pending.resolve(outcome)
    this.#steps.end()
  }
}

function ended(): Error {
  return new Error(message('checkpoint', 'run', 'a run that goes on', 'one that has ended'))
}
