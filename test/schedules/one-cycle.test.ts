import { describe, expect, test } from 'vitest'
import { fromDescription, type OneCycleAnneal, type OneCycleDialect, oneCycle } from '../../src/schedules/index.js'
import { values } from './compare.js'

const kinds: [OneCycleDialect, OneCycleAnneal][] = [
  ['paper', 'linear'],
  ['pytorch', 'cosine'],
  ['pytorch', 'linear'],
  ['pytorch-three-phase', 'cosine'],
  ['pytorch-three-phase', 'linear'],
  ['fastai', 'cosine'],
  ['optax', 'cosine'],
  ['optax', 'linear'],
]
const finals: Record<OneCycleDialect, number> = {
  paper: 1 / 10 / 1000,
  pytorch: 1 / 25 / 1e4,
  'pytorch-three-phase': 1 / 25 / 1e4,
  fastai: 1 / 1e5,
  optax: 1 / 25 / 1e4,
}

test('the default is the PyTorch dialect: the values of OneCycleLR for 100 steps and peak 1', () => {
  const { learningRate, momentum } = oneCycle({ totalSteps: 100, peak: 1 })
  expect(learningRate(0)).toBe(0.04)
  expect(momentum(0)).toBe(0.95)
  expect(learningRate(28)).toBeCloseTo(0.99719, 5)
  expect(momentum(28)).toBeCloseTo(0.85, 3)
  expect(learningRate(29)).toBe(1)
  expect(momentum(29)).toBe(0.85)
  expect(learningRate(30)).toBeCloseTo(0.9995, 5)
  expect(learningRate(58)).toBeCloseTo(0.63302, 5)
  expect(momentum(58)).toBeCloseTo(0.887, 3)
  expect(learningRate(98)).toBeCloseTo(5.0746e-4, 8)
  expect(learningRate(99)).toBe(1 / 25 / 1e4)
  expect(momentum(99)).toBe(0.95)
})

test('the paper dialect of 21 steps: up in nine, down in nine, then two on to a thousandth of the initial rate', () => {
  const { learningRate, momentum } = oneCycle({ totalSteps: 21, peak: 1, dialect: 'paper' })
  const up = [0.1, 0.2, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9]
  const wanted = [...up, 1, ...[...up].reverse(), 0.05005, 1e-4]
  const got = values(learningRate, 21)
  for (const [i, want] of wanted.entries()) expect(got[i]).toBeCloseTo(want, 15)
  expect(momentum(0)).toBe(0.95)
  expect(momentum(9)).toBe(0.85)
  expect(momentum(3)).toBeCloseTo(0.95 - 0.1 / 3, 15)
  expect(values(momentum, 25).slice(18)).toEqual(Array(7).fill(0.95))
})

test('the paper dialect rounds its rise down, so that the triangle is never longer than the budget', () => {
  const eleven = values(oneCycle({ totalSteps: 11, peak: 1, dialect: 'paper' }).learningRate, 11)
  expect([eleven.indexOf(1), eleven[8], eleven[10]]).toEqual([4, 0.1, 1e-4])
  const half = values(oneCycle({ totalSteps: 4, peak: 1, dialect: 'paper', warmupFraction: 0.5 }).learningRate, 4)
  expect(half).toEqual([0.1, 1, 0.1, 1e-4])
})

test('three phases in three steps: no room to rise, so the peak, half-way down from the initial rate, the final rate', () => {
  const { learningRate, momentum } = oneCycle({ totalSteps: 3, peak: 1, dialect: 'pytorch-three-phase' })
  const [first, middle, last] = values(learningRate, 3)
  expect([first, last]).toEqual([1, 4e-6])
  expect(middle).toBeCloseTo((0.04 + 4e-6) / 2, 15)
  expect(values(momentum, 3)).toEqual([0.85, 0.95, 0.95])
})

describe.each(kinds)('%s %s', (dialect, anneal) => {
  test('is defined at every tiny total: in (0, peak], and exactly the final rate and the high momentum at the end', () => {
    for (let totalSteps = 1; totalSteps <= 40; totalSteps++) {
      const { learningRate, momentum } = oneCycle({ totalSteps, peak: 1, dialect, anneal })
      const rates = values(learningRate, totalSteps + 3)
      expect(rates.every((rate) => rate > 0 && rate <= 1)).toBe(true)
      expect(rates.slice(totalSteps - 1)).toEqual(Array(4).fill(finals[dialect]))
      const momenta = values(momentum, totalSteps + 3)
      expect(momenta.every((m) => m >= 0.85 && m <= 0.95)).toBe(true)
      expect(momenta.slice(totalSteps - 1)).toEqual(Array(4).fill(0.95))
    }
  })

  test('rises to its highest rate and never rises again, momentum the other way round', () => {
    for (const totalSteps of [2, 3, 5, 10, 100, 1000]) {
      const { learningRate, momentum } = oneCycle({ totalSteps, peak: 1, dialect, anneal })
      const rates = values(learningRate, totalSteps)
      const momenta = values(momentum, totalSteps)
      const top = rates.indexOf(Math.max(...rates))
      expect(momenta.indexOf(Math.min(...momenta))).toBe(top)
      for (let i = 1; i < totalSteps; i++) {
        const up = i <= top
        expect(up === (rates[i] as number) > (rates[i - 1] as number)).toBe(true)
        expect(
          up
            ? (momenta[i] as number) < (momenta[i - 1] as number)
            : (momenta[i] as number) >= (momenta[i - 1] as number),
        ).toBe(true)
      }
    }
  })
})

