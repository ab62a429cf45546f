import { expect, test } from 'vitest'
import {
  averagePool2d,
  createNetwork,
  dense,
  globalAveragePool,
  loadEngine,
  loadNetwork,
  sgd,
  train,
} from '../../../src/entry/index.js'
import { labelled } from '../../network/data.js'

test('by default the windows lie side by side; the description has every option filled in', () => {
  expect(averagePool2d(2).description).toEqual({ kind: 'averagePool2d', poolSize: 2, stride: 2, padding: 'valid' })
  expect(averagePool2d(3, { stride: 2, padding: 'same' }).bind([7, 9, 4]).output).toEqual([4, 5, 4])
  expect(globalAveragePool().bind([7, 9, 4]).output).toEqual([4])
  expect(globalAveragePool().bind([7, 4]).output).toEqual([4])
})

test('it takes the mean of each window, over the pixels inside the image where the window stands over', async () => {
  const answer = async (layer: ReturnType<typeof averagePool2d | typeof globalAveragePool>) => {
    const network = await createNetwork({ inputs: [2, 3, 1], layers: [layer], loss: 'meanSquaredError' })
    return [...network.predict([1, 5, -1, -2, 4, 8])]
  }
  expect(await answer(averagePool2d(2))).toEqual([2])
  expect(await answer(averagePool2d(2, { padding: 'same' }))).toEqual([2, 3.5])
  expect(await answer(globalAveragePool())).toEqual([2.5])
})

test('both engines train to the same bits, and the network comes back from a file', async () => {
  const run = async (engine: 'wasm' | 'js') => {
    const layers = [averagePool2d(2, { padding: 'same' }), dense(12, 'relu'), dense(3)]
    const network = await createNetwork({ inputs: [6, 6, 1], layers, engine: await loadEngine(engine) })
    await train(network, labelled(60, 36, 3), { epochs: 3, batchSize: 7, optimizer: sgd({ learningRate: 0.1 }) })
    return network
  }
  const [wasm, js] = await Promise.all([run('wasm'), run('js')])
  expect(js.sha256()).toBe(wasm.sha256())
  expect((await loadNetwork(wasm.save())).sha256()).toBe(wasm.sha256())
})

test.each([
  [() => averagePool2d(0), RangeError, '"poolSize" expected a whole number of at least 1, got 0'],
  [
    () => averagePool2d(2, { stride: 0 }),
    RangeError,
    'averagePool2d: "stride" expected a whole number of at least 1, got 0',
  ],
  [
    () => averagePool2d(2, { padding: 'full' as never }),
    RangeError,
    '"padding" expected one of valid, same, got "full"',
  ],
  [() => averagePool2d(2).bind([784]), RangeError, '"input" expected images, [height, width, channels], got 784'],
  [() => averagePool2d(3).bind([2, 5, 4]), RangeError, '"poolSize" expected a window inside images of 2 x 5 x 4'],
  [
    () => globalAveragePool().bind([784]),
    RangeError,
    'globalAveragePool: "input" expected images, [height, width, channels], or sequences, [length, channels], got 784',
  ],
])('refuses what does not fit, naming both: %s', (make, kind, text) => {
  expect(make).toThrow(kind)
  expect(make).toThrow(text)
})
