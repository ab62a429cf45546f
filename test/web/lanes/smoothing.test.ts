import { expect, test } from 'vitest'
import { Smoothing } from '../../../web/src/lanes/smoothing.ts'

test('the mean of equal losses is that loss from the first update on, to 1e-12', () => {
  const smoothing = new Smoothing(640)
  for (let i = 0; i < 100; i++) expect(Math.abs(smoothing.next(0.7) - 0.7)).toBeLessThan(1e-12)
})

test('by hand: over 250 updates the mean keeps 0.8, and begins without the pull of zero', () => {
  const smoothing = new Smoothing(250)
  expect(smoothing.next(1)).toBeCloseTo(1, 12)
  expect(smoothing.next(0)).toBeCloseTo(0.16 / 0.36, 12)
  expect(smoothing.next(2)).toBeCloseTo((0.128 + 0.4) / 0.488, 12)
})
