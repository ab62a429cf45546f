import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { Worker } from 'node:worker_threads'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { spirals } from '../../src/data/generated/spirals.js'
import {
  createDataset,
  createNetwork,
  cutout,
  findLearningRate,
  horizontalFlip,
  loadEngine,
} from '../../src/entry/index.js'
import { dense } from '../../src/layers/dense.js'
import type { Layer } from '../../src/layers/layer.js'
import { maxPool2d } from '../../src/layers/windowed/max-pool-2d.js'
import type { RangeTestOptions, RangeTestStep } from '../../src/measure/range-test/options.js'
import { adam, type Optimizer, sgd } from '../../src/optimizers/index.js'
import { defineSchedule, scale } from '../../src/schedules/index.js'
import { train } from '../../src/training/train.js'
import { findLearningRateInWorker } from '../../src/worker/find-learning-rate-in-worker.js'
import { trainInWorker } from '../../src/worker/train-in-worker.js'
import { temporaryModule } from '../helpers.js'

const script = join(import.meta.dirname, '../../dist/worker/index.js')
const { training } = spirals({ seed: 2, training: 120 })
let worker: Worker

beforeAll(() => {
  if (!existsSync(script)) throw new Error(`${script} is missing: run "npm run build" before the tests`)
  worker = new Worker(script)
})
afterAll(() => worker.terminate())

const newNetwork = async (engine: 'wasm' | 'js' = 'wasm') =>
  createNetwork({ inputs: 2, layers: [dense(6, 'tanh'), dense(2)], seed: 3, engine: await loadEngine(engine) })

type Make = NonNullable<RangeTestOptions['optimizer']>
const cases: [string, RangeTestOptions][] = [
  ['the defaults, which may sweep twice', {}],
  ['another sweep and metric', { sweep: 'linear', metric: 'accuracy', steps: 30, seeds: 2, validation: training }],
  ['a cycled momentum', { steps: 30, seeds: 2, momentum: { high: 0.95, low: 0.85 }, weightDecay: 1e-3 }],
  ['adam by its name', { steps: 30, seeds: 2, optimizer: adam as Make, peakFactor: 0.5 }],
  [
    'a function that scales the rate and sets what the sweep does not',
    {
      steps: 30,
      seeds: 2,
      weightDecay: 0.01,
      optimizer: ({ learningRate, ...rest }): Optimizer =>
        sgd({ learningRate: scale({ of: learningRate, factor: 0.5 }), nesterov: true, ...rest }),
    },
  ],
]

test.each(cases)('a test in a worker says what one on this thread does, to the last bit: %s', async (_, options) => {
  const network = await newNetwork()
  const before = network.save()
  const steps = { here: [] as RangeTestStep[], there: [] as RangeTestStep[] }
  const into = (list: RangeTestStep[]) => ({ onStep: (record: RangeTestStep) => void list.push({ ...record }) })
  const here = await findLearningRate(network, training, { ...options, ...into(steps.here) })
  const there = await findLearningRateInWorker(worker, network, training, { ...options, ...into(steps.there) })
  expect(there).toEqual(here)
  expect(steps.there).toEqual(steps.here)
  expect(network.save()).toEqual(before)
})

test('the plain-JS engine gives the same, and so does a network that has been trained', async () => {
  const options = { steps: 30, seeds: 1 }
  const of = async (engine: 'wasm' | 'js') => {
    const network = await newNetwork(engine)
    await train(network, training, { epochs: 2, optimizer: sgd({ learningRate: 0.1 }) })
    return network
  }
  const here = await findLearningRate(await of('wasm'), training, options)
  expect(here.start).toBe('trained')
  expect(await findLearningRateInWorker(worker, await of('js'), training, options)).toEqual(here)
})

test('aborting is a result: before the first step and amid the sweeps', async () => {
  const before = await findLearningRateInWorker(worker, await newNetwork(), training, { signal: AbortSignal.abort() })
  expect(before).toMatchObject({ reliable: false, stopped: 'aborted' })
  const controller = new AbortController()
  let seen = 0
  const onStep = () => {
    seen += 1
    controller.abort()
  }
  const options = { steps: 100_000, signal: controller.signal, onStep }
  const amid = await findLearningRateInWorker(worker, await newNetwork(), training, options)
  expect(amid).toMatchObject({ reliable: false, stopped: 'aborted' })
  expect(seen).toBeLessThan(100_000)
})

