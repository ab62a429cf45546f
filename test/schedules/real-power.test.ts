import { describe, expect, test } from 'vitest'
import { log } from '../../src/math/exponential.js'
import { stream } from '../../src/math/random.js'
import { realPower } from '../../src/schedules/real-power.js'
import { precisePower, ulps } from '../reference/precise.js'

const POINTS = 10_000

describe('realPower', () => {
  test('is within 1 + 2 |y log x| ulp of the exact value', () => {
    const random = stream(1, 'power')
    for (let i = 0; i < POINTS; i++) {
      const x = 2 ** (80 * random.uniform() - 40)
      const size = 2 ** (12 * random.uniform() - 3)
      const y = (size * (2 * random.uniform() - 1)) / log(x)
      const bound = 1 + 2 * Math.abs(y * log(x))
      expect(Math.abs(ulps(realPower(x, y), precisePower(x, y))), `realPower(${x}, ${y})`).toBeLessThan(bound)
    }
  })

  test('is exact where the exponent or the base makes it so', () => {
    for (const x of [0, 0.5, 1, 3, Infinity, Number.NaN]) expect(realPower(x, 0)).toBe(1)
    for (const y of [-3, 0.5, 1e300]) expect(realPower(1, y)).toBe(1)
    expect(realPower(0, 2)).toBe(0)
    expect(realPower(0, -2)).toBe(Infinity)
    expect(realPower(Infinity, 2)).toBe(Infinity)
    expect(realPower(Infinity, -2)).toBe(0)
    expect(realPower(0.5, 5000)).toBe(0)
    expect(realPower(2, 5000)).toBe(Infinity)
  })

  test('keeps NaN, and gives it for a base below 0', () => {
    expect(realPower(-8, 3)).toBeNaN()
    expect(realPower(Number.NaN, 2)).toBeNaN()
    expect(realPower(2, Number.NaN)).toBeNaN()
    expect(realPower(0, Number.NaN)).toBeNaN()
  })
})
