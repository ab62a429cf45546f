import { expect, test } from 'vitest'
import { dense } from '../../src/network/layers.js'
import { mlp } from '../../src/network/mlp.js'

test('a perceptron has its hidden layers with their activation, then a linear output', () => {
  expect(mlp({ hidden: [8, 4], activation: 'tanh', outputs: 3 })).toEqual([
    dense(8, 'tanh'),
    dense(4, 'tanh'),
    dense(3),
  ])
  expect(mlp({ hidden: [], activation: 'relu', outputs: 2 })).toEqual([dense(2)])
  expect(() => mlp({ hidden: [0], activation: 'relu', outputs: 2 })).toThrow(RangeError)
})
