import { describe, expect, test } from 'vitest'
import { type RandomStream, stream } from '../../../src/math/random.js'
import { normalQuantile } from '../../../src/measure/statistics/normal.js'
import { pairedRatio } from '../../../src/measure/statistics/ratio.js'

const ratio = (baseline: number[], subject: number[], limit = 20, seed = 1) =>
  pairedRatio({ baseline, subject, baselineLimit: limit, subjectLimit: limit, seed })

describe('hand cases', () => {
  test('the estimate is the ratio of the medians, not the median of the ratios', () => {
    expect(ratio([8, 12, 5], [2, 12, 1]).estimate).toEqual({ low: 4, high: 4 })
  })

  test('where every seed tells the same ratio the interval is that ratio', () => {
    const tied = ratio([8, 8, 8, 8, 8], [2, 2, 2, 2, 2])
    expect(tied).toEqual({ estimate: { low: 4, high: 4 }, interval: { low: 4, high: 4 } })
  })

  test('seeds are drawn in pairs: a cost that moves both methods alike leaves no spread', () => {
    expect(ratio([2, 4, 6, 8, 10], [1, 2, 3, 4, 5]).interval).toEqual({ low: 2, high: 2 })
    const { low, high } = ratio([2, 4, 6, 8, 10], [3, 5, 1, 4, 2]).interval as { low: number; high: number }
    expect(high / low).toBeGreaterThan(3)
  })

  test('one seed has an estimate and no interval', () => {
    expect(ratio([5], [2])).toEqual({ estimate: { low: 2.5, high: 2.5 }, interval: null })
  })

  test('a baseline that mostly misses is censored: above its limit over the subject, with no upper bound', () => {
    const { estimate, interval } = ratio([Infinity, 12, Infinity, Infinity, 20], [2, 2, 2, 2, 2])
    expect(estimate).toEqual({ low: 10, high: Infinity })
    expect(interval?.high).toBe(Infinity)
    expect(interval?.low).toBeGreaterThanOrEqual(6)
    expect(interval?.low).toBeLessThanOrEqual(10)
  })

  test('a subject that mostly misses is bounded from above alone: a ratio below 1 is a result', () => {
    const { estimate, interval } = ratio([2, 2, 2, 2, 2], [Infinity, 12, Infinity, Infinity, 20])
    expect(estimate).toEqual({ low: 0, high: 0.1 })
    expect(interval?.low).toBe(0)
    expect(interval?.high).toBeGreaterThanOrEqual(0.1)
    expect(interval?.high).toBeLessThanOrEqual(2 / 12)
  })

  test('a single miss of five leaves the estimate and may open the interval, never close it', () => {
    const { estimate, interval } = ratio([5, 8, 8, 12, Infinity], [2, 2, 3, 2, 2])
    expect(estimate).toEqual({ low: 4, high: 4 })
    expect(interval?.high).toBe(Infinity)
    expect(interval?.low).toBeGreaterThan(1.5)
  })

  test('where all runs of both methods missed nothing is known', () => {
    const missed = [Infinity, Infinity, Infinity]
    expect(ratio(missed, missed)).toEqual({
      estimate: { low: 0, high: Infinity },
      interval: { low: 0, high: Infinity },
    })
  })

  test('each method has its own limit', () => {
    const { estimate } = pairedRatio({
      baseline: [Infinity],
      subject: [10],
      baselineLimit: 800,
      subjectLimit: 100,
      seed: 0,
    })
    expect(estimate).toEqual({ low: 80, high: Infinity })
  })

  test('costs that are continuous and all known have the interval of Student for the mean of the log ratios of the pairs', () => {
    const costs = { baseline: [1, 2, 4, 8], subject: [1, 1, 1, 1], baselineLimit: 12, subjectLimit: 12 }
    const { low, high } = pairedRatio({ ...costs, continuous: true }).interval as { low: number; high: number }
    // half = t(3) ln 2 sqrt(5 / 3) / 2; the median of 3 lies inside
    const half = 3.18244630528371 * Math.LN2 * Math.sqrt(5 / 12)
    expect(low).toBeCloseTo(Math.exp(1.5 * Math.LN2 - half), 9)
    expect(high).toBeCloseTo(Math.exp(1.5 * Math.LN2 + half), 9)
  })

  test('a cost at the floor bounds the ratio on one side alone', () => {
    const options = { baselineLimit: 12, subjectLimit: 12, baselineFloor: 1, subjectFloor: 1 }
    const { estimate, interval } = pairedRatio({ baseline: [6, 7, 8], subject: [1, 1, 1], ...options })
    expect(estimate).toEqual({ low: 7, high: Infinity })
    expect(interval).toMatchObject({ high: Infinity })
    const turned = pairedRatio({ baseline: [1, 1, 1], subject: [6, 7, 8], ...options })
    expect(turned.estimate).toEqual({ low: 0, high: 1 / 7 })
    const nothing = pairedRatio({ baseline: [1, 1, 1], subject: [1, 1, 1], ...options })
    expect(nothing.interval).toEqual({ low: 0, high: Infinity })
  })
})