test('a callback that throws ends the test with its error', async () => {
  const onStep = () => {
    throw new Error('enough')
  }
  await expect(findLearningRateInWorker(worker, await newNetwork(), training, { onStep })).rejects.toThrow('enough')
})

test('one worker serves a run and a test side by side', async () => {
  const [trained, alone] = [await newNetwork(), await newNetwork()]
  const plan = { epochs: 20, optimizer: sgd({ learningRate: 0.1 }) }
  const options = { steps: 40, seeds: 1 }
  const run = trainInWorker(worker, trained, training, plan)
  const range = await findLearningRateInWorker(worker, alone, training, options)
  await run.history
  expect(range).toEqual(await findLearningRate(alone, training, options))
  await train(alone, training, plan)
  expect(trained.sha256()).toBe(alone.sha256())
})

test('what the worker cannot build is refused with the name of this function, before anything is sent', async () => {
  const own: Layer = {
    description: { kind: 'own' },
    bind: (input) => ({
      output: input,
      tensors: [],
      kept: 0,
      workspace: () => 0,
      forward: () => {},
      backward: () => {},
    }),
  }
  const silent = {
    postMessage: () => {
      throw new Error('sent')
    },
  }
  const refused = async (options: RangeTestOptions, layers: Layer[] = [dense(2)]) => {
    const network = await createNetwork({ inputs: 2, layers })
    return findLearningRateInWorker(silent, network, training, options).catch((error: Error) => error.message)
  }
  expect(await refused({}, [own])).toMatch(/^findLearningRateInWorker: "network" .*own/)
  const mine = defineSchedule('mine', {}, () => 0.1)
  expect(await refused({ optimizer: () => sgd({ learningRate: mine }) })).toMatch(/"optimizer" .*mine/)
  const peeking: Make = ({ learningRate }) => sgd({ learningRate: learningRate(0) })
  expect(await refused({ optimizer: peeking })).toMatch(/"optimizer" .*values of its schedules/)
  expect(await refused({ step: 3 } as never)).toMatch(/^findLearningRateInWorker: unknown option "step"/)
  expect(await refused({ momentum: 1 })).toMatch(/^findLearningRateInWorker: "momentum"/)
})

test('a network with other layers than dense ones is tested with the same bits', async () => {
  const make = () => createNetwork({ inputs: [1, 2, 1], layers: [maxPool2d(1), dense(2)] })
  const options = { steps: 20, seeds: 1 }
  const expected = await findLearningRate(await make(), training, options)
  expect(await findLearningRateInWorker(worker, await make(), training, options)).toEqual(expected)
})

test('augmentations go to the worker by their descriptions; one of the caller’s own is refused', async () => {
  const images = createDataset({ ...training, shape: [1, 2, 1] })
  const options = { steps: 20, seeds: 2, augment: [horizontalFlip(), cutout(1)] }
  const here = await findLearningRate(await newNetwork(), images, options)
  expect(await findLearningRateInWorker(worker, await newNetwork(), images, options)).toEqual(here)
  const { augment, ...plain } = options
  expect(here.loss).not.toEqual((await findLearningRate(await newNetwork(), images, plain)).loss)
  const mine = { description: { kind: 'mine' }, bind: () => () => {} }
  await expect(
    findLearningRateInWorker(worker, await newNetwork(), images, { ...plain, augment: [mine] }),
  ).rejects.toThrow(/^findLearningRateInWorker: "augment" .*mine/)
})

test('a worker that cannot go on rejects the test', async () => {
  const broken = new Worker(temporaryModule('process.exit(3)'))
  const error = await findLearningRateInWorker(broken, await newNetwork(), training).catch((reason) => reason)
  expect(error.message).toMatch(/^findLearningRateInWorker: "worker" .*3/)
})
