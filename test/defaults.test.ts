import { expect, test } from 'vitest'
import { batchSizeFor, CYCLED_MOMENTUM, DEFAULT_SEED, tableDefaults } from '../src/defaults.js'
import { createNetwork, dense, digits, oneCycle, spirals, split } from '../src/entry/index.js'
import { planStudy } from '../src/measure/study/options.js'
import { tinyStudy } from './measure/study/trials.js'

test('every function of the library that takes a seed has the same one by default', async () => {
  const seed = DEFAULT_SEED
  const small = { training: 3, test: 2 }
  expect(digits(small)).toEqual(digits({ seed, ...small }))
  expect(spirals()).toEqual(spirals({ seed }))
  const { training } = spirals()
  expect(split(training)).toEqual(split(training, { seed }))
  const network = await createNetwork({ inputs: 2, layers: [dense(2)] })
  expect(network.plan.seed).toBe(seed)
  const { seed: _, ...study } = tinyStudy()
  expect(planStudy(study)).toEqual(planStudy({ ...study, seed }))
})

test('momentum is cycled between the same two values by default, whether one of them is given or none', () => {
  const steps = Array.from({ length: 100 }, (_, step) => step)
  const values = steps.map(oneCycle({ totalSteps: 100, peak: 1 }).momentum)
  expect([Math.max(...values), Math.min(...values)]).toEqual([CYCLED_MOMENTUM.high, CYCLED_MOMENTUM.low])
})

test('a batch has 128 rows by default, all rows where there are fewer, and never more than there are', () => {
  expect(batchSizeFor('train', 'batchSize', undefined, 1000)).toBe(128)
  expect(batchSizeFor('train', 'batchSize', undefined, 90)).toBe(90)
  expect(batchSizeFor('train', 'batchSize', 90, 90)).toBe(90)
  expect(() => batchSizeFor('train', 'batchSize', 91, 90)).toThrow(RangeError)
  expect(() => batchSizeFor('train', '--batch-size', 0, 90)).toThrow('train: "--batch-size" expected a whole number')
})

test('a network for a table makes at least 400 updates or 200 epochs, in batches that grow with the rows', () => {
  const sizes: number[] = []
  for (const rows of [1, 2, 15, 40, 300, 999, 1000, 9999, 10_000, 50_000, 1e6]) {
    const { batchSize, epochs } = tableDefaults(rows)
    expect(batchSize).toBeLessThanOrEqual(rows)
    const updates = epochs * Math.ceil(rows / batchSize)
    expect(updates >= 400 || epochs === 200).toBe(true)
    sizes.push(batchSize)
  }
  expect(sizes).toEqual([1, 2, 15, 16, 16, 16, 32, 32, 64, 128, 128])
})
