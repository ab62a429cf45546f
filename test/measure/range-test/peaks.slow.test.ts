/** What many range tests on small data say together: where the peak lies, and that noise has none. */
import { beforeAll, expect, test } from 'vitest'
import { createNetwork, type Dataset, dense, oneCycle, sgd, train } from '../../../src/entry/index.js'
import type { RangeTestOptions } from '../../../src/measure/range-test/options.js'
import { findLearningRate } from '../../../src/measure/range-test/range-test.js'
import { checkReliable, type RangeTest } from '../../../src/measure/range-test/result.js'
import { clouds, withNoiseLabels, withZeroInputs } from './data.js'

const data = clouds(5000)
const test2000 = clouds(2000, 2)
const create = (seed = 0) => createNetwork({ inputs: 20, layers: [dense(32, 'relu'), dense(5)], seed })
const find = async (dataset: Dataset, options: RangeTestOptions = {}, seed = 0): Promise<RangeTest> =>
  findLearningRate(await create(seed), dataset, { batchSize: 64, ...options })
const accuracyAt = async (peak: number, seed: number): Promise<number> => {
  const network = await create(seed)
  const optimizer = ({ totalSteps }: { totalSteps: number }) => sgd(oneCycle({ totalSteps, peak }))
  await train(network, data, { epochs: 4, batchSize: 64, optimizer })
  return network.evaluate(test2000).accuracy!
}

let range: RangeTest
beforeAll(async () => {
  range = await find(data)
})

test('the suggested peak ends within one point of the best of six peaks from 0.003 to 1, for three networks', async () => {
  for (const seed of [0, 1, 2]) {
    const { suggested } = checkReliable('test', await find(data, {}, seed))
    const grid: number[] = []
    for (const peak of [0.003, 0.01, 0.03, 0.1, 0.3, 1]) grid.push(await accuracyAt(peak, seed))
    expect(await accuracyAt(suggested.peak, seed)).toBeGreaterThan(Math.max(...grid) - 0.01)
    // and it matters: the grid is not level
    expect(Math.min(...grid)).toBeLessThan(Math.max(...grid) - 0.03)
  }
})

test('on labels drawn by lot there is no reliable answer, for five lots and networks', async () => {
  for (const seed of [0, 1, 2, 3, 4]) {
    const { reliable, suggested, reasons } = await find(withNoiseLabels(data, seed), {}, seed)
    expect([reliable, suggested]).toEqual([false, null])
    expect(reasons[0]).toMatch(/^the loss .* 1\.61 of a constant answer/)
  }
})

test('on rows of zeros there is no reliable answer, for five networks', async () => {
  for (const seed of [0, 1, 2, 3, 4]) {
    const { reliable, reasons } = await find(withZeroInputs(data), {}, seed)
    expect(reliable).toBe(false)
    expect(reasons[0]).toMatch(/^the loss did not fall below/)
  }
})

test('on few rows with labels drawn by lot, which a sweep can learn by heart, there is no reliable answer', async () => {
  for (const seed of [0, 1, 2, 3]) {
    const few = withNoiseLabels(clouds(60, seed), seed)
    const network = await createNetwork({ inputs: 20, layers: [dense(256, 'relu'), dense(5)], seed })
    const { reliable, reasons, smoothed } = await findLearningRate(network, few, { batchSize: 30, steps: 400 })
    expect(Math.min(...smoothed)).toBeLessThan(1)
    expect(reliable).toBe(false)
    expect(reasons.join()).toMatch(/held-out rows/)
  }
})

test('the peak depends little on the speed of the sweep: at 2 and 4 times the steps within a factor of 1.5', async () => {
  const peak = checkReliable('test', range).suggested.peak
  for (const steps of [200, 400]) {
    const slower = checkReliable('test', await find(data, { steps })).suggested.peak
    expect(Math.abs(Math.log(slower / peak))).toBeLessThan(Math.log(1.5))
  }
  expect(range.sensitivity?.steps).toBe(50)
  expect(Math.abs(Math.log(range.sensitivity?.ratio as number))).toBeLessThan(Math.log(2))
})

test('all sweeps, both metrics and a cycled momentum suggest peaks within a factor of 3 of the default one', async () => {
  const peak = checkReliable('test', range).suggested.peak
  const ways: RangeTestOptions[] = [
    { sweep: 'linear' },
    { sweep: 'triangular', steps: 200 },
    { metric: 'accuracy', validation: test2000 },
    { metric: 'accuracy' },
    { momentum: { high: 0.95, low: 0.85 } },
    { from: 1e-4, to: 3 },
  ]
  for (const way of ways) {
    const other = checkReliable(JSON.stringify(way), await find(data, way)).suggested.peak
    expect(Math.abs(Math.log(other / peak))).toBeLessThan(Math.log(3))
  }
})

test('without momentum the peak is about ten times higher: between 3 and 20 times', async () => {
  const ratio =
    checkReliable('test', await find(data, { momentum: 0 })).suggested.peak /
    checkReliable('test', range).suggested.peak
  expect(ratio).toBeGreaterThan(3)
  expect(ratio).toBeLessThan(20)
})