test('the interval follows from the seed alone, and swapping the methods inverts it to 2 %', () => {
  const random = stream(5, 'costs')
  const a = Array.from({ length: 12 }, () => 4 + 4 * random.uniform())
  const b = Array.from({ length: 12 }, () => 1 + random.uniform())
  expect(ratio(a, b)).toEqual(ratio(a, b))
  expect(ratio(a, b, 20, 2)).not.toEqual(ratio(a, b, 20, 1))
  const there = ratio(a, b).interval as { low: number; high: number }
  const back = ratio(b, a).interval as { low: number; high: number }
  expect(Math.abs(there.low * back.high - 1)).toBeLessThan(0.02)
  expect(Math.abs(there.high * back.low - 1)).toBeLessThan(0.02)
})

/** Costs exp(normal) around 5.6 and 1.75; a part of the deviation is the seed's own and moves both. */
function drawStudy(random: RandomStream, seeds: number): [number[], number[]] {
  const normal = (): number => normalQuantile(random.uniform() || 0.5)
  const costs: [number[], number[]] = [[], []]
  for (let i = 0; i < seeds; i++) {
    const shared = 0.3 * normal()
    costs[0].push(5.6 * Math.exp(shared + 0.4 * normal()))
    costs[1].push(1.75 * Math.exp(shared + 0.25 * normal()))
  }
  return costs
}

const budgets = [1, 2, 3, 5, 8, 12]
const toBudget = (cost: number): number => budgets.find((budget) => budget >= cost) ?? Infinity

/** Share of 500 seeded studies whose 95 % interval holds the true ratio of the medians. */
function coverage(seeds: number, truth: number, observe: (cost: number) => number): number {
  let held = 0
  for (let study = 0; study < 500; study++) {
    const [baseline, subject] = drawStudy(stream(study, 'coverage', seeds), seeds)
    const { interval } = pairedRatio({
      baseline: baseline.map(observe),
      subject: subject.map(observe),
      baselineLimit: 12,
      subjectLimit: 12,
      seed: study,
      resamples: 400,
    })
    if (interval !== null && interval.low <= truth && truth <= interval.high) held++
  }
  return held / 500
}

describe('coverage: >= 92 % of the 95 % intervals of 500 seeded studies hold the true ratio', () => {
  test.each([5, 10, 20])('with %i seeds, correlated log-normal costs, given up at 12 epochs', (seeds) => {
    const share = coverage(seeds, 5.6 / 1.75, (cost) => (cost <= 12 ? cost : Infinity))
    expect(share).toBeGreaterThanOrEqual(0.92)
    expect(share).toBeLessThan(1)
  })

  test.each([5, 10])('with %i seeds, the same costs seen through a grid of budgets: medians 8 and 2', (seeds) => {
    expect(coverage(seeds, 4, toBudget)).toBeGreaterThanOrEqual(0.92)
  })
})

test('costs that are no positive numbers, of unequal number or beyond their limit are refused', () => {
  expect(() => ratio([], [])).toThrow(/^pairedRatio: "baseline" expected .*, got an array of length 0/)
  expect(() => ratio([1, 0], [1, 1])).toThrow(/^pairedRatio: "baseline\[1\]" expected .*, got 0/)
  expect(() => ratio([1, 2], [1])).toThrow(/^pairedRatio: "subject" expected .*, got an array of length 1/)
  expect(() => ratio([1], [21])).toThrow(/^pairedRatio: "subject\[0\]" expected .*, got 21/)
})
