import { join } from 'node:path'
import { Worker } from 'node:worker_threads'
import { describe, expect, test } from 'vitest'
import {
  activation,
  batchNorm,
  cloneNetwork,
  createDataset,
  createNetwork,
  dense,
  findLearningRate,
  loadEngine,
  loadNetwork,
  sgd,
  Training,
  train,
  trainInWorker,
} from '../../src/entry/index.js'
import { arenaOf, type Network } from '../../src/network/network.js'
import { gradientsOf, labelled, uniform, valuesOf } from '../network/data.js'

type EngineName = 'wasm' | 'js'

const make = async (engine: EngineName = 'wasm') =>
  createNetwork({
    inputs: 6,
    layers: [dense(7), batchNorm(), activation('relu'), dense(5), batchNorm({ decay: 0.5 }), dense(3)],
    seed: 2,
    engine: await loadEngine(engine),
  })
const data = labelled(60, 6, 3)
const validation = labelled(25, 6, 3)
const options = { epochs: 4, batchSize: 8, optimizer: sgd({ learningRate: 0.1, momentum: 0.9 }), seed: 7 }

const stateOf = (network: Network) =>
  network.tensors().flatMap(({ role, values }) => (role === 'state' ? [...values] : []))

test('the description has every option filled in; gamma and beta are trained, the running mean and variance state', async () => {
  expect(batchNorm().description).toEqual({ kind: 'batchNorm', decay: 0.9, epsilon: 1e-5 })
  const { output, tensors } = batchNorm().bind([4, 5, 3])
  expect(output).toEqual([4, 5, 3])
  expect(tensors.map(({ name, shape, role }) => [name, ...shape, role])).toEqual([
    ['gamma', 3, 'scale'],
    ['beta', 3, 'bias'],
    ['runningMean', 3, 'state'],
    ['runningVariance', 3, 'state'],
  ])
  const network = await createNetwork({ inputs: [4, 5, 3], layers: [batchNorm(), dense(2)] })
  expect(network.parameterCount).toBe(6 + 60 * 2 + 2)
  expect(network.parameters().slice(0, 12)).toEqual(Float32Array.of(1, 1, 1, 0, 0, 0, 0, 0, 0, 1, 1, 1))
})

describe.each(['wasm', 'js'] as const)('on %s', (engine) => {
  test('training brings each channel to the mean beta and the deviation gamma over rows and pixels, within 1e-5', async () => {
    const network = await createNetwork({
      inputs: [3, 2, 5],
      layers: [batchNorm()],
      loss: 'meanSquaredError',
      engine: await loadEngine(engine),
    })
    const values = network.parameters()
    values.set([0.5, 1.5, 2.5, 3.5, 4.5, -2, -1, 0, 1, 2])
    network.setParameters(values)
    const features = uniform(11 * 30, 'images', 4).map((value, i) => value + (i % 5))
    const dataset = createDataset({ shape: [3, 2, 5], features, targets: features })
    gradientsOf(network, dataset)
    const { core, y } = arenaOf(network)
    const outputs = core.f32.slice(y / 4, y / 4 + 330)
    for (let c = 0; c < 5; c++) {
      const channel = outputs.filter((_, i) => i % 5 === c)
      const mean = channel.reduce((sum, value) => sum + value, 0) / 66
      const variance = channel.reduce((sum, value) => sum + (value - mean) ** 2, 0) / 66
      expect(Math.abs(mean - (c - 2))).toBeLessThan(1e-5)
      expect(Math.abs(Math.sqrt(variance) / (c + 0.5) - 1)).toBeLessThan(1e-5)
    }
  })

  test('a step moves the running mean and the unbiased running variance by 1 - decay, as PyTorch does, within 1e-6', async () => {
    const layers = [batchNorm({ decay: 0.75 })]
    const network = await createNetwork({
      inputs: 2,
      layers,
      loss: 'meanSquaredError',
      engine: await loadEngine(engine),
    })
    const features = Float32Array.of(1, 10, 2, 30, 6, 20, 3, 60)
    gradientsOf(network, createDataset({ inputs: 2, features, targets: features }))
    // means 3 and 30; sums of squared deviations 14 and 1400, over 3
    const expected = [0.25 * 3, 0.25 * 30, 0.75 + (0.25 * 14) / 3, 0.75 + (0.25 * 1400) / 3]
    stateOf(network).forEach((value, i) => {
      expect(Math.abs(value / expected[i]! - 1)).toBeLessThan(1e-6)
    })
    // and prediction computes with them
    const [mean, , variance] = expected as [number, number, number, number]
    expect(network.predict([1, 10])[0]).toBeCloseTo((1 - mean) / Math.sqrt(variance + 1e-5), 5)
  })

  test('evaluation changes no state, and is the same whatever rows are beside', async () => {
    const network = await make(engine)
    await train(network, data, options)
    const before = network.sha256()
    const all = network.predict(data.features)
    network.evaluate(data)
    expect(network.predict(data.features.slice(0, 6) as Float32Array)).toEqual(all.slice(0, 3))
    expect(network.sha256()).toBe(before)
  })
})

