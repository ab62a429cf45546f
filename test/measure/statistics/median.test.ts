import { expect, test } from 'vitest'
import { stream } from '../../../src/math/random.js'
import { median, medianInterval, runsForLevel } from '../../../src/measure/statistics/median.js'

test('the median is the middle, and the mean of the two middle values of an even number', () => {
  expect(median([7])).toBe(7)
  expect(median([9, 1, 5])).toBe(5)
  expect(median([10, 2, 9, 1])).toBe(5.5)
  expect(median([3, 3, 3, 8])).toBe(3)
})

test('misses enter the median as infinity: it stays finite while fewer than half of the runs missed', () => {
  expect(median([2, 3, 5, Infinity, Infinity])).toBe(5)
  expect(median([2, 3, Infinity, Infinity])).toBe(Infinity)
  expect(median([Infinity, 2, Infinity])).toBe(Infinity)
  expect(median([Infinity, Infinity])).toBe(Infinity)
})

test('the interval is [min, max] for few runs, with its own coverage of 1 - 2^(1 - n)', () => {
  expect(medianInterval([4, 2])).toEqual({ low: 2, high: 4, coverage: 0.5 })
  expect(medianInterval([5, 1, 4, 2, 3])).toEqual({ low: 1, high: 5, coverage: 0.9375 })
  expect(medianInterval([5, 1, 4, 2, 3, 6])).toEqual({ low: 1, high: 6, coverage: 0.96875 })
  expect(medianInterval([7])).toBeNull()
})

test('the interval of 10 and 20 runs has the tabulated ranks: 2 and 9, 6 and 15', () => {
  const upTo = (n: number): number[] => Array.from({ length: n }, (_, i) => i + 1)
  expect(medianInterval(upTo(10))).toEqual({ low: 2, high: 9, coverage: 0.978515625 })
  const twenty = medianInterval(upTo(20))
  expect(twenty).toMatchObject({ low: 6, high: 15 })
  expect(twenty?.coverage).toBeCloseTo(0.9586105, 7)
  expect(medianInterval(upTo(1000))).toMatchObject({ low: 469, high: 532 })
})

test('a bound of the interval is infinite where misses reach it, and ties are kept', () => {
  expect(medianInterval([2, 3, 5, 8, Infinity])).toEqual({ low: 2, high: Infinity, coverage: 0.9375 })
  expect(medianInterval([3, 3, 3, 3, 3, 3])).toEqual({ low: 3, high: 3, coverage: 0.96875 })
})

test('over 500 seeded studies of 10 runs of a skewed cost, the interval of the median holds the true one >= 95 %', () => {
  let held = 0
  for (let study = 0; study < 500; study++) {
    const random = stream(study, 'median-study')
    // 1 / u has the median 2 and no mean
    const interval = medianInterval(Array.from({ length: 10 }, () => 1 / (1 - random.uniform())))
    if (interval !== null && interval.low <= 2 && interval.high >= 2) held++
  }
  expect(held / 500).toBeGreaterThanOrEqual(0.95)
  expect(held / 500).toBeLessThanOrEqual(0.995)
})

test('95 % needs 6 runs, 90 % needs 5, 99.9 % needs 11', () => {
  expect([0.9, 0.95, 0.999].map(runsForLevel)).toEqual([5, 6, 11])
})

test('no values, negative ones and NaN are refused', () => {
  expect(() => median([])).toThrow(/^median: "values" expected .*, got an array of length 0/)
  expect(() => median([1, Number.NaN])).toThrow(/^median: "values\[1\]" expected .*, got NaN/)
  expect(() => medianInterval([-1])).toThrow(RangeError)
})
