import { expect, test } from 'vitest'
import { median, summarize } from '../../src/bench/statistics.js'

test('median and quartiles lie between neighbours: of 1, 2, 4, 8 they are 1.75, 3 and 5', () => {
  expect(summarize([8, 1, 4, 2])).toEqual({ low: 1.75, median: 3, high: 5, count: 4 })
  expect(summarize([7])).toEqual({ low: 7, median: 7, high: 7, count: 1 })
})

test('samples are sorted as numbers and left as they were', () => {
  const samples = [100, 20, 3]
  expect(median(samples)).toBe(20)
  expect(samples).toEqual([100, 20, 3])
})

test('infinite samples keep a median: finite below them, infinite where they are the middle', () => {
  expect(median([1, 2, Infinity])).toBe(2)
  expect(median([1, Infinity, Infinity])).toBe(Infinity)
  expect(median([1, Infinity])).toBe(Infinity)
  expect(summarize([Infinity, Infinity])).toMatchObject({ low: Infinity, high: Infinity })
})

test('without samples the median is NaN', () => {
  expect(summarize([])).toEqual({ low: NaN, median: NaN, high: NaN, count: 0 })
})
