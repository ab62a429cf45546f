import { expect, test } from 'vitest'
import { normalCdf, normalQuantile, studentQuantile } from '../../../src/measure/statistics/normal.js'

test('normalCdf gives the tabulated shares to 12 decimals', () => {
  const known: [number, number][] = [
    [0, 0.5],
    [1, 0.841344746069],
    [-1, 0.158655253931],
    [1.959963984540054, 0.975],
    [3, 0.998650101968],
    [-5, 2.86651571879e-7],
  ]
  for (const [x, share] of known) expect(normalCdf(x)).toBeCloseTo(share, 12)
  expect(normalCdf(-9)).toBe(0)
  expect(normalCdf(Infinity)).toBe(1)
})

test('normalQuantile inverts normalCdf to 1e-9 and is antisymmetric', () => {
  for (const p of [0.001, 0.025, 0.3, 0.5, 0.8, 0.999]) {
    expect(normalCdf(normalQuantile(p))).toBeCloseTo(p, 9)
    expect(normalQuantile(p)).toBeCloseTo(-normalQuantile(1 - p), 9)
  }
  expect(normalQuantile(0.975)).toBeCloseTo(1.959963984540054, 9)
})

test('studentQuantile gives the tabulated two-sided quantiles for odd and even degrees, to 6 digits', () => {
  const known: [number, number][] = [
    [1, 12.706205],
    [2, 4.302653],
    [3, 3.182446],
    [4, 2.776445],
    [5, 2.570582],
    [9, 2.262157],
    [19, 2.093024],
    [100, 1.983972],
  ]
  for (const [degrees, t] of known) expect(studentQuantile(0.95, degrees) / t).toBeCloseTo(1, 6)
  expect(studentQuantile(0.99, 10)).toBeCloseTo(3.169273, 5)
})

test('a share outside (0, 1) or no whole degrees are refused', () => {
  expect(() => normalQuantile(1)).toThrow(/^normalQuantile: "p" expected .*, got 1/)
  expect(() => studentQuantile(0.95, 0)).toThrow(/^studentQuantile: "degrees" expected .*, got 0/)
})
