import { expect, test } from 'vitest'
import { compare } from '../../../../src/entry/index.js'
import type { Method } from '../../../../src/measure/study/methods/methods.js'
import { naming } from '../../naming.js'
import { fakeRunner, tinyData, tinyStudy } from '../trials.js'

/** After 1, 2 and 4 epochs. */
const shares: Partial<Record<Method, readonly number[]>> = {
  constant: [0.5, 0.6, 0.93],
  linear: [0.7, 0.9, 0.85],
  'one-cycle': [0.8, 0.903, 0.95],
}
const warningsOf = async (options: Parameters<typeof tinyStudy>[0]) => {
  const runner = fakeRunner(({ method }, epoch) => shares[method]?.[Math.floor(Math.log2(epoch))] ?? 0.5)
  return (await compare(tinyStudy(options), { runner })).warnings
}
const messageOf = (warnings: Awaited<ReturnType<typeof warningsOf>>, guard: string) =>
  warnings.find((warning) => warning.guard === guard)?.message

test('a lead of 0.3 points among 1,000 held-out rows is coarse: over the best rival, after the epochs that reach the target', async () => {
  const message = messageOf(await warningsOf({ targets: [0.9] }), 'coarse-rows')
  expect(message).toEqual(naming('one-cycle and linear after 2 epochs', '0.3 points', '1,000', '0.95 points'))
})

test('a lead of 2 points there is not, and where no target is reached the longest budget is asked', async () => {
  expect(messageOf(await warningsOf({ targets: [0.94] }), 'coarse-rows')).toBeUndefined()
  expect(messageOf(await warningsOf({ targets: [0.99] }), 'coarse-rows')).toBeUndefined()
})

test('a lead of less than one row of ten is told as that of few rows: the least one', async () => {
  const schedules: Method[] = ['linear', 'one-cycle']
  const few = { training: tinyData(100), validationFraction: 0.1, batchSize: 10 }
  const message = messageOf(await warningsOf({ ...few, schedules, targets: [0.9] }), 'few-rows')
  expect(message).toEqual(naming('10 rows', 'one-cycle and linear after 2 epochs', '0.3 %'))
})
