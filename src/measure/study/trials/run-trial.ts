/** Runs a trial: trains to its end, looks on the way, and goes on from another trial's beginning where it is given one. */
import { checkInteger, checkResult, checkSeed, readResult, wrongType } from '../../../check.js'
import type { Resolve } from '../../../core/engine/start.js'
import { checkDataset, type Dataset } from '../../../data/dataset.js'
import { type Standardization, standardizationOf } from '../../../data/standardization.js'
import { evaluation } from '../../../network/evaluate.js'
import { hasFiniteParameters } from '../../../network/finite.js'
import { createNetworkOf } from '../../../network/make.js'
import { NumberGather } from '../../../network/metrics/numbers.js'
import { arenaOf, type Network } from '../../../network/network.js'
import type { Optimizer } from '../../../optimizers/optimizer.js'
import { abortSignal, ifGiven, listOf, type ReadersOf, readOptions, whole } from '../../../options.js'
import { continuedAs } from '../../../training/checkpoint.js'
import { Clock, finish } from '../../../training/clock.js'
import { Training } from '../../../training/training.js'
import type { TrialData } from '../data.js'
import { builtInOptimizer } from '../methods/optimizer.js'
import { type MethodFunctions, ownOptimizer } from '../methods/own.js'
import { networkPlan } from '../network.js'
import type {
  Look,
  TrialBeginning,
  TrialConfig,
  TrialOptions,
  TrialRecord,
  TrialResult,
  TrialSpent,
  ValidationLook,
} from '../trial.js'
import { leaveSpare, takeSpare } from './spare.js'

const WHERE = 'runTrial'

export type RunTrial<E> = (config: TrialConfig, data: TrialData, options?: TrialOptions<E>) => Promise<TrialRecord>

/**
 * `runTrial` over the engines of an entry point.
 * @param where the function that its user called, which errors name
 */
export function runTrialOf<E>(resolve: Resolve<E>, where = WHERE): RunTrial<E> {
  const createNetwork = createNetworkOf(resolve, where)
  return async (config, data, options = {}) => {
    const start = performance.now()
    readOptions(where, options, readers)
    const { engine, signal } = options
    signal?.throwIfAborted()
    if (config?.method === undefined) throw wrongType(where, 'config', 'the configuration of a trial', config)
    const { training, validation, test } = checkResult(where, 'data', data, 'standardization', 'prepareTrialData')
    for (const [part, rows] of Object.entries({ training, validation, test })) checkDataset(where, `data.${part}`, rows)
    const plan = readResult(where, 'config', config, 'method', 'compare', () =>
      networkPlan(config, training, config.seed, test),
    )
    // a network that is taken over has no other look at it
    checkSeed(where, config.seed)
    for (const [what, epochs] of Object.entries({ lookAfter: config.lookAfter ?? [], testAfter: config.testAfter })) {
      listOf(whole(1))(where, `config.${what}`, epochs, {})
    }
    const network =
      takeSpare(data, config, engine) ?? (await createNetwork(engine === undefined ? plan : { ...plan, engine }))
    const clock = new Clock()
    let result: Awaited<ReturnType<typeof run>>
    const run = () => {
      network.standardize(scaleFor(network, data))
      return finish(clock, work(network, config, data, clock, options), () => signal?.throwIfAborted())
    }
    try {
      result = await run()
    } catch (error) {
      network.dispose()
      throw error
    }
    leaveSpare(data, config, engine, network)
    const { training: seconds, ...record } = result
    const spent = { seconds: (performance.now() - start) / 1000, training: seconds }
    return { ...record, spent: { ...spent, sharedEpochs: options.beginning?.epochs ?? 0 } }
  }
}

const readers = {
  // checked where the network is made
  engine: (_, __, value) => value,
  methods: ifGiven((where, what, value) => checkResult(where, what, value as MethodFunctions, 'get', 'new Map(...)')),
  signal: ifGiven(abortSignal),
  beginning: ifGiven((where, what, value) => {
    return checkResult(where, what, value as TrialBeginning, 'checkpoint', 'a trial with "keepAfter"')
  }),
  keepAfter: ifGiven(listOf(whole(1))),
} satisfies ReadersOf<TrialOptions<unknown>>

const scales = new WeakMap<Dataset, Standardization>()

/** As training finds it; what reads images has one of its own, which is worked out once for the data. */
function scaleFor(network: Network, { training, standardization }: TrialData): Standardization {
  if (typeof network.plan.inputs === 'number') return standardization
  const scale = scales.get(training) ?? standardizationOf(training, network.plan)
  scales.set(training, scale)
  return scale
}

