import { describe, expect, test } from 'vitest'
import { exp, log } from '../../src/math/exponential.js'
import { type RandomStream, stream } from '../../src/math/random.js'
import { preciseExp, preciseLog, ulps, worst } from '../reference/precise.js'

const POINTS = 10_000
const SMALLEST = 2 ** -1074
const LARGEST = Number.MAX_VALUE

/** A number log-uniform in size on (2^-low, 2^high), of either sign. */
const anySize = (random: RandomStream, low: number, high: number) =>
  (random.below(2) === 0 ? -1 : 1) * 2 ** (low + (high - low) * random.uniform())

describe('exp', () => {
  test.each([
    ['over its whole range', (random: RandomStream) => -745.13 + (745.13 + 709.78) * random.uniform()],
    ['around 0', (random: RandomStream) => 4 * random.uniform() - 2],
    ['at tiny arguments', (random: RandomStream) => anySize(random, -60, 0)],
  ])('is within 0.85 ulp of the exact value %s', (name, draw) => {
    const random = stream(1, name)
    const { distance, at } = worst(
      POINTS,
      () => draw(random),
      (x) => ulps(exp(x), preciseExp(x)),
    )
    expect(distance, `exp(${at})`).toBeLessThan(0.85)
  })

  test('is exact at 0 and follows the limits: overflow, underflow, infinities, NaN', () => {
    expect(exp(0)).toBe(1)
    expect(exp(-0)).toBe(1)
    expect(exp(Infinity)).toBe(Infinity)
    expect(exp(-Infinity)).toBe(0)
    expect(exp(Number.NaN)).toBeNaN()
  })

  test('overflows where the exact value does: the last finite argument is the double nearest to ln(2^1024)', () => {
    const last = 709.782712893384
    expect(exp(last)).toBeLessThan(Infinity)
    expect(Math.abs(ulps(exp(last), preciseExp(last)))).toBeLessThan(0.85)
    expect(exp(709.7827128933841)).toBe(Infinity)
    expect(exp(1e300)).toBe(Infinity)
  })

  test('underflows gradually: subnormal results to the last bit but one, 0 below half of 2^-1074', () => {
    const random = stream(1, 'subnormal')
    const draw = () => -708.4 - 36.7 * random.uniform()
    const { distance, at } = worst(2000, draw, (x) => ulps(exp(x), preciseExp(x)))
    expect(distance, `exp(${at})`).toBeLessThan(0.85)
    // ln(2^-1075) = -745.1332191019411
    expect(exp(-745.133219101941)).toBe(SMALLEST)
    expect(exp(-745.1332191019412)).toBe(0)
    expect(exp(-1e300)).toBe(0)
  })
})

describe('log', () => {
  test.each([
    ['over its whole range, subnormals included', (random: RandomStream) => 2 ** (-1074 + 2097.9 * random.uniform())],
    ['between 1/2 and 2', (random: RandomStream) => 0.5 + 1.5 * random.uniform()],
    ['close to 1', (random: RandomStream) => 1 + anySize(random, -52, -1)],
  ])('is within 0.8 ulp of the exact value %s', (name, draw) => {
    const random = stream(1, name)
    const { distance, at } = worst(
      POINTS,
      () => draw(random),
      (x) => ulps(log(x), preciseLog(x)),
    )
    expect(distance, `log(${at})`).toBeLessThan(0.8)
  })

  test('is exact at 1 and has its limits at 0, below 0, at infinity and NaN', () => {
    expect(log(1)).toBe(0)
    expect(log(2)).toBe(Math.LN2)
    expect(log(0.5)).toBe(-Math.LN2)
    expect(log(10)).toBe(Math.LN10)
    expect(log(0)).toBe(-Infinity)
    expect(log(-0)).toBe(-Infinity)
    expect(log(-1)).toBeNaN()
    expect(log(-Infinity)).toBeNaN()
    expect(log(Infinity)).toBe(Infinity)
    expect(log(Number.NaN)).toBeNaN()
    for (const x of [SMALLEST, 2 ** -1022, LARGEST]) {
      expect(Math.abs(ulps(log(x), preciseLog(x))), `log(${x})`).toBeLessThan(0.8)
    }
  })
})
