/**
 * Training off the main thread, seen from the host: as `train`, with the run in a worker.
 *
 * The worker runs `onecycle/worker`. It gets a copy of the network and the data, streams its steps, and hands back the
 * parameters, so the network of the host changes once, at the end.
 */
import { message, wrongType } from '../check.js'
import type { Dataset } from '../data/dataset.js'
import { arenaOf, type Network } from '../network/network.js'
import { optimizerFromDescription } from '../optimizers/from-description.js'
import { triggerFromDescription } from '../schedules/index.js'
import { type Claim, claim } from '../training/claim.js'
import type { History } from '../training/history.js'
import { checkTraining, type StepRecord, type TrainingOptions, type TrainingPlan } from '../training/plan.js'
import { type Command, type Report, STEP_WIDTH, type Start } from './messages.js'

// biome-ignore lint/suspicious/noExplicitAny: an event of the web, or in Node an Error or an exit code
type Listener = (event: any) => void

/** A `Worker` of the web or of `node:worker_threads`. */
export interface WorkerLike {
  // biome-ignore lint/suspicious/noExplicitAny: the two kinds of worker name different types of ports
  postMessage(message: unknown, transfer: any[]): void
  addEventListener?(type: 'error', listener: Listener): void
  removeEventListener?(type: 'error', listener: Listener): void
  on?(type: 'error' | 'exit', listener: Listener): unknown
  off?(type: 'error' | 'exit', listener: Listener): unknown
}

