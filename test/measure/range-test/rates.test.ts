import fc from 'fast-check'
import { expect, test } from 'vitest'
import {
  decadesBetween,
  stepsPerDecade,
  sweepMomentum,
  sweepRate,
  sweeps,
  turningStep,
} from '../../../src/measure/range-test/rates.js'

const values = (schedule: (step: number) => number, steps: number) =>
  Array.from({ length: steps }, (_, i) => schedule(i))

test('the exponential sweep has equal ratios, the linear one equal differences, both ends exact', () => {
  expect(values(sweepRate('linear', 1, 5, 5), 5)).toEqual([1, 2, 3, 4, 5])
  const rates = values(sweepRate('exponential', 1e-5, 10, 7), 7)
  expect([rates[0], rates[6]]).toEqual([1e-5, 10])
  for (const [i, rate] of rates.slice(1).entries()) expect(rate / (rates[i] as number)).toBeCloseTo(10, 9)
})

test('the triangular sweep rises in straight lines to its middle and falls back to where it began', () => {
  expect(values(sweepRate('triangular', 1, 3, 5), 5)).toEqual([1, 2, 3, 2, 1])
  // of an even number of steps the rise has one more
  expect(values(sweepRate('triangular', 1, 4, 6), 6)).toEqual([1, 2, 3, 4, 2.5, 1])
})

test('every sweep of 3 steps or more begins at `from`, reaches `to` exactly at its turning step and rises until then', () => {
  fc.assert(
    fc.property(fc.constantFrom(...sweeps), fc.integer({ min: 3, max: 300 }), (sweep, steps) => {
      const rates = values(sweepRate(sweep, 1e-4, 2, steps), steps)
      const turn = turningStep(sweep, steps)
      expect([rates[0], rates[turn]]).toEqual([1e-4, 2])
      for (let i = 1; i <= turn; i++) expect(rates[i]).toBeGreaterThan(rates[i - 1] as number)
      for (let i = turn + 1; i < steps; i++) expect(rates[i]).toBeLessThan(rates[i - 1] as number)
    }),
  )
})

test('a cycled momentum is highest where the rate is lowest, straight in the log of an exponential rate', () => {
  const momentum = { high: 0.95, low: 0.85 }
  const close = (got: number[], expected: number[]) => {
    for (const [i, value] of got.entries()) expect(value).toBeCloseTo(expected[i] as number, 12)
  }
  close(values(sweepMomentum('exponential', momentum, 5), 5), [0.95, 0.925, 0.9, 0.875, 0.85])
  close(values(sweepMomentum('linear', momentum, 3), 3), [0.95, 0.9, 0.85])
  close(values(sweepMomentum('triangular', momentum, 5), 5), [0.95, 0.9, 0.85, 0.9, 0.95])
  expect(values(sweepMomentum('triangular', 0.9, 3), 3)).toEqual([0.9, 0.9, 0.9])
})

test('decades are log10 of a ratio within 1e-12: 100 updates from 1e-5 to 10 are 16.5 for each', () => {
  expect(decadesBetween(1e-5, 10)).toBeCloseTo(6, 12)
  expect(decadesBetween(3, 3)).toBe(0)
  expect(stepsPerDecade({ from: 1e-5, to: 10 }, 100)).toBeCloseTo(16.5, 12)
})
