import { describe, expect, test } from 'vitest'
import { activations } from '../../../src/core/kernels.js'
import {
  activation,
  conv2d,
  createNetwork,
  dense,
  type Layer,
  loadEngine,
  loadNetwork,
  maxPool2d,
  sgd,
  train,
} from '../../../src/entry/index.js'
import { gradientsOf, labelled } from '../../network/data.js'

const data = labelled(40, 36, 3)
const options = { epochs: 3, batchSize: 7, optimizer: sgd({ learningRate: 0.05, momentum: 0.9 }) }
const inputs = [6, 6, 1]

test('the description has every option filled in; equal sides of a kernel are one number', () => {
  expect(conv2d(20, { kernelSize: [5, 5] }).description).toEqual({
    kind: 'conv2d',
    filters: 20,
    kernelSize: 5,
    stride: 1,
    padding: 'valid',
    activation: 'linear',
    initialization: 'glorot',
    useBias: true,
  })
  const { kernelSize, initialization } = conv2d(3, { kernelSize: [1, 3], activation: 'relu' }).description
  expect([kernelSize, initialization]).toEqual([[1, 3], 'he'])
})

test('shapes, tensors and operations of a row follow from the input', () => {
  const { output, tensors, flops } = conv2d(50, { kernelSize: 5 }).bind([12, 12, 20])
  expect(output).toEqual([8, 8, 50])
  expect(tensors.map(({ name, shape, role }) => [name, shape, role])).toEqual([
    ['weights', [5, 5, 20, 50], 'weight'],
    ['biases', [50], 'bias'],
  ])
  expect(flops).toBe(2 * 8 * 8 * 50 * 5 * 5 * 20)
  expect(conv2d(4, { kernelSize: 3, stride: 2, padding: 'same', useBias: false }).bind([7, 10, 3])).toMatchObject({
    output: [4, 5, 4],
    tensors: [{ name: 'weights' }],
  })
})

describe.each(['wasm', 'js'] as const)('on %s', (engine) => {
  test.each(activations)('with %s it gives the bits of a linear one and an activation after it', async (name) => {
    const make = async (layers: Layer[]) => {
      const network = await createNetwork({ inputs, layers, engine: await loadEngine(engine) })
      const parameters = network.parameters()
      network.setParameters(parameters.map((_, i) => Math.sin(i) / 3))
      return network
    }
    const option = { kernelSize: 3, padding: 'same', initialization: 'he' } as const
    const fused = await make([conv2d(5, { ...option, activation: name }), conv2d(4, option), dense(3)])
    const apart = await make([conv2d(5, option), activation(name), conv2d(4, option), dense(3)])
    expect(gradientsOf(apart, data)).toEqual(gradientsOf(fused, data))
    await train(fused, data, options)
    await train(apart, data, options)
    expect(apart.sha256()).toBe(fused.sha256())
  })
})

test('both engines train to the same bits, and the network comes back from a file', async () => {
  const run = async (engine: 'wasm' | 'js') => {
    const layers = [
      conv2d(9, { kernelSize: 3, padding: 'same', activation: 'relu' }),
      maxPool2d(2),
      conv2d(6, { kernelSize: [2, 3], activation: 'leakyRelu', useBias: false }),
      dense(3),
    ]
    const network = await createNetwork({ inputs, layers, engine: await loadEngine(engine), seed: 3 })
    const { loss } = await train(network, data, { ...options, epochs: 20 })
    expect(loss.at(-1)!).toBeLessThan(loss[0]! / 2)
    return network
  }
  const [wasm, js] = await Promise.all([run('wasm'), run('js')])
  expect(js.sha256()).toBe(wasm.sha256())
  const again = await loadNetwork(wasm.save())
  expect(again.sha256()).toBe(wasm.sha256())
  expect(again.summary()).toBe(wasm.summary())
  expect(again.summary()).toContain('conv2d 6 2 x 3 1 valid leakyRelu he no useBias')
})

test('any batch gives a row the same answer: 1, 2, 3, 4, 5 and 9 rows', async () => {
  const layers = [conv2d(7, { kernelSize: 3, padding: 'same' }), conv2d(3, { kernelSize: 2 }), dense(3)]
  const network = await createNetwork({ inputs, layers, loss: 'meanSquaredError' })
  const { features } = data
  const single = Array.from({ length: 9 }, (_, row) => [...network.predict(features.slice(36 * row, 36 * row + 36))])
  for (const rows of [2, 3, 4, 5, 9]) {
    expect([...network.predict(features.slice(0, 36 * rows))]).toEqual(single.slice(0, rows).flat())
  }
})

test.each([
  [() => conv2d(0, { kernelSize: 3 }), RangeError, 'conv2d: "filters" expected a whole number of at least 1, got 0'],
  [() => conv2d(3, {} as never), TypeError, '"kernelSize" expected a whole number, or [height, width], got undefined'],
  [() => conv2d(3, { kernelSize: 0 }), RangeError, '"kernelSize" expected a whole number of at least 1, got 0'],
  [
    () => conv2d(3, { kernelSize: [3, 2.5] }),
    RangeError,
    '"kernelSize[1]" expected a whole number of at least 1, got 2.5',
  ],
  [
    () => conv2d(3, { kernelSize: [3] as never }),
    TypeError,
    '"kernelSize" expected a whole number, or [height, width]',
  ],
  [() => conv2d(3, { kernelSize: 3, stride: 0 }), RangeError, '"stride" expected a whole number of at least 1, got 0'],
  [() => conv2d(3, { kernelSize: 3, padding: 'full' as never }), RangeError, '"padding" expected one of valid, same'],
  [() => conv2d(3, { kernelSize: 3, activation: 'gelu' as never }), RangeError, '"activation" expected one of linear'],
  [() => conv2d(3, { kernelSize: 3, useBias: 1 as never }), TypeError, '"useBias" expected true or false, got 1'],
  [() => conv2d(3, { kernelsize: 3 } as never), TypeError, 'conv2d: unknown option "kernelsize"'],
  [
    () => conv2d(3, { kernelSize: 3 }).bind([784]),
    RangeError,
    'conv2d: "input" expected images, [height, width, channels], got 784',
  ],
  [
    () => conv2d(3, { kernelSize: 5 }).bind([4, 9, 8]),
    RangeError,
    '"kernelSize" expected a window inside images of 4 x 9 x 8, got 5 x 5',
  ],
])('refuses what does not fit: %s', (make, kind, text) => {
  expect(make).toThrow(kind)
  expect(make).toThrow(text)
})
