/** Six real tables as people have them, from the raw file to a score, with the defaults. */

import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { applyPreparation, prepareTable } from '../../../../src/data/tabular/csv.js'
import { DEFAULT_SEED, tableDefaults } from '../../../../src/defaults.js'
import { createNetwork, dense, oneCycle, sgd, train } from '../../../../src/entry/index.js'
import { metrics } from '../../../../src/network/metrics/metrics.js'
import { outsideData } from '../../../outside-data.js'

const { folder, present } = outsideData('tables')
const seed = DEFAULT_SEED
const bytes = (name: string) => readFileSync(join(folder, name))

async function learn(file: string, target: string) {
  const { training, validation, preparation } = prepareTable(bytes(file), { target, seed })
  const { hidden, batchSize, epochs, peak, clipNorm } = tableDefaults(training.count)
  const outputs = training.classes || 1
  const network = await createNetwork({
    inputs: training.inputs,
    layers: [...hidden.map((units) => dense(units, 'relu')), dense(outputs)],
    loss: training.classes === 0 ? 'meanSquaredError' : 'softmaxCrossEntropy',
    seed,
  })
  const optimizer = ({ totalSteps }: { totalSteps: number }) => sgd(oneCycle({ totalSteps, peak }))
  await train(network, training, { epochs, batchSize, clipNorm, seed, optimizer })
  return { network, preparation, ...metrics(network, validation) }
}

test.skipIf(!present).each([
  ['titanic.csv', 'survived', 0.79, 0.84],
  ['penguins.csv', 'species', 0.97, 1],
])('%s reaches an accuracy from %s: within the range of public reports', async (file, target, low, high) => {
  const { accuracy } = await learn(file, target)
  expect(accuracy).toBeGreaterThanOrEqual(low)
  expect(accuracy).toBeLessThanOrEqual(high)
})

test.skipIf(!present)('adult.csv reaches 0.845 to 0.858 on its own test file', async () => {
  const { network, preparation } = await learn('adult.csv', 'Y')
  const { accuracy, count } = metrics(network, applyPreparation(preparation, bytes('adult-test.csv')))
  expect(count).toBe(16_281)
  expect(accuracy).toBeGreaterThanOrEqual(0.845)
  expect(accuracy).toBeLessThanOrEqual(0.858)
})

test.skipIf(!present).each([
  ['mpg.csv', 'mpg', 2.6, 3.4],
  ['housing.csv', 'median_house_value', 50_000, 62_000],
])('%s: the root mean squared error of %s is within the range of public reports', async (file, target, low, high) => {
  const { numbers } = await learn(file, target)
  expect(numbers?.rmse).toBeGreaterThanOrEqual(low)
  expect(numbers?.rmse).toBeLessThanOrEqual(high)
})

test.skipIf(!present)('diamonds.csv reaches an R2 of 0.97 to 0.985', async () => {
  const { numbers } = await learn('diamonds.csv', 'price')
  expect(numbers?.r2).toBeGreaterThanOrEqual(0.97)
  expect(numbers?.r2).toBeLessThanOrEqual(0.985)
})
