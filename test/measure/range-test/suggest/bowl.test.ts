import fc from 'fast-check'
import { expect, test } from 'vitest'
import { findBowl } from '../../../../src/measure/range-test/suggest/bowl.js'

/** With the rim at 30 % of the fall. */
const bowlOf = (rates: readonly number[], values: readonly number[], start: number, lag: number) =>
  findBowl(rates, values, start, lag, 0.3)

const rates = Array.from({ length: 601 }, (_, i) => 10 ** (-5 + i / 100))
const along = (loss: (x: number) => number) => rates.map((rate) => loss(Math.log10(rate)))
const interpolated = (corners: readonly (readonly [number, number])[]) => (x: number) => {
  const j = corners.findIndex(([at]) => x <= at)
  if (j <= 0) return (corners.at(j === 0 ? 0 : -1) as readonly [number, number])[1]
  const [x0, y0] = corners[j - 1] as readonly [number, number]
  const [x1, y1] = corners[j] as readonly [number, number]
  return y0 + ((x - x0) / (x1 - x0)) * (y1 - y0)
}

test('high is the middle of the flanks at 30 % of the fall, low where a tenth of it is done, within 1e-9 decades', () => {
  // level 1 to 1e-3, falls to 0 at 1e-1, rises to 1 at 1: flanks at 10^-1.6 and 10^-0.7, a tenth fallen at 10^-2.8
  const bowl = bowlOf(
    rates,
    along(
      interpolated([
        [-3, 1],
        [-1, 0],
        [0, 1],
      ]),
    ),
    1,
    0,
  )
  expect(Math.log10(bowl?.left as number)).toBeCloseTo(-1.6, 9)
  expect(Math.log10(bowl?.right as number)).toBeCloseTo(-0.7, 9)
  expect(Math.log10(bowl?.high as number)).toBeCloseTo(-1.15, 9)
  expect(Math.log10(bowl?.low as number)).toBeCloseTo(-2.8, 2)
  expect(bowl?.bottom).toBeCloseTo(0, 12)
})

test('a deeper rim moves the flanks apart as far as the curve says: to half the fall at 10^-2 and 10^-0.5', () => {
  const bowl = findBowl(
    rates,
    along(
      interpolated([
        [-3, 1],
        [-1, 0],
        [0, 1],
      ]),
    ),
    1,
    0,
    0.5,
  )
  expect(Math.log10(bowl?.left as number)).toBeCloseTo(-2, 9)
  expect(Math.log10(bowl?.right as number)).toBeCloseTo(-0.5, 9)
})

test('low goes back by the lag, never before the first rate', () => {
  const loss = along(
    interpolated([
      [-3, 1],
      [-1, 0],
      [0, 1],
    ]),
  )
  expect(Math.log10(bowlOf(rates, loss, 1, 50)?.low as number)).toBeCloseTo(-3.3, 2)
  expect(bowlOf(rates, loss, 1, 5000)?.low).toBe(rates[0])
})

test('a curve that never rises again has no right flank, and its middle is taken to the last rate', () => {
  const bowl = bowlOf(
    rates,
    along(
      interpolated([
        [-3, 1],
        [1, 0],
      ]),
    ),
    1,
    0,
  )
  expect(bowl?.right).toBeNull()
  // the left flank is at 10^-0.2
  expect(Math.log10(bowl?.high as number)).toBeCloseTo(0.4, 9)
})

test('a curve that stays at its start or above has no bowl, nor has an empty one', () => {
  expect(
    bowlOf(
      rates,
      along(() => 1),
      1,
      0,
    ),
  ).toBeNull()
  expect(
    bowlOf(
      rates,
      along((x) => 2 + x * x),
      1,
      0,
    ),
  ).toBeNull()
  expect(bowlOf([], [], 1, 0)).toBeNull()
})

test('a bump on the floor below the rim does not end the bowl', () => {
  const bump = along(
    interpolated([
      [-3, 1],
      [-2, 0.05],
      [-1.5, 0.25],
      [-1, 0],
      [0, 1],
    ]),
  )
  const bowl = bowlOf(rates, bump, 1, 0)
  expect(Math.log10(bowl?.left as number)).toBeLessThan(-2.2)
})

test('low <= left <= high <= right, whatever the curve', () => {
  const losses = fc.array(fc.double({ min: 0, max: 2, noNaN: true }), { minLength: 1, maxLength: 60 })
  fc.assert(
    fc.property(losses, fc.integer({ min: 0, max: 20 }), (loss, lag) => {
      const bowl = bowlOf(rates.slice(0, loss.length), loss, 1, lag)
      fc.pre(bowl !== null)
      const { low, left, high, right } = bowl as NonNullable<typeof bowl>
      // half a step of rounding: low is one of the rates, the flanks lie between them
      expect(low).toBeLessThanOrEqual(left * 1.03)
      expect(left).toBeLessThanOrEqual(high * (1 + 1e-12))
      if (right !== null) expect(high).toBeLessThanOrEqual(right * (1 + 1e-12))
    }),
  )
})

test('low is the first point that has fallen by just a tenth of the way', () => {
  expect(bowlOf([1, 2, 4, 8, 16], [1, 0.9, 0.5, 0, 1], 1, 0)?.low).toBe(2)
})
