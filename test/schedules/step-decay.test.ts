import { expect, test } from 'vitest'
import { halving, milestones, stepDecay } from '../../src/schedules/index.js'
import { kerasPiecewiseConstantDecay, pytorchMultiStepLR, pytorchStepLR } from '../reference/schedules.js'
import { values, worstError } from './compare.js'

test('stepDecay drops to a tenth every 3 updates', () => {
  const schedule = stepDecay({ initial: 1, every: { steps: 3 } })
  expect(values(schedule, 7)).toEqual([1, 1, 1, 0.1, 0.1, 0.1, 0.1 * 0.1])
})

test('stepDecay by epochs counts updates: every 2 epochs of 5 updates is every 10 updates', () => {
  const schedule = stepDecay({ initial: 1, every: { epochs: 2, stepsPerEpoch: 5 }, factor: 1 / 4 })
  expect([schedule(9), schedule(10), schedule(19), schedule(20)]).toEqual([1, 0.25, 0.25, 0.0625])
  expect(schedule.description).toEqual({ schedule: 'stepDecay', initial: 1, every: { steps: 10 }, factor: 0.25 })
})

test('halving is exact: after 1000 halvings 2^-1000, after 1100 nothing', () => {
  const schedule = halving({ initial: 1, every: { steps: 1 } })
  expect([schedule(0), schedule(1), schedule(10)]).toEqual([1, 0.5, 1 / 1024])
  expect(schedule(1000)).toBe(2 ** -1000)
  expect(schedule(1100)).toBe(0)
  expect(schedule(Number.MAX_SAFE_INTEGER)).toBe(0)
})

test('the ends of the factor: 1 never drops, 0 drops to nothing', () => {
  expect(stepDecay({ initial: 3, every: { steps: 1 }, factor: 1 })(1e9)).toBe(3)
  expect(values(stepDecay({ initial: 3, every: { steps: 1 }, factor: 0 }), 3)).toEqual([3, 0, 0])
})

test.each([1, 7, 100])('stepDecay equals StepLR to 1e-12, every %d', (every) => {
  for (const factor of [0.1, 0.5, 1 / 1.2, 0.97]) {
    const schedule = stepDecay({ initial: 0.05, every: { steps: every }, factor })
    expect(worstError(schedule, (step) => pytorchStepLR(step, 0.05, every, factor), 300 * every, 0)).toBeLessThan(1)
  }
})

test('milestones drop at their own step, by one factor for all or one for each', () => {
  const at = [{ steps: 2 }, { steps: 4 }]
  expect(values(milestones({ initial: 8, milestones: at, factor: 0.5 }), 6)).toEqual([8, 8, 4, 4, 2, 2])
  expect(values(milestones({ initial: 8, milestones: at, factor: [0.5, 0.25] }), 6)).toEqual([8, 8, 4, 4, 1, 1])
  expect(values(milestones({ initial: 8, milestones: at }), 6)).toEqual([8, 8, 0.8, 0.8, 0.8 * 0.1, 0.8 * 0.1])
})

test('two milestones at one place both count, one at 0 counts from the start, none leave a constant', () => {
  const twice = milestones({ initial: 8, milestones: [{ steps: 1 }, { steps: 1 }], factor: 0.5 })
  expect(values(twice, 3)).toEqual([8, 2, 2])
  expect(values(milestones({ initial: 8, milestones: [{ steps: 0 }], factor: 0.5 }), 2)).toEqual([4, 4])
  expect(values(milestones({ initial: 8, milestones: [] }), 2)).toEqual([8, 8])
})

test('milestones equal MultiStepLR, and PiecewiseConstantDecay with each boundary one update later, to 1e-12', () => {
  const schedule = milestones({ initial: 0.1, milestones: [{ steps: 50 }, { steps: 75 }] })
  expect(worstError(schedule, (step) => pytorchMultiStepLR(step, 0.1, [50, 75], 0.1), 120, 0)).toBeLessThan(1)
  const keras = (step: number) => kerasPiecewiseConstantDecay(step, [49, 74], [0.1, 0.01, 0.001])
  expect(worstError(schedule, keras, 120, 0)).toBeLessThan(1)
})
