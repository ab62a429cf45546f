import { expect, test } from 'vitest'
import { studyCsv } from '../../../src/report/study/results-csv.js'
import { schedules, study } from './studies.js'

test('a study as CSV has a row for every scored run, and empty cells where a run diverged', () => {
  const [head, ...rows] = studyCsv(study).trimEnd().split('\n') as [string, ...string[]]
  expect(rows).toHaveLength(schedules.length * 3 * 6)
  expect(rows.every((row) => row.split(',').length === head.split(',').length)).toBe(true)
  expect(rows).toContain('cosine,1,2,0.1,1,diverged,,,,,,yes,,')
  // 1cycle ends at 0.845, all others at 0.835
  expect(rows.find((row) => row.startsWith('one-cycle-no-ramp,1,6,'))).toMatch(/,no,the ramp,0\.01\d*$/)
  const { validation, test: unseen } =
    study.budgets.find(({ schedule }) => schedule === 'linear') ?? study.budgets[0] ?? {}
  const loss = 1 - (validation?.median ?? 0)
  expect(rows).toContain(`linear,1,1,0.1,9,completed,1,${validation?.median},${loss},${unseen?.median},${loss},no,,`)
})
