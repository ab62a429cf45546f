import { expect, test } from 'vitest'
import {
  constant,
  cosine,
  fromDescription,
  join,
  linear,
  scale,
  warmup,
  warmupStableDecay,
} from '../../src/schedules/index.js'
import { kerasCosineDecay, oneMinusSqrt, pytorchLinearLR } from '../reference/schedules.js'
import { thrown, values, worstError } from './compare.js'

test('warmup climbs to the first value of what follows and hands over at its step 0', () => {
  const schedule = warmup({ duration: { steps: 4 }, before: linear({ initial: 8, totalSteps: 5 }) })
  expect(values(schedule, 11)).toEqual([0, 2, 4, 6, 8, 6, 4, 2, 0, 0, 0])
  const from = warmup({ duration: { steps: 2 }, before: 4, initial: 1 })
  expect(values(from, 4)).toEqual([1, 2.5, 4, 4])
})

test('warmup may fall, and 0 steps of it are none', () => {
  expect(values(warmup({ duration: { steps: 2 }, before: 1, initial: 3 }), 4)).toEqual([3, 2, 1, 1])
  expect(values(warmup({ duration: { steps: 0 }, before: 1, initial: 3 }), 2)).toEqual([1, 1])
})

test('warmup by epochs counts updates', () => {
  const schedule = warmup({ duration: { epochs: 0.5, stepsPerEpoch: 8 }, before: 1 })
  expect(schedule.description).toEqual({
    schedule: 'warmup',
    duration: { steps: 4 },
    before: { schedule: 'constant', value: 1 },
    initial: 0,
  })
})

test('warmup equals LinearLR, and Keras CosineDecay with a warm-up, to 1e-12', () => {
  const line = warmup({ duration: { steps: 5 }, before: 0.3, initial: 0.1 })
  expect(worstError(line, (step) => pytorchLinearLR(step, 0.3, 1 / 3, 5), 20, 0.3)).toBeLessThan(1)
  const schedule = warmup({ duration: { steps: 30 }, before: cosine({ initial: 0.3, totalSteps: 71 }), initial: 0.01 })
  const keras = (step: number) => (step < 30 ? 0.01 + (0.29 * step) / 30 : kerasCosineDecay(step - 30, 0.3, 70, 0))
  expect(worstError(schedule, keras, 110, 0.3)).toBeLessThan(1)
})

test('join restarts each schedule at its own step 0', () => {
  const falling = linear({ initial: 4, totalSteps: 5 })
  const schedule = join({ schedules: [falling, 9, falling], boundaries: [{ steps: 2 }, { steps: 3 }] })
  expect(values(schedule, 9)).toEqual([4, 3, 9, 4, 3, 2, 1, 0, 0])
})

test('join without restart reads all schedules at the step of the run, so a run goes on at another height', () => {
  const falling = linear({ initial: 4, totalSteps: 5 })
  const options = { schedules: [falling, scale({ of: falling, factor: 0.5 })], boundaries: [{ steps: 2 }] }
  const schedule = join({ ...options, restart: false })
  expect(values(schedule, 6)).toEqual([4, 3, 1, 0.5, 0, 0])
  expect(values(fromDescription(JSON.parse(JSON.stringify(schedule.description))), 6)).toEqual(values(schedule, 6))
  expect(values(join({ ...options, restart: true }), 6)).toEqual(values(join(options), 6))
  expect(Object.keys(join(options).description)).toEqual(['schedule', 'schedules', 'boundaries'])
  expect(thrown(() => join({ ...options, restart: 1 as never }))?.[0]).toBe('TypeError')
})

test('join of one schedule is that schedule; boundaries at one place skip what is between them', () => {
  const falling = linear({ initial: 4, totalSteps: 5 })
  expect(values(join({ schedules: [falling], boundaries: [] }), 6)).toEqual(values(falling, 6))
  const skipping = join({ schedules: [1, 2, 3], boundaries: [{ steps: 1 }, { steps: 1 }] })
  expect(values(skipping, 3)).toEqual([1, 3, 3])
  expect(values(join({ schedules: [1, 2], boundaries: [{ steps: 0 }] }), 2)).toEqual([2, 2])
})

test('scale multiplies, and what would overflow stays finite', () => {
  expect(values(scale({ of: linear({ initial: 4, totalSteps: 5 }), factor: 0.5 }), 6)).toEqual([2, 1.5, 1, 0.5, 0, 0])
  expect(scale({ of: constant(1e300), factor: 1e300 })(0)).toBe(Number.MAX_VALUE)
  expect(scale({ of: scale({ of: 1e300, factor: 1e300 }), factor: 0 })(0)).toBe(0)
})

test('warmupStableDecay of 12 steps: three up, flat, four down, exactly 0 at step 11', () => {
  const schedule = warmupStableDecay({ peak: 3, totalSteps: 12, warmup: { steps: 3 }, cooldown: { steps: 4 } })
  const got = values(schedule, 14)
  expect(got.slice(0, 8)).toEqual([0, 1, 2, 3, 3, 3, 3, 3])
  expect(got.slice(8, 10)).toEqual([1.5, 3 * (1 - Math.SQRT1_2)])
  expect(got.slice(11)).toEqual([0, 0, 0])
})

test('the cool-down has three shapes', () => {
  const base = { peak: 4, totalSteps: 5, warmup: { steps: 0 }, cooldown: { steps: 4 } }
  expect(warmupStableDecay(base)(1)).toBe(2)
  expect(warmupStableDecay({ ...base, shape: 'linear' })(1)).toBe(3)
  expect(warmupStableDecay({ ...base, shape: 'cosine' })(2)).toBe(2)
})

test('1-sqrt equals the formula of arXiv 2405.18392 to 1e-12', () => {
  const schedule = warmupStableDecay({
    peak: 0.2,
    totalSteps: 1001,
    warmup: { steps: 0 },
    cooldown: { steps: 200 },
    final: 0.002,
  })
  const source = (step: number) => 0.002 + 0.198 * oneMinusSqrt(step, 1000, 200)
  expect(worstError(schedule, source, 1001, 0.2)).toBeLessThan(1)
})

test('runs of every length share their steps before the cool-down bit for bit', () => {
  const run = (totalSteps: number) =>
    warmupStableDecay({ peak: 0.3, totalSteps, warmup: { steps: 37 }, cooldown: { steps: 50 }, initial: 0.012 })
  expect(values(run(500), 449)).toEqual(values(run(12345), 449))
})

test('no warm-up and no cool-down leave the peak, and the final value at the last step', () => {
  const schedule = warmupStableDecay({ peak: 2, totalSteps: 3, warmup: { steps: 0 }, cooldown: { steps: 0 } })
  expect(values(schedule, 5)).toEqual([2, 2, 0, 0, 0])
  const one = warmupStableDecay({ peak: 2, totalSteps: 1, warmup: { steps: 0 }, cooldown: { steps: 0 }, final: 1 })
  expect(values(one, 2)).toEqual([1, 1])
})
