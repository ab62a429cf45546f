import { expect, test } from 'vitest'
import { compoundedDecay, exponentialDecay, inverseTimeDecay } from '../../src/schedules/index.js'
import { kerasExponentialDecay, kerasInverseTimeDecay, pytorchExponentialLR } from '../reference/schedules.js'
import { values, worstError } from './compare.js'

test('exponentialDecay halves every ln 2 / k', () => {
  const schedule = exponentialDecay({ initial: 4, rate: Math.LN2 })
  for (const [step, value] of [4, 2, 1, 0.5].entries()) expect(schedule(step)).toBeCloseTo(value, 14)
  expect(schedule(0)).toBe(4)
})

test('`per` is the unit of t: a rate per epoch of 10 updates reaches e^-1 at update 10', () => {
  const schedule = exponentialDecay({ initial: 1, rate: 1, per: { epochs: 1, stepsPerEpoch: 10 } })
  expect(schedule(10)).toBeCloseTo(Math.exp(-1), 15)
  expect(schedule(5)).toBeCloseTo(Math.exp(-0.5), 15)
  expect(schedule.description).toEqual({ schedule: 'exponentialDecay', initial: 1, rate: 1, per: { steps: 10 } })
})

test('compoundedDecay is the loop that decays the decayed rate again, to 1e-12', () => {
  const k = 1e-4
  let alpha = 0.1
  const loop = [alpha]
  for (let t = 1; t <= 500; t++) loop.push((alpha *= Math.exp(-k * t)))
  const schedule = compoundedDecay({ initial: 0.1, rate: k })
  expect(worstError(schedule, (step) => loop[step] as number, 501, 0)).toBeLessThan(1)
  expect(schedule(499)).toBeCloseTo(3.8e-7, 8)
})

test('with k = 1e-8 and 10,000 updates the two readings of one formula are far apart: 0.0303 and 0.049995', () => {
  expect(compoundedDecay({ initial: 0.05, rate: 1e-8 })(1e4)).toBeCloseTo(0.0303, 4)
  expect(exponentialDecay({ initial: 0.05, rate: 1e-8 })(1e4)).toBeCloseTo(0.049995, 8)
})

test('inverseTimeDecay is a half, a third, a quarter', () => {
  const schedule = inverseTimeDecay({ initial: 12, rate: 1 })
  expect(values(schedule, 4)).toEqual([12, 6, 12 * (1 / 3), 3])
})

test('a rate of 0 is a constant, a huge one falls to 0 and never to NaN', () => {
  for (const decay of [exponentialDecay, compoundedDecay, inverseTimeDecay]) {
    expect(values(decay({ initial: 2, rate: 0 }), 3)).toEqual([2, 2, 2])
    const huge = decay({ initial: 2, rate: Number.MAX_VALUE })
    expect(huge(0)).toBe(2)
    expect(huge(Number.MAX_SAFE_INTEGER)).toBe(0)
  }
})

test.each([1, 2, 3, 10, 100, 12345])(
  'equal to ExponentialLR and to Keras ExponentialDecay and InverseTimeDecay to 1e-12 over %d steps',
  (total) => {
    const exponential = exponentialDecay({ initial: 0.3, rate: -Math.log(0.96), per: { steps: 100 } })
    expect(worstError(exponential, (step) => kerasExponentialDecay(step, 0.3, 100, 0.96), total, 0)).toBeLessThan(1)
    const each = exponentialDecay({ initial: 0.3, rate: -Math.log(0.999) })
    expect(worstError(each, (step) => pytorchExponentialLR(step, 0.3, 0.999), total, 0)).toBeLessThan(1)
    const inverse = inverseTimeDecay({ initial: 0.3, rate: 0.5, per: { steps: 100 } })
    expect(worstError(inverse, (step) => kerasInverseTimeDecay(step, 0.3, 100, 0.5), total, 0)).toBeLessThan(1)
  },
)
