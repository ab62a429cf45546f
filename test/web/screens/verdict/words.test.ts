import { expect, test } from 'vitest'
import { duration, goal, score } from '../../../../web/src/screens/verdict/words.ts'

test('times are told in seconds up to 90, then in minutes', () => {
  expect([0.3, 1.2, 89, 120].map(duration)).toEqual(['under a second', 'about 1 s', 'about 89 s', 'about 2 min'])
})

test('a share has one decimal, another metric three digits, and null is a divergence', () => {
  expect([score(0.9876, undefined), score(12.3456, 'rmse'), score(1234.5, 'loss'), score(null, 'rmse')]).toEqual([
    ...['98.8 %', '12.3', '1230', 'diverged'],
  ])
})

test('a goal that is no share is told with what it is of', () => {
  expect([goal(0.95, undefined), goal(7.9, 'rmse'), goal(0.5, 'loss')]).toEqual(['95.0 %', 'RMSE 7.9', 'loss 0.5'])
})
