import { expect, test } from 'vitest'
import { Attempts } from '../../../src/cli/train/attempts.js'

test('all is tried, and at the end the first that failed is thrown', () => {
  const done: number[] = []
  const attempts = new Attempts()
  attempts.end()
  for (const k of [0, 1, 2, 3]) {
    attempts.try(() => {
      done.push(k)
      if (k % 2 === 1) throw new Error(`${k} failed`)
    })
  }
  expect(done).toEqual([0, 1, 2, 3])
  expect(() => attempts.end()).toThrow('1 failed')
})
