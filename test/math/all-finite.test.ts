import { expect, test } from 'vitest'
import { allFinite } from '../../src/math/all-finite.js'

const MOST = 3.4028234663852886e38

test('numbers are finite until one is not, wherever it is in 0 to 9 of them, and those outside do not count', () => {
  for (let count = 0; count < 10; count++) {
    for (const bad of [Number.NaN, Infinity, -Infinity]) {
      const values = new Float32Array(count + 2).fill(MOST)
      values[0] = values[count + 1] = bad
      expect(allFinite(values, 1, count + 1), `${count} of the largest`).toBe(true)
      for (let at = 1; at <= count; at++) {
        values[at] = bad
        expect(allFinite(values, 1, count + 1), `${bad} at ${at} of ${count}`).toBe(false)
        values[at] = -MOST
      }
      expect(allFinite(values, 1, count + 1), `${count} of the smallest`).toBe(true)
    }
  }
})

test('infinities of both signs do not make up for each other', () => {
  expect(allFinite(Float32Array.of(Infinity, -Infinity, 1, 2), 0, 4)).toBe(false)
  expect(allFinite(Float32Array.of(1, 2, 3, Infinity, 1, 2, 3, -Infinity), 0, 8)).toBe(false)
})
