import { describe, expect, test } from 'vitest'
import { type RandomStream, stream } from '../../src/math/random.js'
import { cosPi, sinPi } from '../../src/math/trigonometric.js'
import { preciseCosPi, preciseSinPi, ulps, worst } from '../reference/precise.js'

const POINTS = 10_000

describe.each([
  ['sinPi', sinPi, preciseSinPi],
  ['cosPi', cosPi, preciseCosPi],
] as const)('%s', (name, approximate, exact) => {
  test.each([
    ['over one turn', (random: RandomStream) => 4 * random.uniform() - 2],
    ['at arguments down to 2^-50', (random: RandomStream) => 2 ** (-50 * random.uniform())],
    ['close to 1/2', (random: RandomStream) => 0.5 + 2 ** (-48 * random.uniform())],
    ['over many turns', (random: RandomStream) => -(2 ** (50 * random.uniform()))],
  ])('is within 0.8 ulp of the exact value %s', (where, draw) => {
    const random = stream(1, where)
    const { distance, at } = worst(
      POINTS,
      () => draw(random),
      (x) => ulps(approximate(x), exact(x)),
    )
    expect(distance, `${name}(${at})`).toBeLessThan(0.8)
  })

  test('is NaN at infinity and NaN', () => {
    for (const x of [Infinity, -Infinity, Number.NaN]) expect(approximate(x)).toBeNaN()
  })
})

describe('exact values', () => {
  test('whole and half numbers give 0, 1 and -1, to the largest odd number that a double holds', () => {
    const quarters = [0, 1, 0, -1]
    for (const n of [0, 1, 2, 3, 4, 5, 6, 7, 1001, 2 ** 40 + 1, 2 ** 52 + 1]) {
      // toBe tells -0 from 0
      expect(sinPi(n / 2), `sinPi(${n} / 2)`).toBe(quarters[n % 4])
      expect(cosPi(n / 2), `cosPi(${n} / 2)`).toBe(quarters[(n + 1) % 4])
    }
    expect(sinPi(2 ** 53 - 1)).toBe(0)
    expect(cosPi(2 ** 53 - 1)).toBe(-1)
    expect(cosPi(1e300)).toBe(1)
  })

  test('a third, a sixth and quarters are the doubles nearest to 1/2 and to the root of 1/2', () => {
    expect(sinPi(0.5)).toBe(1)
    expect(cosPi(1 / 3)).toBe(0.5)
    expect(sinPi(1 / 6)).toBe(0.5)
    for (const x of [0.25, 0.75, 1.25, 1.75]) {
      expect(Math.abs(sinPi(x))).toBe(Math.SQRT1_2)
      expect(Math.abs(cosPi(x))).toBe(Math.SQRT1_2)
    }
  })

  test('the sine is odd and the cosine even, bit for bit', () => {
    const random = stream(1, 'parity')
    for (let i = 0; i < 1000; i++) {
      const x = 4 * random.uniform()
      expect(sinPi(-x)).toBe(x % 1 === 0 ? 0 : -sinPi(x))
      expect(cosPi(-x)).toBe(cosPi(x))
    }
  })

  test('tiny angles give pi x to the nearest double, subnormals included', () => {
    for (const x of [2 ** -60, 2 ** -500, 2 ** -1000]) expect(sinPi(x)).toBe(Math.PI * x)
    // pi times the smallest subnormal lies nearest to three of them
    expect(sinPi(2 ** -1074)).toBe(3 * 2 ** -1074)
    expect(cosPi(2 ** -1074)).toBe(1)
  })
})
