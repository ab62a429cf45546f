import { describe, expect, test } from 'vitest'
import { cosine, flatCosine, geometric, linear, polynomial } from '../../src/schedules/index.js'
import {
  fastaiFlatCosine,
  kerasCosineDecay,
  kerasPolynomialDecay,
  pytorchCosineAnnealingLR,
  pytorchPolynomialLR,
} from '../reference/schedules.js'
import { values, worstError } from './compare.js'

test('linear of 5 steps from 8 to 0 and to 4', () => {
  expect(values(linear({ initial: 8, totalSteps: 5 }), 7)).toEqual([8, 6, 4, 2, 0, 0, 0])
  expect(values(linear({ initial: 8, final: 4, totalSteps: 5 }), 6)).toEqual([8, 7, 6, 5, 4, 4])
})

test('a final value above the initial one rises', () => {
  expect(values(linear({ initial: 0, final: 4, totalSteps: 5 }), 6)).toEqual([0, 1, 2, 3, 4, 4])
})

test('cosine of 5 steps from 2 to 0: level at the ends, exactly half in the middle', () => {
  const [a, b, c, d, e, f] = values(cosine({ initial: 2, totalSteps: 5 }), 6)
  expect([a, c, e, f]).toEqual([2, 1, 0, 0])
  expect(b).toBeCloseTo(1 + Math.SQRT1_2, 15)
  expect(d).toBeCloseTo(1 - Math.SQRT1_2, 15)
})

test('polynomial of 5 steps from 16 to 0 by 2, and by 1/2', () => {
  expect(values(polynomial({ initial: 16, totalSteps: 5, power: 2 }), 6)).toEqual([16, 9, 4, 1, 0, 0])
  const root = polynomial({ initial: 16, totalSteps: 5, power: 0.5 })
  for (const [step, value] of [16, 16 * Math.sqrt(0.75), 16 * Math.SQRT1_2, 8, 0].entries()) {
    expect(root(step)).toBeCloseTo(value, 13)
  }
})

test('flatCosine of 9 steps, flat for 3/4: seven at the start value, then half-way, then the end', () => {
  const schedule = flatCosine({ initial: 2, totalSteps: 9 })
  expect(values(schedule, 11)).toEqual([2, 2, 2, 2, 2, 2, 2, 1, 0, 0, 0])
  expect(values(flatCosine({ initial: 2, final: 1, totalSteps: 3, flatFraction: 1 }), 4)).toEqual([2, 2, 1, 1])
})

test('flatCosine of 5 steps, flat for 1/4: then a cosine over thirds, 3/4 and 1/4 of the way', () => {
  const [a, b, c, d, e] = values(flatCosine({ initial: 8, totalSteps: 5, flatFraction: 0.25 }), 5)
  expect([a, b, e]).toEqual([8, 8, 0])
  expect(c).toBeCloseTo(6, 14)
  expect(d).toBeCloseTo(2, 14)
})

test('geometric of 5 steps: the same ratio each time, up and down, exact at the ends', () => {
  for (const [initial, final] of [
    [1e-7, 10],
    [10, 1e-7],
  ] as const) {
    const schedule = geometric({ initial, final, totalSteps: 5 })
    const [a, b, c, d, e, f] = values(schedule, 6) as [number, number, number, number, number, number]
    expect([a, e, f]).toEqual([initial, final, final])
    expect(b / a / (c / b)).toBeCloseTo(1, 13)
    expect(d / c / (e / d)).toBeCloseTo(1, 13)
  }
  expect(geometric({ initial: 1, final: 100, totalSteps: 3 })(1)).toBeCloseTo(10, 13)
})

test('geometric stays between its ends where exp and log round past them', () => {
  const final = 0.3 + 3 * 2 ** -54
  const got = values(geometric({ initial: 0.3, final, totalSteps: 10 }), 10)
  expect(Math.max(...got)).toBe(final)
  expect(Math.min(...got)).toBe(0.3)
})

describe.each([1, 2, 3, 10, 100, 12345])('%d steps', (totalSteps) => {
  const last = totalSteps - 1

  test('the last step and every later one is exactly the final value', () => {
    const options = { initial: 0.7, final: 0.1, totalSteps }
    const all = [
      linear(options),
      cosine(options),
      polynomial({ ...options, power: 0.9 }),
      flatCosine(options),
      geometric(options),
    ]
    for (const schedule of all) {
      expect([schedule(last), schedule(last + 1), schedule(last + 1e6)]).toEqual([0.1, 0.1, 0.1])
      if (totalSteps > 1) expect(schedule(0)).toBe(0.7)
    }
  })

  test('cosine equals CosineAnnealingLR and Keras CosineDecay with T_max = decay_steps = totalSteps - 1 to 1e-12', () => {
    if (last === 0) {
      expect(pytorchCosineAnnealingLR(0, 0.7, 0, 0.07)).toBeNaN()
      expect(cosine({ initial: 0.7, final: 0.07, totalSteps })(0)).toBe(0.07)
      return
    }
    const schedule = cosine({ initial: 0.7, final: 0.07, totalSteps })
    expect(worstError(schedule, (s) => pytorchCosineAnnealingLR(s, 0.7, last, 0.07), totalSteps, 0.7)).toBeLessThan(1)
    expect(worstError(schedule, (s) => kerasCosineDecay(s, 0.7, last, 0.1), totalSteps + 3, 0.7)).toBeLessThan(1)
  })

  test('polynomial equals PolynomialLR and Keras PolynomialDecay with decay_steps = totalSteps - 1 to 1e-12', () => {
    if (last === 0) {
      expect(kerasPolynomialDecay(0, 0.7, 0, 0.07, 2)).toBeNaN()
      expect(polynomial({ initial: 0.7, final: 0.07, totalSteps, power: 2 })(0)).toBe(0.07)
      return
    }
    for (const power of [1, 2, 3, 0.5, 0.9]) {
      const toZero = polynomial({ initial: 0.7, totalSteps, power })
      expect(worstError(toZero, (s) => pytorchPolynomialLR(s, 0.7, last, power), totalSteps, 0.7)).toBeLessThan(1)
      const toEnd = polynomial({ initial: 0.7, final: 0.07, totalSteps, power })
      expect(
        worstError(toEnd, (s) => kerasPolynomialDecay(s, 0.7, last, 0.07, power), totalSteps + 3, 0.7),
      ).toBeLessThan(1)
    }
    const line = linear({ initial: 0.7, final: 0.07, totalSteps })
    expect(worstError(line, (s) => kerasPolynomialDecay(s, 0.7, last, 0.07, 1), totalSteps + 3, 0.7)).toBeLessThan(1)
  })

  test('flatCosine equals fit_flat_cos over step / (totalSteps - 1) to 1e-12', () => {
    if (last === 0) return expect(flatCosine({ initial: 0.7, totalSteps })(0)).toBe(0)
    const schedule = flatCosine({ initial: 0.7, final: 0.7 / 1e5, totalSteps })
    expect(worstError(schedule, (s) => fastaiFlatCosine(s / last, 0.7, 0.75, 1e5), totalSteps, 0.7)).toBeLessThan(1)
  })
})
