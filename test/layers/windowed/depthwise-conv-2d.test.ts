import { expect, test } from 'vitest'
import { createNetwork, dense, depthwiseConv2d, loadEngine, loadNetwork, sgd, train } from '../../../src/entry/index.js'
import { labelled } from '../../network/data.js'

const data = labelled(30, 48, 3)

test('the description has every option filled in; shapes and tensors follow from the input', () => {
  expect(depthwiseConv2d({ kernelSize: 3 }).description).toEqual({
    kind: 'depthwiseConv2d',
    kernelSize: 3,
    stride: 1,
    padding: 'valid',
    activation: 'linear',
    initialization: 'glorot',
    useBias: true,
  })
  const layer = depthwiseConv2d({ kernelSize: 3, stride: 2, padding: 'same', activation: 'relu' })
  expect(layer.description.initialization).toBe('he')
  const { output, tensors } = layer.bind([7, 10, 6])
  expect(output).toEqual([4, 5, 6])
  expect(tensors.map(({ name, shape, role }) => [name, shape, role])).toEqual([
    ['weights', [3, 3, 6], 'weight'],
    ['biases', [6], 'bias'],
  ])
})

test('each channel meets its own filter alone', async () => {
  const layers = [depthwiseConv2d({ kernelSize: 2 })]
  const network = await createNetwork({ inputs: [2, 2, 2], layers, loss: 'meanSquaredError' })
  network.setParameters(Float32Array.of(1, 10, 2, 20, 3, 30, 4, 40, 0.5, -0.5))
  expect([...network.predict([1, 2, 3, 4, 5, 6, 7, 8])]).toEqual([1 + 6 + 15 + 28 + 0.5, 20 + 80 + 180 + 320 - 0.5])
})

test('both engines train to the same bits, and the network comes back from a file', async () => {
  const run = async (engine: 'wasm' | 'js') => {
    const layers = [depthwiseConv2d({ kernelSize: 3, padding: 'same', activation: 'relu' }), dense(3)]
    const network = await createNetwork({ inputs: [4, 4, 3], layers, engine: await loadEngine(engine) })
    await train(network, data, { epochs: 3, batchSize: 7, optimizer: sgd({ learningRate: 0.1 }) })
    return network
  }
  const [wasm, js] = await Promise.all([run('wasm'), run('js')])
  expect(js.sha256()).toBe(wasm.sha256())
  expect((await loadNetwork(wasm.save())).evaluate(data)).toEqual(wasm.evaluate(data))
})

test.each([
  [() => depthwiseConv2d({ kernelSize: 0 }), RangeError, '"kernelSize" expected a whole number of at least 1, got 0'],
  [
    () => depthwiseConv2d({ kernelSize: 3, stride: 0 }),
    RangeError,
    'depthwiseConv2d: "stride" expected a whole number of at least 1, got 0',
  ],
  [() => depthwiseConv2d({ kernelSize: 3, filters: 8 } as never), TypeError, 'unknown option "filters"'],
  [
    () => depthwiseConv2d({ kernelSize: 3 }).bind([784]),
    RangeError,
    '"input" expected images, [height, width, channels]',
  ],
  [
    () => depthwiseConv2d({ kernelSize: 3 }).bind([2, 5, 4]),
    RangeError,
    'a window inside images of 2 x 5 x 4, got 3 x 3',
  ],
])('refuses what does not fit: %s', (make, kind, text) => {
  expect(make).toThrow(kind)
  expect(make).toThrow(text)
})
