import { expect, test } from 'vitest'
import type { EngineName } from '../../src/core/core.js'
import { createDataset } from '../../src/data/create-dataset.js'
import type { Dataset } from '../../src/data/dataset.js'
import { createNetwork, loadEngine } from '../../src/entry/index.js'
import { dense } from '../../src/layers/dense.js'
import { type SgdOptions, sgd } from '../../src/optimizers/sgd.js'
import type { TrainingOptions } from '../../src/training/plan.js'
import { Training } from '../../src/training/training.js'
import { bytesPerCall } from '../allocation.js'
import { labelled } from '../network/data.js'

/** Bytes a step; a new epoch draws an order, so most rounds are free of one. */
function bytesPerStep(training: Training, bound: number): Promise<number> {
  const step = () => {
    if (!training.update()) throw new Error('the run is too short')
  }
  return bytesPerCall(step, bound)
}

const bytes = (count: number, inputs: number): Dataset =>
  createDataset({
    inputs,
    features: Uint8Array.from({ length: count * inputs }, (_, i) => (i * 37) % 256),
    labels: Array.from({ length: count }, (_, i) => i % 2),
  })

// 1000 steps of 64 rows an epoch, so that most rounds draw no new order
const ROWS = 64_000
const floats = labelled(ROWS, 8, 2)

// some boxed numbers (16 bytes each) remain, how many depends on what V8 inlines; a view a row takes 4 kB and more
test.each<[string, EngineName, Dataset, number, number]>([
  ['512 bytes a step: floats, one row a batch', 'wasm', floats, 1, 512],
  ['512 bytes a step: floats, 64 rows a batch', 'wasm', floats, 64, 512],
  ['512 bytes a step: bytes in whole words, 64 rows', 'wasm', bytes(ROWS, 8), 64, 512],
  ['512 bytes a step: bytes not in words, 64 rows', 'wasm', bytes(ROWS, 7), 64, 512],
  ['2048 bytes a step: floats, 32 rows, plain JS', 'js', floats, 32, 2048],
])('an update allocates no array and no object, less than %s', async (_, engine, dataset, batchSize, bound) => {
  expect(await bytesPerStep(await runOf(engine, dataset, batchSize), bound)).toBeLessThan(bound)
})

// the loss of each of 32 rows is a boxed number
test.each<[EngineName, number]>([
  ['wasm', 1024],
  ['js', 2048],
])('on %s less than %d bytes a step with weights, clipping, L1 and a frozen layer', async (engine, bound) => {
  const weights = Float32Array.from({ length: ROWS }, (_, row) => row % 3)
  const extra = { clipNorm: 0.01, clipValue: 0.01, frozen: [1] }
  const training = await runOf(engine, { ...floats, weights }, 32, { l1: 1e-4 }, extra)
  expect(await bytesPerStep(training, bound)).toBeLessThan(bound)
})

async function runOf(
  engine: EngineName,
  dataset: Dataset,
  batchSize: number,
  hyper: Partial<SgdOptions> = {},
  extra: Partial<TrainingOptions> = {},
): Promise<Training> {
  const layers = [dense(8, 'relu'), dense(8, 'tanh'), dense(2)]
  const network = await createNetwork({ inputs: dataset.inputs, layers, engine: await loadEngine(engine) })
  const optimizer = sgd({ learningRate: 0.01, momentum: 0.9, weightDecay: 0.001, ...hyper })
  return new Training(network, dataset, { epochs: 1000, batchSize, optimizer, ...extra })
}
