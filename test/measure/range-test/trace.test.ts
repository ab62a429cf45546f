import { createHash } from 'node:crypto'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import {
  adam,
  createDataset,
  createNetwork,
  cutout,
  type Dataset,
  dense,
  geometric,
  horizontalFlip,
  loadEngine,
  type Network,
  oneCycle,
  sgd,
  shift,
  train,
} from '../../../src/entry/index.js'
import type { RangeTestOptions } from '../../../src/measure/range-test/options.js'
import { findLearningRate } from '../../../src/measure/range-test/range-test.js'
import { arenaOf } from '../../../src/network/network.js'
import { clouds } from './data.js'

const bytesOf = ({ buffer, byteOffset, byteLength }: ArrayBufferView) =>
  createHash('sha256')
    .update(new Uint8Array(buffer, byteOffset, byteLength))
    .digest('hex')

/** Everything that a network holds, its whole memory included, and everything of the data. */
const stateOf = (network: Network, data: Dataset) => ({
  memory: bytesOf(arenaOf(network).core.f32),
  bytes: arenaOf(network).core.f32.byteLength,
  standardized: network.standardized,
  classNames: network.classNames,
  batch: { ...arenaOf(network).batch },
  features: bytesOf(data.features),
  labels: bytesOf(data.labels),
})

const small = { inputs: 20, layers: [dense(7, 'relu'), dense(5)], seed: 3 } as const
const data = clouds(200)
const validation = clouds(60, 2)
const training = () => ({
  epochs: 2,
  batchSize: 32,
  optimizer: ({ totalSteps }: { totalSteps: number }) => sgd(oneCycle({ totalSteps, peak: 0.1 })),
})

/** A network in the middle of its life: weights, velocity, input scale and class names of its own. */
async function trained(engine: 'wasm' | 'js'): Promise<Network> {
  const network = await createNetwork({ ...small, engine: await loadEngine(engine) })
  await train(network, data, training())
  network.classNames = ['a', 'b', 'c', 'd', 'e']
  return network
}

const options: fc.Arbitrary<RangeTestOptions> = fc.record(
  {
    sweep: fc.constantFrom('exponential', 'linear', 'triangular'),
    metric: fc.constantFrom('loss', 'accuracy'),
    from: fc.constantFrom(1e-4, 1e-2),
    to: fc.constantFrom(0.5, 100),
    steps: fc.constantFrom(3, 20, 41),
    batchSize: fc.constantFrom(1, 32, 200),
    seeds: fc.integer({ min: 1, max: 3 }),
    seed: fc.nat(1000),
    momentum: fc.constantFrom(0, 0.9, { high: 0.95, low: 0.85 }),
    weightDecay: fc.constantFrom(0, 1e-3),
    optimizer: fc.constantFrom(sgd, adam),
    smoothing: fc.constantFrom(0, 0.9),
    validation: fc.constant(validation),
    standardize: fc.boolean(),
  },
  { requiredKeys: [] },
)

test('no option, alone or with others, leaves a trace: the whole memory of the network and the data keep every bit', async () => {
  for (const engine of ['wasm', 'js'] as const) {
    for (const network of [
      await createNetwork({ ...small, engine: await loadEngine(engine) }),
      await trained(engine),
    ]) {
      const before = stateOf(network, data)
      await fc.assert(
        fc.asyncProperty(options, async (given) => {
          await findLearningRate(network, data, given)
          expect(stateOf(network, data)).toEqual(before)
        }),
        { numRuns: 40 },
      )
    }
  }
})

test('a test with augmentation leaves no trace either, sweeps over the images that training with it sees, and without any is the test as it was', async () => {
  const pixels = Float32Array.from({ length: 90 * 36 }, (_, i) => ((i * 7919) % 251) / 9)
  const labels = Array.from({ length: 90 }, (_, row) => row % 3)
  const images = createDataset({ shape: [4, 3, 3], features: pixels, labels })
  for (const engine of ['wasm', 'js'] as const) {
    const make = async () =>
      createNetwork({ inputs: [4, 3, 3], layers: [dense(3)], seed: 3, engine: await loadEngine(engine) })
    const network = await make()
    const before = stateOf(network, images)
    const augment = [horizontalFlip(), shift(1), cutout(2)]
    const test = { from: 0.01, to: 0.02, steps: 30, seeds: 1, batchSize: 16, momentum: 0, divergence: 1e9 }
    const range = await findLearningRate(network, images, { ...test, augment })
    expect(stateOf(network, images)).toEqual(before)
    const plain = await findLearningRate(network, images, test)
    expect(await findLearningRate(network, images, { ...test, augment: [] })).toEqual(plain)
    const losses: number[] = []
    await train(await make(), images, {
      epochs: 5,
      batchSize: 16,
      augment,
      optimizer: sgd({ learningRate: geometric({ initial: 0.01, final: 0.02, totalSteps: 30 }), momentum: 0 }),
      onStep: ({ loss }) => void losses.push(loss),
    })
    expect(range.loss).toEqual(losses)
    expect(range.loss).not.toEqual(plain.loss)
  }
})

test('training after a range test gives the bits of training without one', async () => {
  const [tested, untested] = [await createNetwork(small), await createNetwork(small)]
  await findLearningRate(tested, data)
  expect(tested.standardized).toBe(false)
  const histories = [await train(tested, data, training()), await train(untested, data, training())]
  expect(tested.sha256()).toBe(untested.sha256())
  expect(histories[0]?.loss).toEqual(histories[1]?.loss)
})

test('an abort or an error in a callback leaves no trace either', async () => {
  const network = await trained('js')
  const before = stateOf(network, data)
  const controller = new AbortController()
  const onStep = ({ step }: { step: number }) => step === 7 && controller.abort()
  await findLearningRate(network, data, { signal: controller.signal, onStep: (record) => void onStep(record) })
  expect(stateOf(network, data)).toEqual(before)
  const failing = () => {
    throw new Error('mine')
  }
  await expect(findLearningRate(network, data, { onStep: failing })).rejects.toThrow('mine')
  expect(stateOf(network, data)).toEqual(before)
})
