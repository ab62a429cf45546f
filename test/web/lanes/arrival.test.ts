import { expect, test } from 'vitest'
import { arrival, places } from '../../../web/src/lanes/arrival.ts'

const looks = [0.5, 0.96, 0.9, 0.97].map((accuracy, i) => ({ step: 32 * (i + 1), loss: 1, accuracy }))

test('a lane arrives at the first look that shows the target, whatever comes after it', () => {
  expect(arrival(looks, 0.95)?.step).toBe(64)
  expect(arrival(looks, 0.97)?.step).toBe(128)
  expect(arrival(looks, 0.98)).toBe(null)
})

test('what lies beyond the step where a lane stands has not happened, and a look without accuracy is no arrival', () => {
  expect(arrival(looks, 0.95, 63)).toBe(null)
  expect(arrival(looks, 0.95, 64)?.step).toBe(64)
  expect(arrival([{ step: 1, loss: 1, accuracy: null }], 0)).toBe(null)
})

test('equal arrivals share a place, and who has not arrived has none', () => {
  const [first, , , last] = looks
  expect(places([last ?? null, null, first ?? null, first ?? null])).toEqual([3, null, 1, 1])
})
