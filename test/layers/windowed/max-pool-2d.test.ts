import { expect, test } from 'vitest'
import { createNetwork, dense, loadEngine, loadNetwork, maxPool2d, sgd, train } from '../../../src/entry/index.js'
import { labelled } from '../../network/data.js'

test('by default the windows lie side by side; the description has every option filled in', () => {
  expect(maxPool2d(2).description).toEqual({ kind: 'maxPool2d', poolSize: 2, stride: 2, padding: 'valid' })
  expect(maxPool2d(3, { stride: 2, padding: 'same' }).bind([7, 9, 4]).output).toEqual([4, 5, 4])
  expect(maxPool2d(3, { stride: 2 }).bind([7, 10, 4]).output).toEqual([3, 4, 4])
})

test('it takes the largest of each window', async () => {
  const network = await createNetwork({
    inputs: [2, 4, 1],
    layers: [maxPool2d(2)],
    loss: 'meanSquaredError',
  })
  expect([...network.predict([1, 5, -1, -2, 3, 4, -3, -4])]).toEqual([5, -1])
})

test('both engines train to the same bits, and the network comes back from a file and from plain JSON', async () => {
  const run = async (engine: 'wasm' | 'js') => {
    const network = await createNetwork({
      inputs: [6, 6, 1],
      layers: [maxPool2d(2), dense(3)],
      engine: await loadEngine(engine),
    })
    await train(network, labelled(60, 36, 3), { epochs: 3, batchSize: 7, optimizer: sgd({ learningRate: 0.1 }) })
    return network
  }
  const [wasm, js] = await Promise.all([run('wasm'), run('js')])
  expect(js.sha256()).toBe(wasm.sha256())
  expect((await loadNetwork(wasm.save())).sha256()).toBe(wasm.sha256())
  const again = await createNetwork({ inputs: [6, 6, 1], layers: JSON.parse(JSON.stringify(wasm.plan.layers)) })
  expect(again.plan).toEqual(wasm.plan)
})

test.each([
  [() => maxPool2d(0), RangeError, '"poolSize" expected a whole number from 1 to 16, got 0'],
  [() => maxPool2d(17), RangeError, '"poolSize" expected a whole number from 1 to 16, got 17'],
  [() => maxPool2d(2, { stride: 0 }), RangeError, '"stride" expected a whole number of at least 1, got 0'],
  [() => maxPool2d(2, { padding: 'full' as never }), RangeError, '"padding" expected one of valid, same, got "full"'],
  [() => maxPool2d(2, { strides: 2 } as never), TypeError, 'unknown option "strides"'],
  [() => maxPool2d(2).bind([784]), RangeError, '"input" expected images, [height, width, channels], got 784'],
  [
    () => maxPool2d(3).bind([2, 5, 4]),
    RangeError,
    '"poolSize" expected a window inside images of 2 x 5 x 4, got 3 x 3',
  ],
])('refuses what does not fit, naming both: %s', (make, kind, text) => {
  expect(make).toThrow(kind)
  expect(make).toThrow(text)
})