/**
 * Starts a training run in a worker.
 *
 * @param worker  runs `onecycle/worker`; it may serve several runs, and stays alive until the caller terminates it
 * @param options as for `train`; onStep and onEpoch are called on this side, soon after each slice of the worker's
 * @throws TypeError, RangeError for options or data that do not fit, before anything is sent; also for a schedule of the
 *   caller's own, which the worker does not know
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
  readonly #port: MessagePort
  readonly #network: Network
  readonly #plan: TrainingPlan
  readonly #claim: Claim
  readonly #options: TrainingOptions
  readonly #checkpoints: { resolve: (bytes: Uint8Array<ArrayBuffer>) => void; reject: (reason: Error) => void }[] = []
  readonly #end: (history: History) => void
  readonly #fail: (reason: Error) => void
  #last: StepRecord | undefined
  #ended = false
  #news: Promise<void>
  #tell: () => void = () => {}
  #unwatch: () => void = () => {}

  /** Not for users: `trainInWorker` reads better. */
  constructor(worker: WorkerLike, network: Network, dataset: Dataset, options: TrainingOptions) {
    if (typeof worker?.postMessage !== 'function') throw wrongType('trainInWorker', 'worker', 'a Worker', worker)
    const { optimizer, trigger, seed, standardize, ...plan } = checkTraining(network, dataset, options)
    // as the worker will: what it could not build again is refused here
    optimizerFromDescription(optimizer.description)
    if (trigger !== undefined) triggerFromDescription(trigger.description)
    const own = claim('trainInWorker', network, options.signal)
    own.begin('trainInWorker')
    this.#claim = own
    this.#network = network
    this.#plan = plan
    this.#options = options
    this.#news = this.#nextNews()
    let end = (_: History) => {}
    let fail = (_: Error) => {}
    this.history = new Promise((resolve, reject) => {
      end = resolve
      fail = reject
    })
    this.#end = end
    this.#fail = fail
    const { port1, port2 } = new MessageChannel()
    this.#port = port1
    port1.onmessage = ({ data }) => {
      try {
        this.#receive(data as Report)
      } catch (error) {
        // a callback of the caller's threw
        this.abort()
        this.#finish(error as Error)
      }
    }
    const { epochs, batchSize } = plan
    const { validation, earlyStopping, resume, signal } = options
    const start: Start = {
      onecycle: 'train',
      port: port2,
      network: network.save(),
      module: arenaOf(network).core.module,
      dataset,
      optimizer: optimizer.description,
      trigger: trigger?.description,
      aborted: signal?.aborted ?? false,
      options: {
        epochs,
        batchSize,
        seed,
        standardize,
        ...(validation && { validation }),
        ...(earlyStopping && { earlyStopping }),
        ...(resume && { resume }),
      },
    }
    worker.postMessage(start, [port2])
    this.#watch(worker)
    signal?.addEventListener('abort', () => this.abort(), { once: true })
  }

  /** Halts after the current slice, until `resume`. */
  pause(): void {
    this.#send('pause')
  }

  resume(): void {
    this.#send('resume')
  }

  /** Ends the run after the current step; history and network are those of that step. */
  abort(): void {
    this.#send('abort')
  }

  /** All that is needed to go on from the end of the current slice; pass it as `resume` to a run with the same options. */
  checkpoint(): Promise<Uint8Array<ArrayBuffer>> {
    return new Promise((resolve, reject) => {
      if (this.#ended) reject(ended())
      this.#checkpoints.push({ resolve, reject })
      this.#send('checkpoint')
    })
  }

  /** The newest step after each slice. Leaving the loop leaves the run alone. */
  async *[Symbol.asyncIterator](): AsyncGenerator<StepRecord, void> {
    let seen: StepRecord | undefined
    for (;;) {
      if (this.#last !== undefined && this.#last !== seen) {
        seen = this.#last
        yield { ...seen }
      } else if (this.#ended) {
        await this.history
        return
      } else await this.#news
    }
  }

  /** Ends the run where the worker fails or exits. */
  #watch(worker: WorkerLike): void {
    const died = (why: string) =>
      this.#finish(new Error(message('trainInWorker', 'worker', 'a script that runs onecycle/worker', why)))
    const failed = (event: { message?: string }) => died(event.message ?? String(event))
    const left = (code: number) => died(`its end with exit code ${code}`)
    if (worker.addEventListener) {
      worker.addEventListener('error', failed)
      this.#unwatch = () => worker.removeEventListener?.('error', failed)
    } else {
      worker.on?.('error', failed)
      worker.on?.('exit', left)
      this.#unwatch = () => {
        worker.off?.('error', failed)
        worker.off?.('exit', left)
      }
    }
  }

  #send(command: Command): void {
    if (!this.#ended) this.#port.postMessage(command)
  }

  #receive(report: Report): void {
    if (report.type === 'steps') this.#steps(report.first, report.values)
    else if (report.type === 'epoch') this.#options.onEpoch?.(report.record)
    else if (report.type === 'checkpoint') this.#checkpoints.shift()?.resolve(report.bytes)
    else if (report.type === 'failure') {
      const error = Object.assign(new Error(report.message), report.code === undefined ? {} : { code: report.code })
      error.name = report.name
      this.#finish(error)
    } else {
      const { parameters, standardization, classNames, history } = report
      this.#network.setParameters(parameters)
      if (standardization !== undefined) this.#network.standardize(standardization)
      this.#network.classNames = classNames
      this.#finish(history)
    }
    this.#tell()
    this.#news = this.#nextNews()
  }

  #steps(first: number, values: Float64Array): void {
    const { totalSteps, stepsPerEpoch } = this.#plan
    for (let i = 0; i < values.length; i += STEP_WIDTH) {
      const step = first + i / STEP_WIDTH
      const [loss, learningRate, momentum] = values.subarray(i, i + STEP_WIDTH) as unknown as [number, number, number]
      const epoch = Math.floor((step - 1) / stepsPerEpoch)
      this.#last = { step, totalSteps, epoch, loss, learningRate, momentum }
      this.#options.onStep?.(this.#last)
    }
  }

  #finish(outcome: History | Error): void {
    if (this.#ended) return
    this.#ended = true
    this.#claim.end()
    this.#unwatch()
    this.#port.close()
    for (const { reject } of this.#checkpoints) reject(ended())
    if (outcome instanceof Error) this.#fail(outcome)
    else this.#end(outcome)
    this.#tell()
  }

  #nextNews(): Promise<void> {
    return new Promise((resolve) => {
      this.#tell = resolve
    })
  }
}

function ended(): Error {
  return new Error(message('checkpoint', 'run', 'a run that goes on', 'one that has ended'))
}
