import { expect, test } from 'vitest'
import { guardCoarseRows, guardConstantRate, guardWarmUp, standardError } from '../../src/measure/credit-guards.js'
import { naming } from './naming.js'

test('a constant rate that the seeds do not tell from the subject is caught, with its rate and the mean of the cycle', () => {
  const speedUp = (low: number | null, high: number | null) => ({
    ratio: high === null ? null : 1.05,
    low,
    high,
    text: '1.05x',
    interval: '0.9x to 1.2x',
  })
  const beside = { subject: 'one-cycle', target: 0.95, rate: 0.1, meanRate: 0.0876, speedUp: speedUp(0.9, 1.2) }
  expect(guardConstantRate(beside)).toEqual({
    guard: 'constant-rate',
    message: naming('constant rate of 0.1', 'one-cycle', '95 %', '1.05x', '0.9x to 1.2x', 'mean rate', '0.088'),
  })
  expect(guardConstantRate({ ...beside, speedUp: speedUp(null, 0.9) })).not.toBeNull()
  expect(guardConstantRate({ ...beside, speedUp: { ...speedUp(0.9, null), ratio: 1.4 } })).not.toBeNull()
  expect(guardConstantRate({ ...beside, meanRate: null })?.message).not.toContain('mean rate of')
  expect(guardConstantRate({ ...beside, speedUp: speedUp(1.01, 1.2) })).toBeNull()
  // one that never arrives, or of which nothing is known, does not as well
  expect(guardConstantRate({ ...beside, rate: null })).toBeNull()
  expect(guardConstantRate({ ...beside, speedUp: speedUp(null, null) })).toBeNull()
})

test('a ramp for the subject alone is caught; one rival with a ramp, or of unknown course, is fair', () => {
  const subject = { name: 'one-cycle', rises: true }
  const flat = { name: 'linear', rises: false }
  expect(guardWarmUp({ subject, rivals: [flat, { name: 'cosine', rises: false }] })).toEqual({
    guard: 'no-warm-up',
    message: naming('one-cycle', 'linear and cosine', 'linear-with-ramp'),
  })
  expect(guardWarmUp({ subject, rivals: [flat, { name: 'linear-with-ramp', rises: true }] })).toBeNull()
  expect(guardWarmUp({ subject, rivals: [flat, { name: 'mine', rises: null }] })).toBeNull()
  expect(guardWarmUp({ subject: flat, rivals: [flat] })).toBeNull()
})

test('a difference below the standard error of a share of the held-out rows is caught, with both', () => {
  expect(standardError(0.9, 900)).toBeCloseTo(0.01, 12)
  const told = { rows: 900, between: 'a and b after 4 epochs', share: 0.9, difference: -0.002 }
  expect(guardCoarseRows(told)).toEqual({
    guard: 'coarse-rows',
    message: naming('a and b after 4 epochs', '0.2 points', '900', '1 point:'),
  })
  expect(guardCoarseRows({ ...told, difference: 0.0101 })).toBeNull()
  expect(guardCoarseRows({ ...told, difference: 0 })).toBeNull()
})
