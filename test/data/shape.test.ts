import { expect, test } from 'vitest'
import { checkShape, isImage, shapeText, sizeOf } from '../../src/data/shape.js'
import { refusal } from '../helpers.js'

test('a shape has the product of its sizes as its size, and is written with x between them', () => {
  expect([sizeOf([28, 28, 1]), shapeText([28, 28, 1])]).toEqual([784, '28 x 28 x 1'])
  expect([sizeOf([7]), shapeText([7])]).toEqual([7, '7'])
  expect(shapeText(new Array(100).fill(2))).toBe('2 x 2 x 2 x 2 x 2 x 2 x 2 x 2 x ... of rank 100')
})

test('an image has three sizes', () => {
  expect([[4], [4, 4], [4, 4, 3], [2, 4, 4, 3], undefined].map(isImage)).toEqual([false, false, true, false, false])
})

test('a shape is a list of whole numbers from 1, at least one of them', () => {
  expect(checkShape('f', 'inputs', [2, 3])).toEqual([2, 3])
  expect(() => checkShape('f', 'inputs', [])).toThrow(refusal(RangeError, 'f', 'inputs', 'an array of length 0'))
  expect(() => checkShape('f', 'inputs', [2, 0.5])).toThrow(refusal(RangeError, 'f', 'inputs[1]', 0.5))
  expect(() => checkShape('f', 'inputs', '2')).toThrow(refusal(TypeError, 'f', 'inputs', '"2"'))
})