describe('state', () => {
  test('is the same on both engines, learned, in the hash, in the file and in a clone', async () => {
    const [wasm, js] = await Promise.all([make('wasm'), make('js')])
    for (const network of [wasm, js]) await train(network, data, options)
    expect(js.sha256()).toBe(wasm.sha256())
    expect(stateOf(wasm)).not.toEqual(stateOf(await make()))
    for (const again of [
      await loadNetwork(wasm.save()),
      await cloneNetwork(wasm),
      await cloneNetwork(wasm, await loadEngine('js')),
    ]) {
      expect(stateOf(again)).toEqual(stateOf(wasm))
      expect(again.sha256()).toBe(wasm.sha256())
      expect(again.evaluate(validation)).toEqual(wasm.evaluate(validation))
    }
    const values = wasm.parameters()
    const first = wasm.tensors().findIndex(({ name }) => name === 'runningMean')
    const at = wasm
      .tensors()
      .slice(0, first)
      .reduce((sum, tensor) => sum + tensor.values.length, 0)
    values[at]! += 1
    js.setParameters(values)
    expect(js.sha256()).not.toBe(wasm.sha256())
  })

  test('comes back from the checkpoint of every step', async () => {
    const network = await make()
    const files: Uint8Array[] = []
    const training = new Training(network, data, { ...options, onStep: () => files.push(training.checkpoint()) })
    for await (const _ of training);
    for (const resume of files) {
      const other = await make()
      await train(other, data, { ...options, resume })
      expect(other.sha256()).toBe(network.sha256())
    }
    expect(files.length).toBe(32)
  })

  test('comes home from a worker', async () => {
    const worker = new Worker(join(import.meta.dirname, '../../dist/worker/index.js'))
    const [here, there] = await Promise.all([make(), make()])
    await train(here, data, options)
    await trainInWorker(worker, there, data, options).history
    await worker.terminate()
    expect(stateOf(there)).toEqual(stateOf(here))
    expect(there.sha256()).toBe(here.sha256())
  })

  test('is that of the best epoch where early stopping gives that back', async () => {
    const network = await make()
    const after: number[][] = []
    const history = await train(network, data, {
      ...options,
      epochs: 40,
      validation,
      earlyStopping: { patience: 2 },
      onEpoch: () => after.push(stateOf(network)),
    })
    const best = history.restoredEpoch!
    expect(history.stopped).toBe('early')
    expect(best).toBeLessThan(after.length - 1)
    expect(stateOf(network)).toEqual(after[best])
    expect(network.evaluate(validation).loss).toBe(history.epochRecords[best]!.validationLoss)
  })

  test('is left as it was by a range test', async () => {
    const network = await make()
    await train(network, data, options)
    const before = network.sha256()
    await findLearningRate(network, data, { steps: 20, seeds: 2, batchSize: 8 })
    expect(network.sha256()).toBe(before)
  })

  test('of a frozen layer stays, above a trained one as below, while others move', async () => {
    for (const frozen of [[1], [0, 1]]) {
      const [network, before] = await Promise.all([make(), make()])
      await train(network, data, { ...options, frozen })
      for (const name of ['gamma', 'beta', 'runningMean', 'runningVariance']) {
        expect(valuesOf(network, 1, name)).toEqual(valuesOf(before, 1, name))
        expect(valuesOf(network, 4, name)).not.toEqual(valuesOf(before, 4, name))
      }
    }
  })

  test('of a channel that is always 0 falls to 0 and never to a denormal', async () => {
    const network = await make()
    // the unit that is normalised gives nothing, whatever comes in
    const values = network.parameters()
    for (let input = 0; input < 6; input++) values[7 * input] = 0
    network.setParameters(values)
    const still = { ...options, epochs: 200, optimizer: sgd({ learningRate: 0 }) }
    const seen = new Set<number>()
    await train(network, data, { ...still, onStep: () => seen.add(valuesOf(network, 1, 'runningVariance')[0]!) })
    expect(Math.min(...seen)).toBe(0)
    for (const value of seen) expect(value === 0 || value >= 2 ** -100).toBe(true)
  })
})

test.each([
  ['one row', 1, 60],
  ['a last batch of one row', 59, 60],
])('%s is refused before anything is changed, where a channel has one value a row', async (_, batchSize, count) => {
  const network = await make()
  const before = network.sha256()
  const run = train(network, labelled(count, 6, 3), { ...options, batchSize })
  await expect(run).rejects.toThrow(/train: "batchSize" expected at least 2 rows in every batch.* a last batch of 1/)
  expect(network.sha256()).toBe(before)
  const images = await createNetwork({ inputs: [3, 2, 1], layers: [batchNorm(), dense(3)] })
  await train(images, labelled(7, 6, 3), { ...options, batchSize: 1 })
  expect(stateOf(images).every(Number.isFinite)).toBe(true)
})

test.each([
  [() => batchNorm({ decay: 1 }), RangeError, 'batchNorm: "decay" expected a number in [0, 1), got 1'],
  [() => batchNorm({ decay: -0.1 }), RangeError, 'batchNorm: "decay" expected a number in [0, 1), got -0.1'],
  [() => batchNorm({ decay: Number.NaN }), RangeError, 'batchNorm: "decay" expected a number in [0, 1), got NaN'],
  [() => batchNorm({ epsilon: 0 }), RangeError, 'batchNorm: "epsilon" expected a positive finite number, got 0'],
  [() => batchNorm({ epsilon: -1 }), RangeError, 'batchNorm: "epsilon" expected a positive finite number, got -1'],
  [
    () => batchNorm({ epsilon: Number.NaN }),
    RangeError,
    'batchNorm: "epsilon" expected a positive finite number, got NaN',
  ],
  [() => batchNorm({ momentum: 0.1 } as never), TypeError, 'unknown option "momentum"'],
])('refuses %s', (wrong, kind, text) => {
  expect(wrong).toThrow(kind)
  expect(wrong).toThrow(text)
})
