import { describe, expect, test } from 'vitest'
import {
  createDataset,
  createNetwork,
  dense,
  layerNorm,
  loadEngine,
  loadNetwork,
  sgd,
  train,
} from '../../src/entry/index.js'
import { labelled, uniform } from '../network/data.js'

const data = labelled(40, 6, 3)

describe.each(['wasm', 'js'] as const)('on %s', (engine) => {
  test('each pixel has mean 0 and variance 1 over its channels, within 1e-4, alone or among others', async () => {
    const network = await createNetwork({
      inputs: [2, 2, 6],
      layers: [layerNorm()],
      loss: 'meanSquaredError',
      engine: await loadEngine(engine),
    })
    const images = uniform(5 * 24, 'pixels', 30)
    const answers = network.predict(images)
    for (let pixel = 0; pixel < 20; pixel++) {
      const numbers = [...answers.subarray(6 * pixel, 6 * pixel + 6)]
      const mean = numbers.reduce((sum, value) => sum + value, 0) / 6
      expect(Math.abs(mean)).toBeLessThan(1e-4)
      expect(Math.abs(numbers.reduce((sum, value) => sum + (value - mean) ** 2, 0) / 6 - 1)).toBeLessThan(1e-4)
    }
    expect(network.predict(images.slice(0, 24))).toEqual(answers.slice(0, 24))
  })
})

test('both engines train to the same bits, one row a batch too, and the network comes back from a file', async () => {
  for (const batchSize of [1, 7]) {
    const run = async (engine: 'wasm' | 'js') => {
      const network = await createNetwork({
        inputs: 6,
        layers: [dense(9), layerNorm(), dense(3)],
        engine: await loadEngine(engine),
      })
      await train(network, data, { epochs: 2, batchSize, optimizer: sgd({ learningRate: 0.1 }) })
      return network
    }
    const [wasm, js] = await Promise.all([run('wasm'), run('js')])
    expect(js.sha256()).toBe(wasm.sha256())
    expect((await loadNetwork(wasm.save())).evaluate(data)).toEqual(wasm.evaluate(data))
  }
})

test('the description has the epsilon filled in, and numbers that are all the same give beta', async () => {
  expect(layerNorm().description).toEqual({ kind: 'layerNorm', epsilon: 1e-5 })
  const network = await createNetwork({ inputs: 3, layers: [layerNorm()], loss: 'meanSquaredError' })
  network.setParameters(Float32Array.of(1, 2, 3, 4, 5, 6))
  const same = createDataset({ inputs: 3, features: new Float32Array(3).fill(7), targets: new Float32Array(3) })
  expect([...network.predict(same.features as Float32Array)]).toEqual([4, 5, 6])
})

test.each([
  [() => layerNorm({ epsilon: 0 }), RangeError, 'layerNorm: "epsilon" expected a positive finite number, got 0'],
  [() => layerNorm({ epsilon: -1e-5 }), RangeError, '"epsilon" expected a positive finite number, got -0.00001'],
  [() => layerNorm({ axis: 1 } as never), TypeError, 'unknown option "axis"'],
  [() => layerNorm().bind([4, 4, 1]), RangeError, '"input" expected at least 2 channels, got 4 x 4 x 1'],
])('refuses %s', (wrong, kind, text) => {
  expect(wrong).toThrow(kind)
  expect(wrong).toThrow(text)
})
