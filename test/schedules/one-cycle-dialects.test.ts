import { describe, expect, test } from 'vitest'
import { type OneCycleAnneal, type OneCycleDialect, oneCycle } from '../../src/schedules/index.js'
import {
  fastaiOneCycle,
  optaxCosineOneCycle,
  optaxLinearOneCycle,
  pytorchOneCycle,
  type Rates,
} from '../reference/schedules.js'
import { values, worstError } from './compare.js'

const totals = [1, 2, 3, 10, 100, 12345]
const peak = 0.37

function expectEqualToSource(
  options: { dialect: OneCycleDialect; anneal?: OneCycleAnneal; totalSteps: number; warmupFraction?: number },
  source: (step: number) => Rates,
): void {
  const { learningRate, momentum } = oneCycle({ ...options, peak })
  expect(worstError(learningRate, (step) => source(step).learningRate, options.totalSteps, peak)).toBeLessThan(1)
  expect(worstError(momentum, (step) => source(step).momentum, options.totalSteps, 1)).toBeLessThan(1)
}

describe.each(['cosine', 'linear'] as const)('%s', (anneal) => {
  for (const totalSteps of totals) {
    for (const warmupFraction of [0.1, 0.3, 0.5, 0.75]) {
      // with a negative first end PyTorch begins part of the way down
      if (warmupFraction * totalSteps > 1 || totalSteps === 1) {
        test(`dialect pytorch equals OneCycleLR to 1e-12, ${totalSteps} steps, ${warmupFraction} rising`, () => {
          expectEqualToSource({ dialect: 'pytorch', anneal, totalSteps, warmupFraction }, (step) =>
            pytorchOneCycle(step, { totalSteps, maxLr: peak, pctStart: warmupFraction, anneal }),
          )
        })
      }
      if (warmupFraction <= 0.5 && (warmupFraction * totalSteps > 1 || totalSteps === 1)) {
        test(`dialect pytorch-three-phase equals OneCycleLR(three_phase) to 1e-12, ${totalSteps} steps, ${warmupFraction} rising`, () => {
          expectEqualToSource({ dialect: 'pytorch-three-phase', anneal, totalSteps, warmupFraction }, (step) =>
            pytorchOneCycle(step, { totalSteps, maxLr: peak, pctStart: warmupFraction, anneal, threePhase: true }),
          )
        })
      }
    }
  }
})

test.each(totals.slice(1))(
  'dialect fastai equals combined_cos over step / (totalSteps - 1) to 1e-12, %d steps',
  (totalSteps) => {
    expectEqualToSource({ dialect: 'fastai', totalSteps }, (step) =>
      fastaiOneCycle(step / (totalSteps - 1), { lrMax: peak }),
    )
  },
)

test.each([10, 100, 12345])(
  'dialect optax equals cosine_onecycle and linear_onecycle over totalSteps - 1 transition steps to 1e-12, %d steps',
  (totalSteps) => {
    const transitions = totalSteps - 1
    const cosine = oneCycle({ dialect: 'optax', totalSteps, peak }).learningRate
    expect(
      worstError(cosine, (step) => optaxCosineOneCycle(step, transitions, peak), totalSteps + 5, peak),
    ).toBeLessThan(1)
    const linear = oneCycle({ dialect: 'optax', anneal: 'linear', totalSteps, peak }).learningRate
    expect(
      worstError(linear, (step) => optaxLinearOneCycle(step, transitions, peak), totalSteps + 5, peak),
    ).toBeLessThan(1)
  },
)

test('where optax divides 0 by 0 at tiny totals, ours is defined: a run too short to rise begins at the peak', () => {
  expect(optaxCosineOneCycle(0, 2, 1)).toBeNaN()
  expect(values(oneCycle({ dialect: 'optax', totalSteps: 3, peak: 1 }).learningRate, 3)).toEqual([1, 0.500002, 4e-6])
  expect(optaxLinearOneCycle(0, 1, 1)).toBeNaN()
  expect(values(oneCycle({ dialect: 'optax', anneal: 'linear', totalSteps: 2, peak: 1 }).learningRate, 2)).toEqual([
    1, 4e-6,
  ])
})

test('where OneCycleLR divides 0 by 0 because the rise ends at step 0, ours begins at the peak', () => {
  expect(pytorchOneCycle(0, { totalSteps: 10, maxLr: 1, pctStart: 0.1 }).learningRate).toBeNaN()
  const { learningRate, momentum } = oneCycle({ totalSteps: 10, peak: 1, warmupFraction: 0.1 })
  expect(learningRate(0)).toBe(1)
  expect(momentum(0)).toBe(0.85)
  const steps = values(learningRate, 10)
  expect(steps.every((v, i) => i === 0 || v < (steps[i - 1] as number))).toBe(true)
})

test('where OneCycleLR at tiny totals begins part of the way down, ours begins at the peak', () => {
  expect(pytorchOneCycle(0, { totalSteps: 2, maxLr: 1 }).learningRate).toBeCloseTo(0.8117, 4)
  expect(values(oneCycle({ totalSteps: 2, peak: 1 }).learningRate, 2)).toEqual([1, 4e-6])
  expect(pytorchOneCycle(0, { totalSteps: 3, maxLr: 1 }).learningRate).toBeLessThan(1)
  expect(values(oneCycle({ totalSteps: 3, peak: 1 }).learningRate, 3)).toEqual([1, 0.500002, 4e-6])
})

test('the climb of OneCycleLR past its end is the 5.07e-4 of step 98 again, at 100 steps', () => {
  expect(pytorchOneCycle(100, { totalSteps: 100, maxLr: 1 }).learningRate).toBeCloseTo(5.0746e-4, 8)
})

test('one step past its end OneCycleLR climbs again (cosine) or turns negative (linear); ours holds the final rate', () => {
  for (const totalSteps of [10, 100]) {
    const cosine = { totalSteps, maxLr: 1 }
    const end = pytorchOneCycle(totalSteps - 1, cosine).learningRate
    expect(pytorchOneCycle(totalSteps, cosine).learningRate).toBeGreaterThan(100 * end)
    expect(oneCycle({ totalSteps, peak: 1 }).learningRate(totalSteps)).toBe(4e-6)
    const linear = pytorchOneCycle(totalSteps, { totalSteps, maxLr: 1, anneal: 'linear' }).learningRate
    expect(linear).toBeCloseTo(-1 / (0.7 * totalSteps), 4)
    expect(oneCycle({ totalSteps, peak: 1, anneal: 'linear' }).learningRate(totalSteps)).toBe(4e-6)
  }
})
