import { expect, test } from 'vitest'
import { intervalText, ratioText } from '../../../src/measure/statistics/text.js'

test('a known ratio has two decimals, a tiny one three digits', () => {
  expect(ratioText({ low: 50200 / 8700, high: 50200 / 8700 })).toBe('5.77x')
  expect(ratioText({ low: 0.0123456, high: 0.0123456 })).toBe('0.0123x')
})

test('a censored ratio states the bound that is known, rounded away from the claim', () => {
  expect(ratioText({ low: 80000 / 9600, high: Infinity })).toBe('> 8x, censored')
  expect(ratioText({ low: 1.79, high: Infinity })).toBe('> 1.7x, censored')
  expect(ratioText({ low: 0.459, high: Infinity })).toBe('> 0.45x, censored')
  expect(ratioText({ low: 0, high: 0.451 })).toBe('< 0.46x, censored')
  expect(ratioText({ low: 0, high: Infinity })).toBe('unknown')
})

test('an interval without one of its bounds is printed as the other', () => {
  expect(intervalText({ low: 1.5, high: 4 })).toBe('1.50x to 4.00x')
  expect(intervalText({ low: 1.5, high: Infinity })).toBe('> 1.5x, censored')
  expect(intervalText({ low: 0, high: 4 })).toBe('< 4x, censored')
  expect(intervalText({ low: 0, high: Infinity })).toBe('unbounded')
  expect(intervalText(null)).toBe('unknown from one seed')
})
