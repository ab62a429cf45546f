import { expect, test } from 'vitest'
import { builtInData } from '../../../web/src/problem/data.ts'
import { builtInRows, totalSteps, trainingRows } from '../../../web/src/problem/rows.ts'
import { firstLab } from '../../../web/src/state/lab.ts'

test('the rows that are known beforehand are those of the data', () => {
  for (const name of ['spirals', 'digits'] as const) {
    expect(builtInData(name, 1).training.count).toBe(builtInRows[name])
  }
})

test('no updates without rows, 640 in the first race', () => {
  expect(trainingRows({ data: 'own' })).toBe(0)
  expect(totalSteps({ ...firstLab.problem, data: 'own' })).toBe(0)
  expect(totalSteps(firstLab.problem)).toBe(640)
})
