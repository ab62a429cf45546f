import { describe, expect, test } from 'vitest'
import {
  fromDescription,
  oneCycle,
  type ScheduleName,
  scheduleByName,
  scheduleNames,
} from '../../src/schedules/index.js'
import { thrown, values } from './compare.js'

const hundred = (name: ScheduleName) => scheduleByName(name, { totalSteps: 100, peak: 1 }).learningRate
const last = (name: ScheduleName) => hundred(name)(99)

test('the names are these', () => {
  expect([...scheduleNames].sort()).toEqual(
    [
      'constant',
      'step',
      'halving',
      'exponential',
      'compounded',
      'inverse-time',
      'linear',
      'polynomial',
      'cosine',
      'cosine-restarts',
      'triangular',
      'triangular2',
      'exp-range',
      'flat-cosine',
      'warmup-stable-decay',
      'linear-warmup',
      'cosine-warmup',
      'one-cycle',
    ].sort(),
  )
})

test('step falls to a tenth at 50 % and to a hundredth at 75 % of the run', () => {
  const step = hundred('step')
  expect([step(49), step(50), step(74), step(75), step(99)]).toEqual([1, 0.1, 0.1, 0.1 * 0.1, 0.1 * 0.1])
})

test('halving halves seven times', () => {
  expect(last('halving')).toBe(1 / 128)
})

test('exponential and compounded fall to 1/100, inverse-time to 1/10 at the last step', () => {
  expect(last('exponential')).toBeCloseTo(0.01, 14)
  expect(last('compounded')).toBeCloseTo(0.01, 14)
  expect(last('inverse-time')).toBeCloseTo(0.1, 15)
  expect(hundred('exponential')(49)).toBeLessThan(hundred('compounded')(49))
})

test('linear, polynomial, cosine, flat-cosine and the warm-ups end at exactly 0', () => {
  const names = [
    'linear',
    'polynomial',
    'cosine',
    'flat-cosine',
    'warmup-stable-decay',
    'linear-warmup',
    'cosine-warmup',
  ]
  for (const name of names) expect([last(name as ScheduleName), hundred(name as ScheduleName)(150)]).toEqual([0, 0])
})

test('the warm-ups climb from 1/25 over the first tenth of the run', () => {
  for (const name of ['warmup-stable-decay', 'linear-warmup', 'cosine-warmup'] as const) {
    const schedule = hundred(name)
    expect(schedule(0)).toBe(0.04)
    expect(schedule(5)).toBeCloseTo(0.52, 15)
    expect(schedule(10)).toBe(1)
  }
})

test('cosine-restarts begins its third cycle at 3/7 of the run and does not begin a fourth', () => {
  const schedule = scheduleByName('cosine-restarts', { totalSteps: 70, peak: 1 }).learningRate
  expect([schedule(0), schedule(10), schedule(30), schedule(70)]).toEqual([1, 1, 1, 1])
  expect(schedule(69)).toBeLessThan(0.01)
  for (let total = 2; total <= 300; total++) {
    const s = scheduleByName('cosine-restarts', { totalSteps: total, peak: 1 }).learningRate
    expect(values(s, total).filter((v) => v === 1).length).toBeLessThanOrEqual(3)
  }
})

test('the cyclical ones make three cycles from a quarter of the peak and end where a cycle ends', () => {
  const at = (name: ScheduleName) => values(scheduleByName(name, { totalSteps: 60, peak: 1 }).learningRate, 61)
  const plain = at('triangular')
  expect([0, 10, 20, 30, 40, 50, 60].map((i) => plain[i])).toEqual([0.25, 1, 0.25, 1, 0.25, 1, 0.25])
  const halved = at('triangular2')
  expect([10, 30, 50].map((i) => halved[i])).toEqual([1, 0.625, 0.4375])
  const shrinking = at('exp-range')
  expect(shrinking[30]).toBeCloseTo(0.25 + 0.75 / Math.sqrt(10), 14)
})

test('one-cycle is oneCycle, with its options and its momentum', () => {
  const options = { totalSteps: 50, peak: 0.3, dialect: 'paper', momentum: 0.9 } as const
  const named = scheduleByName('one-cycle', options)
  expect(named.learningRate.description).toEqual(oneCycle(options).learningRate.description)
  expect(named.momentum?.(0)).toBe(0.9)
})

describe.each(scheduleNames)('%s', (name) => {
  test('is in [0, peak] at every tiny total, reaches half the peak from 3 steps on, and is rebuilt by its description', () => {
    for (let totalSteps = 1; totalSteps <= 60; totalSteps++) {
      const { learningRate, momentum } = scheduleByName(name, { totalSteps, peak: 0.3 })
      const got = values(learningRate, totalSteps + 3)
      expect(got.every((v) => v >= 0 && v <= 0.3)).toBe(true)
      if (totalSteps > 2) expect(Math.max(...got)).toBeGreaterThan(0.15)
      expect(values(fromDescription(JSON.parse(JSON.stringify(learningRate.description))), totalSteps + 3)).toEqual(got)
      expect(momentum === undefined).toBe(name !== 'one-cycle')
    }
  })
})

test('an unknown name is answered by all known ones, a foreign option by the allowed ones', () => {
  expect(thrown(() => scheduleByName('cosin' as ScheduleName, { totalSteps: 1, peak: 1 }))).toEqual([
    'RangeError',
    `scheduleByName: "name" expected one of ${scheduleNames.join(', ')}, got "cosin"`,
  ])
  expect(thrown(() => scheduleByName('linear', { totalSteps: 1, peak: 1, dialect: 'paper' }))).toEqual([
    'TypeError',
    'scheduleByName linear: unknown option "dialect", expected one of totalSteps, peak',
  ])
  expect(thrown(() => scheduleByName('linear', { totalSteps: 1, peak: 0 }))).toEqual([
    'RangeError',
    'scheduleByName linear: "peak" expected a positive finite number, got 0',
  ])
  expect(thrown(() => scheduleByName('one-cycle', { totalSteps: 0, peak: 1 }))).toEqual([
    'RangeError',
    'oneCycle: "totalSteps" expected a whole number of at least 1, got 0',
  ])
  expect(thrown(() => scheduleByName('toString' as ScheduleName, { totalSteps: 1, peak: 1 }))?.[0]).toBe('RangeError')
})
