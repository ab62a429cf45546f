import { describe, expect, test } from 'vitest'
import { activations } from '../../src/core/kernels.js'
import { activation, createNetwork, dense, loadEngine, loadNetwork, sgd, train } from '../../src/entry/index.js'
import { gradientsOf, labelled } from '../network/data.js'

const data = labelled(40, 5, 3)
const options = { epochs: 3, batchSize: 7, optimizer: sgd({ learningRate: 0.05, momentum: 0.9 }) }

describe.each(['wasm', 'js'] as const)('on %s', (engine) => {
  test.each(activations)(
    'dense, then %s as a layer of its own, gives the bits of a dense layer with it',
    async (name) => {
      const fused = await createNetwork({
        inputs: 5,
        layers: [dense(9, name, 'he'), dense(3)],
        engine: await loadEngine(engine),
      })
      const apart = await createNetwork({
        inputs: 5,
        layers: [dense(9, 'linear', 'he'), activation(name), dense(3)],
        engine: await loadEngine(engine),
      })
      // the last layer's weights come from the stream of another index
      apart.setParameters(fused.parameters())
      expect(gradientsOf(apart, data)).toEqual(gradientsOf(fused, data))
      await train(fused, data, options)
      await train(apart, data, options)
      expect(apart.sha256()).toBe(fused.sha256())
      expect(apart.evaluate(data)).toEqual(fused.evaluate(data))
    },
  )
})

test('it has no parameters, keeps the shape, and comes back from a file', async () => {
  const network = await createNetwork({ inputs: [2, 3], layers: [activation('relu'), dense(2)] })
  expect(network.parameterCount).toBe(6 * 2 + 2)
  expect(network.summary()).toContain('2 x 3')
  expect((await loadNetwork(network.save())).sha256()).toBe(network.sha256())
})

describe.each([
  ['gelu', (x: number) => (x / 2) * (1 + Math.tanh(Math.sqrt(2 / Math.PI) * (x + 0.044715 * x ** 3)))],
  ['silu', (x: number) => x / (1 + Math.exp(-x))],
] as const)('%s', (name, exact) => {
  test.each(['wasm', 'js'] as const)(
    'is its formula within 1e-6 of the larger of |x| and 1e-3, on %s',
    async (engine) => {
      const network = await createNetwork({
        inputs: 1,
        layers: [activation(name)],
        loss: 'meanSquaredError',
        engine: await loadEngine(engine),
      })
      const x = Float32Array.from({ length: 4001 }, (_, i) => (i - 2000) / 100)
      network.predict(x).forEach((y, i) => {
        expect(Math.abs(y - exact(x[i]!))).toBeLessThan(1e-6 * Math.max(Math.abs(x[i]!), 1e-3))
      })
      expect([...network.predict([1e30, -1e30])]).toEqual([Math.fround(1e30), -0])
    },
  )

  test('trains to the same bits on both engines, and comes back from a file', async () => {
    const [wasm, js] = await Promise.all(
      (['wasm', 'js'] as const).map(async (engine) =>
        createNetwork({
          inputs: 5,
          layers: [dense(9, 'linear', 'he'), activation(name), dense(3)],
          engine: await loadEngine(engine),
        }),
      ),
    )
    for (const network of [wasm!, js!]) await train(network, data, options)
    expect(js!.sha256()).toBe(wasm!.sha256())
    expect((await loadNetwork(wasm!.save())).evaluate(data)).toEqual(wasm!.evaluate(data))
  })
})

test('refuses a name that it does not know', () => {
  expect(() => activation('swish' as never)).toThrow(/activation: "name" expected one of linear, relu.* got "swish"/)
})
