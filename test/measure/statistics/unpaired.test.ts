import { expect, test } from 'vitest'
import { type SeenCost, unpairedRatio } from '../../../src/measure/statistics/unpaired.js'
import { shapes, simulateLogs } from './simulated-logs.js'

const known = (...costs: number[]): SeenCost[] => costs.map((cost) => ({ after: cost, by: cost }))

test('where every cost is known it is the interval of Welch for the mean log ratio', () => {
  const { estimate, interval } = unpairedRatio(known(10, 20, 40), known(5, 10), 0.95)
  expect(estimate).toEqual({ low: 20 / 7.5, high: 20 / 7.5 })
  // logs 0, 1, 2 and 0, 1 in units of log 2: difference of means log2 4 - 0.5, variance 1/3 + 1/4, 2.31 degrees, so t of 2
  const half = 4.302652729749 * Math.sqrt(1 / 3 + 1 / 4)
  const middle = Math.log2(10) + 1 - Math.log2(5) - 0.5
  expect(interval?.low).toBeCloseTo(2 ** (middle - half), 9)
  expect(interval?.high).toBeCloseTo(2 ** (middle + half), 9)
})

test('swapping the methods inverts it, and other units change nothing', () => {
  const [slow, quick] = [known(100, 130, 150, 90), known(40, 70, 55)]
  const { interval } = unpairedRatio(slow, quick, 0.95)
  const swapped = unpairedRatio(quick, slow, 0.95).interval
  expect((interval?.low ?? 0) * (swapped?.high ?? 0)).toBeCloseTo(1, 9)
  expect((interval?.high ?? 0) * (swapped?.low ?? 0)).toBeCloseTo(1, 9)
  const scaled = (costs: readonly SeenCost[]) => costs.map(({ after, by }) => ({ after: 7 * after, by: 7 * by }))
  expect(unpairedRatio(scaled(slow), scaled(quick), 0.95).interval?.low).toBeCloseTo(interval?.low ?? 0, 9)
})

test('a miss leaves only a bound, and so does an arrival by the first look', () => {
  const missed = { after: 200, by: Infinity }
  const quick = known(40, 50, 60)
  const { estimate, interval } = unpairedRatio([missed, missed, ...known(100)], quick, 0.95)
  expect(estimate).toEqual({ low: 4, high: Infinity })
  expect(interval?.high).toBe(Infinity)
  expect(interval?.low).toBeGreaterThan(1)
  const early = unpairedRatio(known(100, 120, 140), Array(3).fill({ after: 0, by: 10 }), 0.95)
  expect(early.estimate).toEqual({ low: 12, high: 12 })
  expect(early.interval?.high).toBe(Infinity)
  expect(early.interval?.low).toBeLessThan(12)
})

test('one miss of ten leaves the upper bound finite: between the seventh and the ninth of them, over 10', () => {
  const over = [...known(100, 110, 120, 130, 140, 150, 160, 170, 180), { after: 400, by: Infinity }]
  const { interval } = unpairedRatio(over, known(...Array(10).fill(10)), 0.95)
  expect(interval?.high).toBeGreaterThanOrEqual(16)
  expect(interval?.high).toBeLessThanOrEqual(18)
})

test('one run of either method has no interval', () => {
  expect(unpairedRatio(known(10), known(5, 6, 7), 0.95)).toEqual({
    estimate: { low: 10 / 6, high: 10 / 6 },
    interval: null,
  })
})

test.each([
  [[5, 5], [0.1, 0.1], 20, 400],
  [[5, 8], [0.3, 0.1], 1, 1000],
  [[5, 5], [0.2, 0.2], 2, 172],
] as const)(
  '>= 93 %% of 300 comparisons hold the truth: %j runs, spreads of %j, a look every %d steps, up to %d',
  (runs, spreads, every, end) => {
    expect(simulateLogs({ shape: shapes.normal, runs, spreads, every, end }, 300).held).toBeGreaterThanOrEqual(0.93)
  },
)
