/**
 * Steps late in a run, where values that nothing feeds any more have decayed: without the flush of the numeric contract
 * they would be denormal by then, and steps many times slower.
 *
 *     fresh         labels at random, which leave every gradient large
 *     dead inputs   every second input is always 0, so weight decay alone moves its weights, towards 0
 *     fitted        far clusters and a high rate: the gradient of the loss falls below 2^-100
 */
import type { Core, EngineName } from '../../core/core.js'
import { createDataset } from '../../data/create-dataset.js'
import type { Dataset } from '../../data/dataset.js'
import { DEFAULT_MOMENTUM } from '../../defaults.js'
import { type RandomStream, stream } from '../../math/random.js'
import { arenaOf, Network } from '../../network/network.js'
import { checkPlan } from '../../network/plan.js'
import { sgd } from '../../optimizers/sgd.js'
import { Training } from '../../training/training.js'
import { type Contest, type Pace, runRounds } from '../lab/rounds.js'
import type { Lab } from '../lab/spec.js'
import type { LateStepResult } from '../result.js'
import { median } from '../statistics.js'
import { joined, type Task } from '../task.js'
import { denseLayers, lossOf, type NetworkSpec } from './networks.js'

const lateKinds = ['fresh', 'dead inputs', 'fitted'] as const
export type LateKind = (typeof lateKinds)[number]

const LATE: NetworkSpec = { layers: [16, 32, 10], batch: 32 }
const ROWS = 1024
const EPOCHS = 100_000

const settings: Record<LateKind, { learningRate: number; weightDecay: number }> = {
  fresh: { learningRate: 0.001, weightDecay: 0 },
  'dead inputs': { learningRate: 0.1, weightDecay: 0.02 },
  fitted: { learningRate: 1, weightDecay: 0 },
}

const titleOf = (kind: LateKind) => `late step ${kind}`

export function lateTitles(): string[] {
  return lateKinds.map(titleOf)
}

/** A core for each kind of data: its arena grows with its network. */
export async function openLateSteps(
  start: (name: EngineName) => Promise<Core>,
  engine: EngineName,
  seed: number,
  updates: number,
): Promise<(name: string) => Task> {
  const tasks = new Map<string, Task>()
  for (const kind of lateKinds) {
    const late = await lateTraining(await start(engine), kind, LATE, seed)
    tasks.set(kind, stepTask(late, kind, kind === 'fresh' ? 1 : updates))
  }
  return (name) => tasks.get(name) as Task
}

/** A network and its training, ready for its first update. */
export async function lateTraining(core: Core, kind: LateKind, spec: NetworkSpec, seed: number) {
  const { layers, batch } = spec
  const plan = { inputs: layers[0] as number, layers: denseLayers(spec), loss: lossOf(spec), seed }
  const network = new Network(await checkPlan('bench', plan), core)
  const training = new Training(network, rowsOf(kind, spec, seed), {
    epochs: EPOCHS,
    batchSize: batch,
    seed,
    optimizer: sgd({ momentum: DEFAULT_MOMENTUM, ...settings[kind] }),
  })
  return { network, training }
}

type LateTraining = Awaited<ReturnType<typeof lateTraining>>

function stepTask({ network, training }: LateTraining, kind: LateKind, updates: number): Task {
  const run = (times: number) => {
    for (let t = 0; t < times; t++) {
      if (!training.update()) throw new Error(`bench: ${titleOf(kind)} stopped training: ${training.stopped}`)
    }
  }
  return {
    run,
    check() {
      run(updates)
      const arena = arenaOf(network)
      const { parameters, gradients, span } = arena.fixed
      const all = [parameters, gradients, ...arena.batch.slots]
      return joined(all.map((at) => new Uint32Array(arena.core.f32.slice(at >>> 2, (at >>> 2) + span).buffer)))
    },
  }
}

function rowsOf(kind: LateKind, { layers }: NetworkSpec, seed: number): Dataset {
  const inputs = layers[0] as number
  const classes = layers[layers.length - 1] as number
  const random = stream(seed, 'bench', lateKinds.indexOf(kind))
  const labels = Uint8Array.from({ length: ROWS }, () => random.below(classes))
  const centres = Array.from({ length: classes * inputs }, () => between(random, 1))
  const features = Float32Array.from({ length: ROWS * inputs }, (_, at) => {
    const input = at % inputs
    if (kind === 'fitted') {
      const label = labels[(at - input) / inputs] as number
      return (centres[label * inputs + input] as number) + between(random, 0.05)
    }
    return kind === 'dead inputs' && input % 2 === 1 ? 0 : between(random, 1)
  })
  return createDataset({ name: kind, inputs, features, labels, classes })
}

function between(random: RandomStream, most: number): number {
  return most * (2 * random.uniform() - 1)
}

/**
 * @param updates that each engine makes before its late steps are timed; the bits it leaves are compared
 * @param peaks   receives each peak that was measured
 */
export async function measureLateSteps(
  labs: { wasm: Lab; js: Lab; yardstick: Lab },
  updates: number,
  pace: Pace,
  peaks: number[],
  tell: (what: string) => void,
): Promise<LateStepResult[]> {
  const contests: Contest[] = lateKinds.map((kind) => ({
    name: titleOf(kind),
    wasm: { lab: labs.wasm, task: kind },
    js: { lab: labs.js, task: kind },
  }))
  const taken = await runRounds(contests, labs.yardstick, pace, peaks, tell)
  const time = (kind: LateKind, engine: 'wasm' | 'js') => median(taken.get(titleOf(kind))?.[engine] ?? [])
  return lateKinds.slice(1).map((kind) => ({
    data: kind,
    ...LATE,
    updates,
    microseconds: time(kind, 'wasm'),
    freshMicroseconds: time('fresh', 'wasm'),
    overFresh: time(kind, 'wasm') / time('fresh', 'wasm'),
    jsMicroseconds: time(kind, 'js'),
    jsOverFresh: time(kind, 'js') / time('fresh', 'js'),
  }))
}
