/** Six real tables as people have them, from the raw file to a score, with the defaults. */

import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { applyPreparation, prepareTable } from '../../../../src/data/tabular/csv.js'
import { DEFAULT_SEED, tableDefaults } from '../../../../src/defaults.js'
import { createNetwork, dense, oneCycle, sgd, train } from '../../../../src/entry/index.js'
import { metrics } from '../../../../src/network/metrics/metrics.js'
import { outsideData } from '../../../outside-data.js'
import { figureOf, type Reported, reported } from '../../../reference/tables.js'

const { folder, present } = outsideData('tables')
const seed = DEFAULT_SEED
const bytes = (name: string) => readFileSync(join(folder, name))

async function learn({ file, target, test: apart }: Reported) {
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
  return metrics(network, apart === undefined ? validation : applyPreparation(preparation, bytes(apart)))
}

test.skipIf(!present).for(reported)('$file: $measure of $target is within $low and $high', async (table) => {
  const figure = figureOf(table, await learn(table))
  expect(figure).toBeGreaterThanOrEqual(table.low)
  expect(figure).toBeLessThanOrEqual(table.high)
})