test.each(['paper', 'optax'] as const)('%s reaches the peak exactly at every total of at least 2', (dialect) => {
  for (let totalSteps = 2; totalSteps <= 300; totalSteps++) {
    expect(Math.max(...values(oneCycle({ totalSteps, peak: 0.3, dialect }).learningRate, totalSteps))).toBe(0.3)
  }
})

test('pytorch and fastai reach the peak exactly where the rise ends on a whole step, or has no room', () => {
  const top = (dialect: OneCycleDialect, totalSteps: number) =>
    Math.max(...values(oneCycle({ totalSteps, peak: 1, dialect }).learningRate, totalSteps))
  expect([2, 3, 10, 20, 100, 1000].map((total) => top('pytorch', total))).toEqual(Array(6).fill(1))
  expect([5, 9, 101, 1001].map((total) => top('fastai', total))).toEqual(Array(4).fill(1))
  expect(top('pytorch', 12345)).toBeLessThan(1)
  expect(top('pytorch', 12345)).toBeGreaterThan(1 - 1e-6)
})

test('initialDivisor divides the peak; finalDivisor divides the initial rate, but the peak in fastai', () => {
  const ends = (dialect: OneCycleDialect) => {
    const { learningRate } = oneCycle({ totalSteps: 50, peak: 8, dialect, initialDivisor: 4, finalDivisor: 16 })
    return [learningRate(0), learningRate(49)]
  }
  expect(ends('paper')).toEqual([2, 0.125])
  expect(ends('pytorch')).toEqual([2, 0.125])
  expect(ends('pytorch-three-phase')).toEqual([2, 0.125])
  expect(ends('optax')).toEqual([2, 0.125])
  expect(ends('fastai')).toEqual([2, 0.5])
})

test('a final divisor below 1 ends above the initial rate, as long as that is not above the peak', () => {
  const { learningRate } = oneCycle({ totalSteps: 10, peak: 1, initialDivisor: 10, finalDivisor: 0.5 })
  expect(learningRate(0)).toBe(0.1)
  expect(learningRate(9)).toBe(0.2)
  expect(oneCycle({ totalSteps: 10, peak: 1, initialDivisor: 10, finalDivisor: 0.1 }).learningRate(9)).toBe(1)
})

test('the smallest final divisor ends at the peak, not one rounding above it', () => {
  expect(0.96 / 58 / (1 / 58)).toBeGreaterThan(0.96)
  const { learningRate } = oneCycle({ totalSteps: 10, peak: 0.96, initialDivisor: 58, finalDivisor: 1 / 58 })
  expect(learningRate(9)).toBe(0.96)
})

test('warmupFraction moves the peak: 0 begins there, 0.5 of 11 steps of optax climbs for five', () => {
  const begin = oneCycle({ totalSteps: 11, peak: 1, warmupFraction: 0 }).learningRate
  expect(begin(0)).toBe(1)
  const middle = oneCycle({ totalSteps: 11, peak: 1, dialect: 'optax', anneal: 'linear', warmupFraction: 0.5 })
  expect(middle.learningRate(5)).toBe(1)
  expect(middle.learningRate(1)).toBeCloseTo(0.04 + 0.96 / 5, 15)
})

test('momentum takes its own bounds, and one number switches the cycling off', () => {
  const own = oneCycle({ totalSteps: 100, peak: 1, momentum: { high: 0.9, low: 0.8 } }).momentum
  expect([own(0), own(29), own(99)]).toEqual([0.9, 0.8, 0.9])
  const half = oneCycle({ totalSteps: 100, peak: 1, momentum: { low: 0.7 } }).momentum
  expect([half(0), half(29), half(99)]).toEqual([0.95, 0.7, 0.95])
  const still = oneCycle({ totalSteps: 100, peak: 1, momentum: 0.9 }).momentum
  expect(new Set(values(still, 120))).toEqual(new Set([0.9]))
})

test('the pair is named for spreading, and each half describes the whole of it', () => {
  const pair = oneCycle({ totalSteps: 7, peak: 0.5, dialect: 'fastai' })
  expect(Object.keys(pair)).toEqual(['learningRate', 'momentum'])
  const options = {
    totalSteps: 7,
    peak: 0.5,
    dialect: 'fastai',
    anneal: 'cosine',
    warmupFraction: 0.25,
    initialDivisor: 25,
    finalDivisor: 1e5,
    momentum: { high: 0.95, low: 0.85 },
  }
  expect(pair.learningRate.description).toEqual({ schedule: 'oneCycle', output: 'learningRate', ...options })
  expect(pair.momentum.description).toEqual({ schedule: 'oneCycle', output: 'momentum', ...options })
  expect(values(fromDescription(pair.momentum.description), 9)).toEqual(values(pair.momentum, 9))
})
