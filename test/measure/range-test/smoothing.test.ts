import fc from 'fast-check'
import { expect, test } from 'vitest'
import { createSmoother, lagOf, smooth, weightOfLag } from '../../../src/measure/range-test/smoothing.js'

test('the first smoothed value is the first value, the second weighs them 1/3 to 2/3 at weight 1/2', () => {
  expect(smooth([6, 12], 0.5)).toEqual([6, 10])
  expect(smooth([3, 1, 4, 1], 0)).toEqual([3, 1, 4, 1])
})

test('a constant stays itself within 1e-14, from the first value on', () => {
  for (const value of smooth(new Array(200).fill(0.7), 0.97)) expect(Math.abs(value - 0.7)).toBeLessThan(1e-14)
})

test('every smoothed value is the weighted mean of all values so far, within 1e-12, and lies between their extremes', () => {
  const series = fc.array(fc.double({ min: -100, max: 100, noNaN: true }), { minLength: 1, maxLength: 30 })
  fc.assert(
    fc.property(series, fc.double({ min: 0, max: 0.99, noNaN: true }), (values, weight) => {
      smooth(values, weight).forEach((value, n) => {
        const weights = values.slice(0, n + 1).map((_, i) => weight ** (n - i))
        const total = weights.reduce((sum, w) => sum + w, 0)
        const mean = weights.reduce((sum, w, i) => sum + w * (values[i] as number), 0) / total
        expect(Math.abs(value - mean)).toBeLessThan(1e-12 * 100)
      })
    }),
  )
})

test('behind a straight line the smoothed curve stays by its lag, within 1e-6 once it has run in', () => {
  for (const weight of [0.5, 0.9, 0.95]) {
    const smoother = createSmoother(weight)
    let value = 0
    for (let i = 0; i <= 600; i++) value = smoother.next(i)
    expect(600 - value).toBeCloseTo(lagOf(weight), 6)
  }
  expect(lagOf(0.9)).toBeCloseTo(9, 12)
})

test('weightOfLag undoes lagOf within 1e-15', () => {
  for (const weight of [0, 0.5, 0.9, 0.99]) expect(weightOfLag(lagOf(weight))).toBeCloseTo(weight, 14)
})
