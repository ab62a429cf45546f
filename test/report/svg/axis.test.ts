import { expect, test } from 'vitest'
import { axisOf, axisWithin, tickText } from '../../../src/report/svg/axis.js'

test('axisOf ends on ticks of 1, 2 or 5 times a power of ten', () => {
  expect(axisOf(0, 1, 5, false).ticks).toEqual([0, 0.2, 0.4, 0.6, 0.8, 1])
  expect(axisOf(0, 0.003, 6, false).ticks).toEqual([0, 0.0005, 0.001, 0.0015, 0.002, 0.0025, 0.003])
  expect(axisOf(0.85, 0.95, 3, false).ticks).toEqual([0.85, 0.9, 0.95])
  expect(axisOf(0, 299, 8, true).ticks).toEqual([0, 50, 100, 150, 200, 250, 300])
  expect(axisOf(0, 3, 8, true).ticks).toEqual([0, 1, 2, 3])
  expect(axisOf(7, 7, 3, false)).toMatchObject({ low: 6, high: 8 })
  expect(axisOf(0, 0, 2, false)).toMatchObject({ low: -1, high: 1 })
})

test('axisWithin keeps to its ends, and its ticks to the values between them', () => {
  for (const [low, high] of [
    [0, 16],
    [0, 0.0931],
    [0.85, 0.95],
    [3, 1000],
    [-2.5, 7],
  ] as const) {
    for (const whole of [false, true]) {
      const axis = axisWithin(low, high, 5, whole)
      expect([axis.low, axis.high]).toEqual([low, high])
      expect(axis.ticks.length).toBeGreaterThanOrEqual(whole && high < 1 ? 1 : 2)
      expect(axis.ticks.length).toBeLessThanOrEqual(9)
      for (const tick of axis.ticks) expect(tick >= low - 1e-9 && tick <= high + 1e-9).toBe(true)
    }
  }
  expect(axisWithin(7, 7, 3, false)).toMatchObject({ low: 6, high: 8 })
})

test('tickText gives all ticks of an axis the same number of decimals', () => {
  const texts = (low: number, high: number) => {
    const axis = axisOf(low, high, 4, false)
    return axis.ticks.map((tick) => tickText(tick, axis))
  }
  expect(texts(0, 1)).toEqual(['0.0', '0.5', '1.0'])
  expect(texts(0, 200)).toEqual(['0', '50', '100', '150', '200'])
  expect(texts(0, 0.001)).toEqual(['0.0000', '0.0005', '0.0010'])
  expect(texts(0, 1e-8)).toEqual(['0.0e+0', '5.0e-9', '1.0e-8'])
})
