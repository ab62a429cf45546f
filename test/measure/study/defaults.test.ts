import { expect, test } from 'vitest'
import { guardFewRows } from '../../../src/measure/guards.js'
import { defaultBudgets, defaultHeldOut, STUDY_DEFAULTS } from '../../../src/measure/study/defaults.js'
import { planStudy } from '../../../src/measure/study/options.js'
import { tinyData, tinyStudy } from './trials.js'

test('a tenth is held out of 5,000 rows and more; of fewer, 500 rows, with which no row is warned about; at most half', () => {
  expect([1_000_000, 10_000, 5000].map(defaultHeldOut)).toEqual([0.1, 0.1, 0.1])
  const differences = [{ between: 'a and b', share: 0.0001 }]
  for (let count = 1000; count <= 5000; count++) {
    const rows = Math.round(defaultHeldOut(count) * count)
    expect(rows).toBeGreaterThanOrEqual(500)
    expect(rows).toBeLessThanOrEqual(501 + count / 100)
    expect(guardFewRows({ rows, differences })).toBe(null)
  }
  expect([999, 100, 2].map(defaultHeldOut)).toEqual([0.5, 0.5, 0.5])
  expect(guardFewRows({ rows: 499, differences })).not.toBe(null)
})

test('the shortest run has at least 64 updates, and no longer budgets than that takes', () => {
  expect([10_000, 71, 64].map((steps) => defaultBudgets(steps))).toEqual(Array(3).fill([...STUDY_DEFAULTS.budgets]))
  expect(defaultBudgets(63)).toEqual([2, 4, 6, 10, 16])
  expect(defaultBudgets(4)).toEqual([16, 32, 48, 80, 128])
  expect(defaultBudgets(1)[0]).toBe(64)
})

test('a plan takes both from its rows, and what is given as it is', () => {
  const { budgets: _, ...study } = tinyStudy({ training: tinyData(1000), batchSize: 100 })
  const plan = planStudy(study)
  expect([plan.split.fraction, plan.stepsPerEpoch]).toEqual([0.5, 5])
  expect(plan.budgets).toEqual([13, 26, 39, 65, 104])
  const given = planStudy({ ...study, validationFraction: 0.1, budgets: [3, 1] })
  expect([given.split.fraction, given.stepsPerEpoch, given.budgets]).toEqual([0.1, 9, [1, 3]])
})
