import { expect, test } from 'vitest'
import { prepareTable } from '../../src/data/tabular/csv.js'
import { createNetwork, dense } from '../../src/entry/index.js'
import { bytesPerCall } from '../allocation.js'

const rows = Array.from({ length: 40 }, (_, i) => ({
  age: (i * 7) % 23,
  town: ['Bern', 'Rome', 'Oslo'][i % 3],
  member: i % 2 === 0,
  buys: i % 5 < 2 ? 'yes' : 'no',
  price: 100 + ((i * 3) % 31) / 2,
}))

async function networkFor(target: 'buys' | 'price') {
  const { preparation, training } = prepareTable(rows, {
    target,
    features: ['age', 'town', 'member'],
    validation: 0,
  })
  const outputs = training.classes || 1
  const loss = training.classes > 0 ? 'softmaxCrossEntropy' : 'meanSquaredError'
  const network = await createNetwork({ inputs: training.inputs, layers: [dense(8, 'relu'), dense(outputs)], loss })
  network.preparation = preparation
  return { network, features: training.features.subarray(0, training.inputs) as Float32Array }
}

const object = { age: 3, town: 'Oslo', member: true }

// an answer of two classes is two objects and three boxed numbers; a view, a closure or a list a row adds 100 bytes and more
test.each<[string, 'buys' | 'price', 'features' | object, number]>([
  ['a class for an object', 'buys', object, 256],
  ['a class for an array', 'buys', [3, 'Oslo', true], 256],
  ['a number for an object', 'price', object, 96],
  ['numbers for numbers', 'price', 'features', 256],
])('predict of one row allocates its answer alone: %s, less than %s %s %d bytes', async (_, target, row, bound) => {
  const { network, features } = await networkFor(target)
  const given = row === 'features' ? features : row
  expect(await bytesPerCall(() => network.predict(given as never), bound)).toBeLessThan(bound)
})
