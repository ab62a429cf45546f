import { expect, test } from 'vitest'
import { compare, conv2d, dense, digits, planStudy, resnet8 } from '../../../src/entry/index.js'
import { refusal } from '../../helpers.js'
import { tinyNumbers, tinyStudy } from './trials.js'

const images = () => {
  const { training, test } = digits({ seed: 1, training: 60, test: 20 })
  return tinyStudy({ training, test, batchSize: 20 })
}

test('without anything said a study trains a perceptron of 128 hidden units, and its plan has no layers', () => {
  const plan = planStudy(tinyStudy())
  expect(plan).toMatchObject({ hidden: [128], activation: 'relu' })
  expect(Object.keys(plan)).not.toEqual(expect.arrayContaining(['layers']))
})

test('layers stand in the plan as descriptions, with the shape of the rows; sizes do not', () => {
  const { hidden, activation, inputs, layers } = planStudy({ ...images(), layers: resnet8(10) })
  expect([hidden, activation, inputs]).toEqual([undefined, undefined, [28, 28, 1]])
  expect(layers).toEqual(resnet8(10).map(({ description }) => description))
  const described = planStudy({ ...images(), layers: JSON.parse(JSON.stringify(layers)) })
  expect(described.layers).toEqual(layers)
})

test('refuses layers beside sizes, what is no layer, and a kind that only its author could build', () => {
  const layers = [dense(10)]
  expect(() => planStudy({ ...images(), layers, hidden: [4] })).toThrow(refusal(RangeError, 'compare', 'hidden'))
  expect(() => planStudy({ ...images(), layers, activation: 'tanh' })).toThrow(
    refusal(RangeError, 'compare', 'activation'),
  )
  expect(() => planStudy({ ...images(), layers: 10 as never })).toThrow(refusal(TypeError, 'compare', 'layers'))
  expect(() => planStudy({ ...images(), layers: [{ kind: 'mine' }] })).toThrow(
    refusal(RangeError, 'compare', 'layers[0].kind'),
  )
})

test('layers that do not fit the rows are refused before any trial', async () => {
  const runner = () => Promise.reject(new Error('a trial ran'))
  const layers = [conv2d(4, { kernelSize: 29 }), dense(10)]
  await expect(compare({ ...images(), layers }, { runner })).rejects.toThrow('conv2d: "kernelSize" expected')
  const list = { ...tinyStudy(), training: tinyNumbers(40), test: tinyNumbers(40, 3), batchSize: 10 }
  await expect(compare({ ...list, layers: [conv2d(4, { kernelSize: 1 }), dense(2)] }, { runner })).rejects.toThrow(
    'conv2d: "input" expected images',
  )
})
