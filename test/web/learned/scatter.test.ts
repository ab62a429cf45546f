import { expect, test } from 'vitest'
import { explained, inUnit, span } from '../../../web/src/learned/scatter.ts'

test('right answers explain all, the mean explains nothing, worse answers are below 0', () => {
  expect(explained([1, 2, 3], [1, 2, 3])).toBe(1)
  expect(explained([1, 2, 3], [2, 2, 2])).toBe(0)
  expect(explained([1, 2, 3], [3, 2, 1])).toBe(-3)
  expect(explained([2, 2], [1, 3])).toBeNull()
})

test('the span holds every true number, with 5 % beside it, and tells it in its own unit', () => {
  expect(span([-1, 3, 1])).toEqual([-1.2, 3.2])
  expect(inUnit(2, { mean: 1000, deviation: 617 })).toBe('2,230')
})
