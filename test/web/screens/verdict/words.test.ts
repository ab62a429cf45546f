import { expect, test } from 'vitest'
import { duration, share } from '../../../../web/src/screens/verdict/words.ts'

test('times are told in seconds up to 90, then in minutes', () => {
  expect([0.3, 1.2, 89, 120].map(duration)).toEqual(['under a second', '1 s', '89 s', '2 min'])
})

test('a share has one digit, and nothing is a dash', () => {
  expect([share(0.9876), share(null)]).toEqual(['98.8 %', '-'])
})
