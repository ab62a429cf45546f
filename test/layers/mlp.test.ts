import { expect, test } from 'vitest'
import { dense } from '../../src/layers/dense.js'
import { mlp } from '../../src/layers/mlp.js'

test('a perceptron has its hidden layers with their activation, then a linear output', () => {
  const descriptions = (...given: Parameters<typeof mlp>) => mlp(...given).map(({ description }) => description)
  expect(descriptions({ hidden: [8, 4], activation: 'tanh', outputs: 3 })).toEqual(
    [dense(8, 'tanh'), dense(4, 'tanh'), dense(3)].map(({ description }) => description),
  )
  expect(descriptions({ hidden: [], activation: 'relu', outputs: 2 })).toEqual([dense(2).description])
  expect(() => mlp({ hidden: [0], activation: 'relu', outputs: 2 })).toThrow(RangeError)
})
