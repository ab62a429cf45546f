import { expect, test } from 'vitest'
import { cosineRestarts, expRange, triangular, triangular2 } from '../../src/schedules/index.js'
import { pytorchWarmRestarts, smithCyclical } from '../reference/schedules.js'
import { values, worstError } from './compare.js'

test('triangular climbs from base to peak and back, exact at both, for ever', () => {
  const schedule = triangular({ base: 1, peak: 5, rise: { steps: 2 } })
  expect(values(schedule, 10)).toEqual([1, 3, 5, 3, 1, 3, 5, 3, 1, 3])
  expect(schedule(4e15)).toBe(1)
})

test('rise and fall may differ', () => {
  const schedule = triangular({ base: 0, peak: 4, rise: { steps: 1 }, fall: { steps: 4 } })
  expect(values(schedule, 7)).toEqual([0, 4, 3, 2, 1, 0, 4])
})

test('a base above the peak cycles the other way, as a momentum does', () => {
  const schedule = triangular({ base: 0.95, peak: 0.85, rise: { steps: 2 } })
  const [a, b, c] = values(schedule, 3)
  expect([a, c]).toEqual([0.95, 0.85])
  expect(b).toBeCloseTo(0.9, 15)
})

test('triangular2 halves the height with each cycle', () => {
  const schedule = triangular2({ base: 1, peak: 9, rise: { steps: 1 } })
  expect(values(schedule, 8)).toEqual([1, 9, 1, 5, 1, 3, 1, 2])
  expect(schedule(4001)).toBe(1)
})

test('expRange shrinks the height by gamma at each update', () => {
  const schedule = expRange({ base: 0, peak: 8, rise: { steps: 1 }, gamma: 0.5 })
  for (const [step, value] of [0, 4, 0, 1, 0, 0.25].entries()) expect(schedule(step)).toBeCloseTo(value, 14)
  expect(values(expRange({ base: 1, peak: 8, rise: { steps: 1 }, gamma: 0 }), 4)).toEqual([1, 1, 1, 1])
  expect(values(expRange({ base: 1, peak: 8, rise: { steps: 1 }, gamma: 1 }), 4)).toEqual([1, 8, 1, 8])
})

test.each([1, 7, 2000])(
  'the three policies equal the formula of arXiv 1506.01186 to 1e-12, stepsize %d',
  (stepsize) => {
    const options = { base: 0.001, peak: 0.006, rise: { steps: stepsize } }
    const smith = (amplitude: (cycle: number, iteration: number) => number) => (step: number) =>
      smithCyclical(step, 0.001, 0.006, stepsize, amplitude)
    const steps = 12345
    expect(
      worstError(
        triangular(options),
        smith(() => 1),
        steps,
        0.006,
      ),
    ).toBeLessThan(1)
    expect(
      worstError(
        triangular2(options),
        smith((cycle) => 1 / 2 ** (cycle - 1)),
        steps,
        0.006,
      ),
    ).toBeLessThan(1)
    const shrinking = expRange({ ...options, gamma: 0.99994 })
    expect(
      worstError(
        shrinking,
        smith((_, iteration) => 0.99994 ** iteration),
        steps,
        0.006,
      ),
    ).toBeLessThan(1)
  },
)

test('cosineRestarts with T0 = 2 and growth 2 restarts at 2, 6 and 14', () => {
  const schedule = cosineRestarts({ initial: 4, firstCycle: { steps: 2 }, cycleGrowth: 2 })
  const got = values(schedule, 15)
  expect([got[0], got[2], got[6], got[14]]).toEqual([4, 4, 4, 4])
  expect([got[1], got[4], got[10]]).toEqual([2, 2, 2])
  expect(got[3]).toBeCloseTo(2 + Math.SQRT2, 14)
})

test('cosineRestarts of one length repeats itself, also after 2^50 steps', () => {
  const schedule = cosineRestarts({ initial: 4, floor: 2, firstCycle: { steps: 4 } })
  expect(values(schedule, 8)).toEqual([...values(schedule, 4), ...values(schedule, 4)])
  expect(schedule(2)).toBe(3)
  expect(schedule(2 ** 50)).toBe(4)
})

test.each([1, 2, 3])('cosineRestarts equals CosineAnnealingWarmRestarts to 1e-12, T_mult %d', (cycleGrowth) => {
  for (const first of [1, 10, 100]) {
    const schedule = cosineRestarts({ initial: 0.5, floor: 0.01, firstCycle: { steps: first }, cycleGrowth })
    const source = (step: number) => pytorchWarmRestarts(step, 0.5, first, cycleGrowth, 0.01)
    expect(worstError(schedule, source, 12345, 0.5)).toBeLessThan(1)
  }
})
