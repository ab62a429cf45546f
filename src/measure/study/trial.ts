/**
 * One trial of a study: a training run that is looked at on the way. Its result is a function of its configuration and
 * the data alone, bit for bit, wherever and beside whatever it runs; only its times are not, so they are kept apart.
 */
import { checkInteger, checkOptions, checkResult, wrongType } from '../../check.js'
import type { LoadedEngine } from '../../core/engine/loaded.js'
import type { Resolve } from '../../core/engine/start.js'
import type { Dataset } from '../../data/dataset.js'
import { type Standardization, standardizationOf } from '../../data/standardization.js'
import { evaluation } from '../../network/evaluate.js'
import { hasFiniteParameters } from '../../network/finite.js'
import { createNetworkOf } from '../../network/make.js'
import { NumberGather } from '../../network/metrics/numbers.js'
import { arenaOf, type Network } from '../../network/network.js'
import type { Optimizer } from '../../optimizers/optimizer.js'
import { sgd } from '../../optimizers/sgd.js'
import type { OneCycleDialect } from '../../schedules/index.js'
import { Clock, finish } from '../../training/clock.js'
import { Training } from '../../training/training.js'
import type { DataIdentity, StudySplit, TrialData } from './data.js'
import { type Method, methodSchedules } from './methods/methods.js'
import { type MethodDefinition, type MethodFunctions, ownOptimizer } from './methods/own.js'
import { networkPlan, type StudyNetwork } from './network.js'

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
  readonly looksPerEpoch: number
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
  /** mean loss of the batches since the look before */
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
  /** seconds of training up to each look, looking left out */
  readonly seconds: readonly number[]
}

/** Options of `runTrial`. */
export interface TrialOptions<E = LoadedEngine> {
  /** as for `createNetwork` */
  readonly engine?: E
  /** of methods that are functions, by the SHA-256 in their definition */
  readonly methods?: MethodFunctions
  /** aborting rejects with its reason: a trial is whole or it is not */
  readonly signal?: AbortSignal
}

const WHERE = 'runTrial'

export type RunTrial<E> = (config: TrialConfig, data: TrialData, options?: TrialOptions<E>) => Promise<TrialRecord>

/**
 * `runTrial` over the engines of an entry point.
 * @param where the function that its user called, which errors name
 */
export function runTrialOf<E>(resolve: Resolve<E>, where = WHERE): RunTrial<E> {
  const createNetwork = createNetworkOf(resolve, where)
  return async (config, data, options = {}) => {
    checkOptions(where, options, ['engine', 'methods', 'signal'])
    const { engine, methods = new Map(), signal } = options
    if (config?.method === undefined) throw wrongType(where, 'config', 'the configuration of a trial', config)
    const { training, test } = checkResult(where, 'data', data, 'standardization', 'prepareTrialData')
    const plan = networkPlan(config, training, config.seed, test)
    const network = await createNetwork(engine === undefined ? plan : { ...plan, engine })
    network.standardize(scaleFor(network, data))
    return runOn(network, config, data, methods, signal)
  }
}

const scales = new WeakMap<Dataset, Standardization>()

/** As training finds it; what reads images has one of its own, which is worked out once for the data. */
function scaleFor(network: Network, { training, standardization }: TrialData): Standardization {
  if (typeof network.plan.inputs === 'number') return standardization
  const scale = scales.get(training) ?? standardizationOf(training, network.plan)
  scales.set(training, scale)
  return scale
}

async function runOn(
  network: Network,
  config: TrialConfig,
  data: TrialData,
  methods: MethodFunctions,
  signal: AbortSignal | undefined,
): Promise<TrialRecord> {
  const looksPerEpoch = checkInteger(WHERE, 'looksPerEpoch', config.looksPerEpoch, 1)
  const { epochs, batchSize, seed } = config
  let lossSum = 0
  const training = new Training(network, data.training, {
    epochs,
    batchSize,
    seed,
    optimizer: ({ totalSteps }) => optimizerFor(config, totalSteps, methods),
    onStep: ({ loss }) => {
      lossSum += loss
    },
  })
  const { stepsPerEpoch, totalSteps } = training.plan
  const looks: ValidationLook[] = []
  const testLooks: Look[] = []
  const seconds: number[] = []
  const clock = new Clock()
  const arena = arenaOf(network)
  const evaluate = async (rows: Dataset) => {
    const gather = rows.targets === undefined ? undefined : new NumberGather(arena, rows)
    const slices = clock.sliced(evaluation(arena, rows, gather))
    const { loss, accuracy } = await finish(clock, slices, () => signal?.throwIfAborted())
    if (gather === undefined) return { loss, accuracy: accuracy as number }
    const { r2, rmse } = gather.metrics(rows.count)
    return { loss, accuracy: r2 as number, ...(config.metric === 'rmse' ? { rmse } : {}) }
  }
  let diverged = false
  let lookedAt = 0
  while (training.step < totalSteps && !diverged) {
    const next = nextLook(training.step, stepsPerEpoch, looksPerEpoch)
    await advance(training, next, clock, signal)
    diverged = training.step < next
    if (diverged) break
    const seen = await evaluate(data.validation)
    diverged = !Number.isFinite(seen.loss) || !hasFiniteParameters(network)
    if (diverged) break
    looks.push({ step: next, ...seen, trainingLoss: lossSum / (next - lookedAt) })
    seconds.push(clock.seconds)
    lossSum = 0
    lookedAt = next
    if (next % stepsPerEpoch === 0 && config.testAfter.includes(next / stepsPerEpoch)) {
      testLooks.push({ step: next, ...(await evaluate(data.test)) })
    }
  }
  const result: TrialResult = {
    stepsPerEpoch,
    steps: training.step,
    stopped: diverged ? 'diverged' : 'completed',
    looks,
    testLooks,
    weightsSha256: diverged ? null : network.sha256(),
  }
  return { result, seconds }
}

function optimizerFor(config: TrialConfig, totalSteps: number, functions: MethodFunctions): Optimizer {
  const { method, definition, dialect, rate, momentum, weightDecay, epochs } = config
  const run = { totalSteps, rate, momentum, dialect }
  if (definition !== undefined) {
    return ownOptimizer(WHERE, method, definition, { ...run, epochs, weightDecay }, functions)
  }
  return sgd({ ...methodSchedules(method, run), weightDecay })
}

/** The next update after which the run is looked at: equal parts of an epoch, its end among them. */
function nextLook(step: number, stepsPerEpoch: number, looksPerEpoch: number): number {
  const epochStart = step - (step % stepsPerEpoch)
  for (let look = 1; look <= looksPerEpoch; look++) {
    const at = epochStart + Math.round((look * stepsPerEpoch) / looksPerEpoch)
    if (at > step) return at
  }
  return epochStart + stepsPerEpoch
}

/** Updates until `step` or divergence; gives the host a turn after each slice. The clock counts their seconds alone. */
async function advance(training: Training, step: number, clock: Clock, signal: AbortSignal | undefined): Promise<void> {
  clock.goOn()
  while (training.step < step) {
    signal?.throwIfAborted()
    if (!training.update()) break
    if (clock.tick()) await clock.breathe()
  }
  clock.pause()
}