/** The trial's work, pausing where a slice is used up. */
function* work(
  network: Network,
  config: TrialConfig,
  data: TrialData,
  clock: Clock,
  { methods = new Map(), beginning, keepAfter = [] }: TrialOptions<unknown>,
): Generator<false, TrialRecord & Pick<TrialSpent, 'training'>> {
  const { epochs, batchSize, seed, lookAfter } = config
  const stopsPerEpoch = lookAfter ? 1 : checkInteger(WHERE, 'looksPerEpoch', config.looksPerEpoch, 1)
  let lossSum = 0
  const training = new Training(network, data.training, {
    epochs,
    batchSize,
    seed,
    optimizer: ({ totalSteps }) => optimizerFor(config, totalSteps, methods),
    onStep: ({ loss }) => {
      lossSum += loss
    },
    ...(beginning === undefined ? {} : { resume: resumeFrom(beginning, config, methods) }),
  })
  const { stepsPerEpoch, totalSteps } = training.plan
  const isLook = (step: number): boolean =>
    lookAfter === undefined || step === totalSteps || lookAfter.includes(step / stepsPerEpoch)
  const looks: ValidationLook[] = []
  const testLooks: Look[] = []
  const seconds: number[] = []
  for (const [i, look] of (beginning?.looks ?? []).entries()) {
    if (!isLook(look.step)) continue
    looks.push(look)
    seconds.push(beginning?.seconds[i] as number)
  }
  const kept: TrialBeginning[] = []
  const before = beginning?.trained ?? 0
  clock.seconds = before
  let saved = 0
  const arena = arenaOf(network)
  function* evaluate(rows: Dataset): Generator<false, Omit<Look, 'step'>> {
    const gather = rows.targets === undefined ? undefined : new NumberGather(arena, rows)
    const { loss, accuracy } = yield* clock.sliced(evaluation(arena, rows, gather))
    if (gather === undefined) return { loss, accuracy: accuracy as number }
    const { r2, rmse } = gather.metrics(rows.count)
    return { loss, accuracy: r2 as number, ...(config.metric === 'rmse' ? { rmse } : {}) }
  }
  function* readTest(): Generator<false, void> {
    if (!config.testAfter.includes(training.step / stepsPerEpoch)) return
    testLooks.push({ step: training.step, ...(yield* evaluate(data.test)) })
  }
  if (beginning !== undefined) yield* readTest()
  let diverged = false
  while (training.step < totalSteps && !diverged) {
    const stop = training.step
    const next = nextStop(stop, stepsPerEpoch, stopsPerEpoch)
    lossSum = 0
    saved += yield* advance(network, training, next, clock)
    diverged = training.step < next
    if (diverged) break
    if (isLook(next)) {
      const seen = yield* evaluate(data.validation)
      diverged = !Number.isFinite(seen.loss) || !hasFiniteParameters(network)
      if (diverged) break
      looks.push({ step: next, ...seen, trainingLoss: lossSum / (next - stop) })
      seconds.push(clock.seconds + saved)
    }
    const epoch = next / stepsPerEpoch
    if (keepAfter.includes(epoch)) {
      const soFar = { looks: [...looks], seconds: [...seconds], trained: clock.seconds + saved }
      kept.push({ epochs: epoch, stepsPerEpoch, ...soFar, checkpoint: training.checkpoint() })
    }
    yield* readTest()
  }
  const result: TrialResult = {
    stepsPerEpoch,
    steps: training.step,
    stopped: diverged ? 'diverged' : 'completed',
    looks,
    testLooks,
    weightsSha256: diverged ? null : network.sha256(),
  }
  return { result, seconds, training: clock.seconds - before, ...(kept.length > 0 ? { kept } : {}) }
}

function resumeFrom({ stepsPerEpoch, checkpoint }: TrialBeginning, config: TrialConfig, methods: MethodFunctions) {
  const optimizer = optimizerFor(config, config.epochs * stepsPerEpoch, methods)
  return continuedAs(checkpoint, config.epochs, optimizer)
}

/** @param functions of methods that are functions */
export function optimizerFor(config: TrialConfig, totalSteps: number, functions: MethodFunctions): Optimizer {
  const { method, definition, dialect, rate, momentum, weightDecay, epochs } = config
  const run = { totalSteps, rate, momentum, dialect, epochs, weightDecay }
  return definition === undefined
    ? builtInOptimizer(method, run)
    : ownOptimizer(WHERE, method, definition, run, functions)
}

/** The next update after which the run may be looked at: equal parts of an epoch, its end among them. */
function nextStop(step: number, stepsPerEpoch: number, stopsPerEpoch: number): number {
  const epochStart = step - (step % stepsPerEpoch)
  for (let stop = 1; stop <= stopsPerEpoch; stop++) {
    const at = epochStart + Math.round((stop * stepsPerEpoch) / stopsPerEpoch)
    if (at > step) return at
  }
  return epochStart + stepsPerEpoch
}

/**
 * Updates until `step` or divergence, pausing after each slice. The clock counts their seconds alone.
 * @returns the seconds that one thread would have taken beyond these, by the steps that were timed with one
 */
function* advance(network: Network, training: Training, step: number, clock: Clock): Generator<false, number> {
  let saved = 0
  clock.goOn()
  for (let on = true; on; ) {
    const begun = clock.seconds
    do on = training.step < step && training.update()
    while (on && !clock.tick())
    saved += ((network.threads.speedUp ?? 1) - 1) * (clock.seconds - begun)
    if (on) yield false
  }
  clock.pause()
  return saved
}
