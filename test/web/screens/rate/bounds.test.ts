import { expect, test } from 'vitest'
import { movedBound, RATES, shownBounds } from '../../../../web/src/screens/rate/bounds.ts'
import { firstLab } from '../../../../web/src/state/lab.ts'

const bounds = { low: 0.01, peak: 0.1 }

test('until there are bounds those of the lanes are shown', () => {
  const lanes = [0.2, 0.4].map((rate, i) => ({ id: `${i}`, method: 'linear', rate }))
  expect(shownBounds({ bounds: null, lanes })).toEqual({ low: 0.016, peak: 0.4 })
  expect(shownBounds({ ...firstLab, bounds })).toBe(bounds)
})

test('a bound that is moved has three digits, and stays within the rates and on its side of the other', () => {
  expect(movedBound(bounds, 'peak', 0.123456)).toEqual({ low: 0.01, peak: 0.123 })
  expect(movedBound(bounds, 'peak', 1e9)).toEqual({ low: 0.01, peak: RATES.high })
  expect(movedBound(bounds, 'peak', 0)).toEqual({ low: 0.01, peak: 0.0101 })
  expect(movedBound(bounds, 'low', 0)).toEqual({ low: RATES.low, peak: 0.1 })
  expect(movedBound(bounds, 'low', 1)).toEqual({ low: 0.099, peak: 0.1 })
})
