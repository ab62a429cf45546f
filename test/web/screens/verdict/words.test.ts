import { expect, test } from 'vitest'
import { duration, score } from '../../../../web/src/screens/verdict/words.ts'

test('times are told in seconds up to 90, then in minutes', () => {
  expect([0.3, 1.2, 89, 120].map(duration)).toEqual(['under a second', '1 s', '89 s', '2 min'])
})

test('a share has one digit, R2 three, and nothing is a dash', () => {
  expect([score(0.9876, false), score(0.9876, true), score(null, false)]).toEqual(['98.8 %', '0.988', '-'])
})
