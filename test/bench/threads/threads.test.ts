import { expect, test } from 'vitest'
import { quick } from '../../../src/bench/extent.js'
import { threadsText } from '../../../src/bench/threads/text.js'
import { countsFor, measureThreads } from '../../../src/bench/threads/threads.js'

test('of 6 cores 1, 2, 4 and 6 threads are timed, and auto; of one core one', () => {
  expect(countsFor(6)).toEqual([1, 2, 4, 6, 'auto'])
  expect(countsFor(1)).toEqual([1, 'auto'])
})

test('a step is timed with each number of threads against one, and told in a table', async () => {
  const specs = [{ layers: [40, 64, 10], batch: 32 }]
  const result = await measureThreads([1, 2, 'auto'], specs, { ...quick.steps, rounds: 1, budget: 0 }, 1, () => {})
  const [{ threads }] = result.steps as [(typeof result.steps)[0]]
  expect(threads.map(({ asked }) => asked)).toEqual([1, 2, 'auto'])
  expect(threads[0]?.speedUp).toBe(1)
  for (const { microseconds, low, high } of threads) {
    expect(low).toBeGreaterThan(0)
    expect(microseconds).toBeGreaterThanOrEqual(low)
    expect(microseconds).toBeLessThanOrEqual(high)
  }
  const [, head, row] = threadsText(result)
  expect(head).toMatch(/1 thread\s+2 threads\s+auto/)
  expect(row).toMatch(/^40-64-10 \(32\)\s+\S+ us 1\.00x/)
})
