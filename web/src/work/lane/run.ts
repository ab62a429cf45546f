/**
 * A lane's run: any step of it can be visited, in any order, with the same bits. On its way it keeps checkpoints, and goes
 * back to the nearest one before the step that is asked for.
 */
import { createNetwork, type LoadedEngine, methodOptimizer, type Network, Training } from 'onecycle'
import { inputsOf, lossOf, type ProblemData } from '../../problem/data.ts'
import { type Lane, MOMENTUM, type Problem } from '../../state/lab.ts'
import type { LaneEnd, LaneLook } from './protocol.ts'

/** Checkpoints at most: of more, every second one is dropped. */
const KEPT = 16
/** Training that lies between two of them, as a multiple of what one takes: keeping costs a hundredth. */
const APART = 100

export interface RunSetting {
  readonly problem: Problem
  readonly lane: Pick<Lane, 'method' | 'rate' | 'dialect'>
  readonly data: ProblemData
  readonly engine?: LoadedEngine
  /** by default one */
  readonly threads?: number
}

export class LaneRun {
  readonly #setting: RunSetting
  #network: Network
  #training: Training
  readonly #kept = new Map<number, Uint8Array<ArrayBuffer>>()
  /** milliseconds that a checkpoint takes, and those of training since the last */
  #cost = 1
  #since = 0
  #losses: number[] = []
  #looks: LaneLook[] = []
  /** the furthest update that was ever made, and the losses before it that were taken */
  #furthest = 0
  /** the last step that was looked at */
  #looked = 0
  #end: LaneEnd | null = null

  private constructor(setting: RunSetting, network: Network, training: Training) {
    this.#setting = setting
    this.#network = network
    this.#training = training
  }

  static async start(setting: RunSetting): Promise<LaneRun> {
    const network = await networkFor(setting)
    const run: LaneRun = new LaneRun(
      setting,
      network,
      trainingFor(setting, network, (step, loss) => run.#note(step, loss)),
    )
    return run
  }

  get network(): Network {
    return this.#network
  }

  get step(): number {
    return this.#training.step
  }

  get totalSteps(): number {
    return this.#training.plan.totalSteps
  }

  /** The last step that can be visited: less than all where the run diverged. */
  get last(): number {
    return this.#end?.steps ?? this.totalSteps
  }

  get end(): LaneEnd | null {
    return this.#end
  }

  /** What was never taken before: losses from update `from` on, and looks. */
  take(): { from: number; losses: Float32Array<ArrayBuffer>; looks: readonly LaneLook[] } {
    const taken = {
      from: this.#furthest - this.#losses.length,
      losses: Float32Array.from(this.#losses),
      looks: this.#looks,
    }
    this.#losses = []
    this.#looks = []
    return taken
  }

  /** Trains on to a step, but for so many milliseconds only, or to the end. */
  advance(step: number, milliseconds: number): void {
    const start = performance.now()
    const passed = () => performance.now() - start
    while (this.step < step && passed() < milliseconds && this.#update()) {}
    this.#since += passed()
    if (this.#since >= APART * this.#cost) this.#keep()
  }

  /** One update, with the look that belongs to it. False at the end. */
  #update(): boolean {
    const training = this.#training
    if (this.#end !== null && training.step >= this.#end.steps) return false
    if (!training.update()) {
      this.#finish(training.stopped === 'diverged' ? 'diverged' : 'completed')
      return false
    }
    const { step } = training
    if (step % training.plan.stepsPerEpoch === 0) this.#look(step)
    if (step === this.totalSteps) this.#finish('completed')
    return true
  }

  /** Makes the run one that has not gone beyond `step`. */
  async goBack(step: number): Promise<void> {
    const { step: now } = this
    if (step >= now) return
    const from = Math.max(0, ...[...this.#kept.keys()].filter((kept) => kept <= step))
    const before = this.#network
    this.#network = await networkFor(this.#setting)
    const heard = (at: number, loss: number) => this.#note(at, loss)
    this.#training = trainingFor(this.#setting, this.#network, heard, this.#kept.get(from))
    before.dispose()
  }

  #note(step: number, loss: number): void {
    if (step <= this.#furthest) return
    this.#furthest = step
    this.#losses.push(loss)
  }

  #look(step: number): void {
    if (step <= this.#looked) return
    this.#looked = step
    const { loss, accuracy } = this.#network.evaluate(this.#setting.data.validation)
    if (Number.isFinite(loss)) this.#looks.push({ step, loss, accuracy })
    else this.#finish('diverged')
  }

  #keep(): void {
    const start = performance.now()
    if (this.#end === null) this.#kept.set(this.step, this.#training.checkpoint())
    this.#cost = Math.max(1, performance.now() - start)
    this.#since = 0
    if (this.#kept.size <= KEPT) return
    for (const [i, step] of [...this.#kept.keys()].entries()) if (i % 2 === 0) this.#kept.delete(step)
  }

  #finish(stopped: LaneEnd['stopped']): void {
    if (this.#end !== null) return
    const sha256 = stopped === 'completed' ? this.#network.sha256() : null
    this.#end = { stopped, steps: this.#training.step, sha256 }
  }
}

function networkFor({ problem, data, engine, threads = 1 }: RunSetting): Promise<Network> {
  const plan = { inputs: inputsOf(data), layers: problem.layers as never, seed: problem.seed, threads }
  return createNetwork({ ...plan, ...lossOf(data), ...(engine === undefined ? {} : { engine }) })
}

function trainingFor(
  { problem, lane, data }: RunSetting,
  network: Network,
  heard: (step: number, loss: number) => void,
  resume?: Uint8Array<ArrayBuffer>,
): Training {
  const { batchSize, epochs, seed } = problem
  const { method, rate, dialect } = lane
  const run = { epochs, rate, weightDecay: 0, momentum: MOMENTUM, ...(dialect === undefined ? {} : { dialect }) }
  return new Training(network, data.training, {
    batchSize,
    epochs,
    seed,
    optimizer: ({ totalSteps }) => methodOptimizer(method, { totalSteps, ...run }),
    onStep: ({ step, loss }) => heard(step, loss),
    ...(resume === undefined ? {} : { resume }),
  })
}
