import { expect, test } from 'vitest'
import { falls, meanRate, rises } from '../../../../src/measure/study/analysis/courses.js'
import type { Method } from '../../../../src/measure/study/methods/methods.js'
import { planStudy } from '../../../../src/measure/study/options.js'
import { tinyStudy } from '../trials.js'

const schedules: Method[] = ['constant', 'linear', 'one-cycle']
const plan = planStudy(tinyStudy({ schedules }))

test('of constant, linear and one-cycle the last alone rises, and the first alone does not fall', () => {
  expect(schedules.map((method) => rises(plan, method, [], {}))).toEqual([false, false, true])
  expect(schedules.map((method) => falls(plan, method, [], {}))).toEqual([false, true, true])
})

test('the mean rate of a constant is itself, that of linear decay half its highest within 2 %', () => {
  expect(meanRate(plan, 'constant', 4, 0.5)).toBeCloseTo(0.5, 12)
  expect(Math.abs((meanRate(plan, 'linear', 4, 0.5) as number) / 0.25 - 1)).toBeLessThan(0.02)
  expect(meanRate(plan, 'mine' as Method, 4, 0.5)).toBeNull()
})
