import { expect, test } from 'vitest'
import { createNetwork, dense, loadEngine, type NetworkOptions, sgd, train } from '../../../src/entry/index.js'
import { startsOf } from '../../../src/measure/range-test/start.js'
import { clouds } from './data.js'

const plan: NetworkOptions = {
  inputs: 20,
  layers: [dense(16, 'relu'), dense(8, 'tanh'), dense(5, 'linear', 'he')],
  engine: await loadEngine('js'),
}

test('seed s of an untrained network starts from the bits that createNetwork with seed s has', async () => {
  const starts = startsOf(await createNetwork({ ...plan, seed: 4 }))
  expect(starts.start).toBe('fresh')
  for (const seed of [4, 5, 77]) {
    const other = await createNetwork({ ...plan, seed })
    expect(starts.parameters(seed - 4, seed)).toEqual(other.parameters())
  }
})

test('a trained network keeps its weights with every seed', async () => {
  const network = await createNetwork({ ...plan, seed: 4 })
  await train(network, clouds(256), { epochs: 1, optimizer: sgd({ learningRate: 0.01 }) })
  const starts = startsOf(network)
  expect(starts.start).toBe('trained')
  expect(starts.parameters(0, 4)).toEqual(network.parameters())
  expect(starts.parameters(2, 6)).toEqual(network.parameters())
})

test('one weight that differs in its last bit makes a network a trained one', async () => {
  const network = await createNetwork(plan)
  const values = network.parameters()
  new Int32Array(values.buffer)[3]! ^= 1
  network.setParameters(values)
  expect(startsOf(network).start).toBe('trained')
})
