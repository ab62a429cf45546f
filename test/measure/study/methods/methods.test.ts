import { expect, test } from 'vitest'
import {
  type BuiltInMethod,
  isOneCycle,
  isPrefix,
  methodSchedules,
  methods,
  programmedDrops,
} from '../../../../src/measure/study/methods/methods.js'
import { oneCycle } from '../../../../src/schedules/index.js'
import { dialectNames } from '../../../../src/schedules/one-cycle-dialects.js'

const options = { totalSteps: 100, rate: 0.5, momentum: 0.9 }
const values = (schedule: (step: number) => number): number[] =>
  Array.from({ length: 100 }, (_, step) => schedule(step))

test('every method is compressed to its budget: its highest rate is the rate, at a budget of 1, 2, 7 and 100 updates', () => {
  for (const method of methods) {
    for (const totalSteps of [2, 7, 100]) {
      const { learningRate } = methodSchedules(method, { ...options, totalSteps })
      const highest = Math.max(...Array.from({ length: totalSteps }, (_, step) => learningRate(step)))
      expect(highest).toBeLessThanOrEqual(0.5)
      expect(highest).toBeGreaterThan(0.2)
    }
    expect(methodSchedules(method, { ...options, totalSteps: 1 }).learningRate(0)).toBeGreaterThanOrEqual(0)
  }
})

test('methods without a momentum of their own keep the one given; 1cycle cycles 0.95, 0.85, 0.95', () => {
  for (const method of methods.filter((name) => !isOneCycle(name))) {
    expect(new Set(values(methodSchedules(method, options).momentum))).toEqual(new Set([0.9]))
  }
  const cycled = values(methodSchedules('one-cycle', options).momentum)
  expect([cycled[0], Math.min(...cycled), cycled[99]]).toEqual([0.95, 0.85, 0.95])
})

test('each ablation takes away one part of 1cycle and leaves the others', () => {
  const whole = oneCycle({ totalSteps: 100, peak: 0.5 })
  const fixed = methodSchedules('one-cycle-fixed-momentum', options)
  expect(values(fixed.learningRate)).toEqual(values(whole.learningRate))
  expect(new Set(values(fixed.momentum))).toEqual(new Set([0.9]))

  const cold = methodSchedules('one-cycle-no-ramp', options)
  expect(cold.learningRate(0)).toBe(0.5)
  expect(cold.momentum(0)).toBe(0.85)
  expect(cold.learningRate(99)).toBe(whole.learningRate(99))

  const high = methodSchedules('one-cycle-no-annihilation', options)
  expect(high.learningRate(0)).toBe(0.02)
  expect(high.learningRate(99)).toBe(0.02)
  expect(whole.learningRate(99)).toBe(0.5 / 25 / 1e4)
  expect(values(high.momentum)).toEqual(values(whole.momentum))
})

test('in every dialect the ways up and down of an ablation are those of 1cycle, faster or slower, within 1e-9 of the peak', () => {
  for (const dialect of dialectNames) {
    // 3,001 steps, so that every phase has whole steps enough
    const run = { totalSteps: 3001, rate: 0.5, momentum: 0.9, dialect }
    const of = (method: BuiltInMethod) => methodSchedules(method, run).learningRate
    const whole = of('one-cycle')
    const top = Array.from({ length: 3001 }, (_, step) => whole(step)).findIndex((rate) => rate > 0.4999)
    expect(of('one-cycle-no-ramp')(0)).toBeCloseTo(0.5, 9)
    expect(of('one-cycle-no-ramp')(3000)).toBe(whole(3000))
    expect(of('one-cycle-short-ramp')(0)).toBe(whole(0))
    expect(of('one-cycle-short-ramp')(Math.round(top / 3))).toBeGreaterThan(0.499)
    expect(of('one-cycle-short-ramp')(3000)).toBe(whole(3000))
    expect(of('one-cycle-no-annealing')(Math.floor(top / 2))).toBe(whole(Math.floor(top / 2)))
    expect(of('one-cycle-no-annealing')(3000)).toBeGreaterThan(0.4999)
    expect(of('one-cycle-low-peak')(top)).toBe(whole(top))
    const exponential = of('one-cycle-exponential-ramp')
    expect(exponential(200) / exponential(100)).toBeCloseTo(exponential(100) / exponential(0), 9)
    expect(exponential(2500)).toBe(whole(2500))
  }
})

test('linear decay with the ramp rises in a line for as long as 1cycle in each dialect, then falls in a line to 0', () => {
  for (const [dialect, rise, divisor] of [
    ['paper', 0.45, 10],
    ['pytorch', 0.3, 25],
    ['fastai', 0.25, 25],
  ] as const) {
    const { learningRate, momentum } = methodSchedules('linear-with-ramp', {
      totalSteps: 2001,
      rate: 1,
      momentum: 0.9,
      dialect,
    })
    const top = 2000 * rise
    expect(learningRate(0)).toBeCloseTo(1 / divisor, 12)
    expect(learningRate(top / 2)).toBeCloseTo((1 + 1 / divisor) / 2, 2)
    expect(learningRate(top)).toBeCloseTo(1, 2)
    expect(learningRate((top + 2000) / 2)).toBeCloseTo(0.5, 2)
    expect(learningRate(2000)).toBe(0)
    expect([momentum(0), momentum(1000)]).toEqual([0.9, 0.9])
  }
})

test('the drops of the step schedules are those of the schedule: a lower rate at the drop than one update before', () => {
  expect(programmedDrops('step', 100)).toEqual([50, 75])
  expect(programmedDrops('halving', 80)).toEqual([10, 20, 30, 40, 50, 60, 70])
  for (const method of methods) {
    const { learningRate } = methodSchedules(method, options)
    for (const drop of programmedDrops(method, 100)) {
      expect(learningRate(drop)).toBeLessThanOrEqual(0.5 * learningRate(drop - 1))
    }
  }
  for (const smooth of ['constant', 'linear', 'cosine', 'one-cycle'] as const) {
    expect(programmedDrops(smooth, 100)).toEqual([])
  }
})

test('only a constant rate does not know its budget: its short run is the beginning of its long one', () => {
  for (const method of methods) {
    const short = methodSchedules(method, { ...options, totalSteps: 40 })
    const long = methodSchedules(method, { ...options, totalSteps: 80 })
    const same = Array.from({ length: 40 }, (_, step) => short.learningRate(step) === long.learningRate(step))
    expect([method, same.every(Boolean)]).toEqual([method, isPrefix(method)])
  }
})

test('an unknown method is refused with the list of the known ones', () => {
  expect(() => methodSchedules('onecycle' as never, options)).toThrow(
    /^methodSchedules: "method" expected one of constant, step, .*linear-with-ramp, got "onecycle"$/,
  )
})
