/** The range test on real data: what it suggests is trained with, and must be as good as the best of a grid. */
import { readFileSync } from 'node:fs'
import { resolve } from 'node:path'
import { expect, test } from 'vitest'
import {
  createDataset,
  createNetwork,
  type Dataset,
  dense,
  digits,
  idxDataset,
  type NetworkOptions,
  oneCycle,
  sgd,
  spirals,
  train,
} from '../../../src/entry/index.js'
import { stream } from '../../../src/math/random.js'
import type { RangeTestOptions } from '../../../src/measure/range-test/options.js'
import { findLearningRate } from '../../../src/measure/range-test/range-test.js'
import { checkReliable } from '../../../src/measure/range-test/result.js'
import { outsideData } from '../../outside-data.js'

const { folder, present } = outsideData('mnist')

const GRID = [0.01, 0.03, 0.1, 0.3]

async function mnist(part: 'train' | 't10k'): Promise<Dataset> {
  const read = (name: string) => new Uint8Array(readFileSync(resolve(folder, `${part}-${name}.gz`)))
  return idxDataset({ images: read('images-idx3-ubyte'), labels: read('labels-idx1-ubyte'), name: 'mnist' })
}

interface Problem {
  readonly plan: NetworkOptions
  readonly data: { readonly training: Dataset; readonly test: Dataset }
  readonly epochs: number
  readonly batchSize: number
}

async function accuracyAt(peak: number, { plan, data, epochs, batchSize }: Problem): Promise<number> {
  const network = await createNetwork(plan)
  const optimizer = ({ totalSteps }: { totalSteps: number }) => sgd(oneCycle({ totalSteps, peak }))
  await train(network, data.training, { epochs, batchSize, optimizer })
  return network.evaluate(data.test).accuracy!
}

/** What the suggested peak loses against the best of the grid, in points of accuracy; printed as a row of a table. */
async function shortfall(name: string, problem: Problem, options: RangeTestOptions = {}) {
  const { plan, data, batchSize } = problem
  const network = await createNetwork(plan)
  const start = performance.now()
  const range = checkReliable(name, await findLearningRate(network, data.training, { batchSize, ...options }))
  const seconds = (performance.now() - start) / 1000
  const { peak } = range.suggested
  const own = await accuracyAt(peak, problem)
  const grid: number[] = []
  for (const rate of GRID) grid.push(await accuracyAt(rate, problem))
  const points = 100 * (Math.max(...grid) - own)
  const [low, high] = range.interval?.peak ?? [peak, peak]
  const percent = [own, ...grid].map((accuracy) => (100 * accuracy).toFixed(2))
  const seeds = `${low.toFixed(3)} .. ${high.toFixed(3)}`
  console.log(
    `${name}: peak ${peak.toFixed(4)} (seeds ${seeds}, ${seconds.toFixed(1)} s)  accuracy ${percent.join('  ')}`,
  )
  return { points }
}

test.skipIf(!present)(
  'MNIST, 784-128-10: the peak ends within 0.3 points of the best of 0.01, 0.03, 0.1, 0.3 for 5 of 5 seeds',
  async () => {
    const data = { training: await mnist('train'), test: await mnist('t10k') }
    for (const seed of [0, 1, 2, 3, 4]) {
      const plan = { inputs: 784, layers: [dense(128, 'relu'), dense(10)], seed }
      const { points } = await shortfall(`mnist ${seed}`, { plan, data, epochs: 3, batchSize: 128 })
      expect(points).toBeLessThanOrEqual(0.3)
    }
  },
)

test.skipIf(!present)(
  'MNIST with labels drawn by lot, or with black images, has no reliable answer: 3 seeds each',
  async () => {
    const { inputs, features, labels, classes } = await mnist('train')
    for (const seed of [0, 1, 2]) {
      const random = stream(seed, 'noise')
      const noise = createDataset({ inputs, features, classes, labels: Array.from(labels, () => random.below(10)) })
      const black = createDataset({ inputs, features: new Uint8Array(features.length), classes, labels })
      for (const data of [noise, black]) {
        const network = await createNetwork({ inputs: 784, layers: [dense(128, 'relu'), dense(10)], seed })
        const { reliable, reasons } = await findLearningRate(network, data)
        expect(reliable).toBe(false)
        expect(reasons[0]).toMatch(/^the loss .* 2\.3 /)
      }
    }
  },
)

test('digits: relu and deep tanh networks end within 0.5 points of the best of the grid, linear ones within 1, for 2 seeds each', async () => {
  const networks = {
    '784-128-10': [dense(128, 'relu'), dense(10)],
    '784-10': [dense(10)],
    '784-256-128-64-10 tanh': [dense(256, 'tanh'), dense(128, 'tanh'), dense(64, 'tanh'), dense(10)],
  }
  const data = digits({ seed: 1 })
  for (const [name, layers] of Object.entries(networks)) {
    for (const seed of [0, 1]) {
      const problem = { plan: { inputs: 784, layers, seed }, data, epochs: 5, batchSize: 128 }
      // a linear classifier is wrong on a tenth of the 2000 test rows, whichever they are
      const bound = layers.length === 1 ? 1 : 0.5
      expect((await shortfall(`digits ${name}, ${seed}`, problem)).points).toBeLessThanOrEqual(bound)
    }
  }
})

test('digits: every sweep and metric ends within 1.5 points of the best of the grid, in batches of 32 and of 128', async () => {
  const ways: RangeTestOptions[] = [
    { sweep: 'linear' },
    { sweep: 'triangular', steps: 200 },
    { metric: 'accuracy' },
    { momentum: { high: 0.95, low: 0.85 } },
    { steps: 300 },
  ]
  const data = digits({ seed: 1, training: 5000 })
  for (const batchSize of [32, 128]) {
    const plan = { inputs: 784, layers: [dense(64, 'relu'), dense(10)], seed: 0 }
    for (const options of ways) {
      const problem = { plan, data, epochs: batchSize === 32 ? 4 : 8, batchSize }
      const name = `digits, batches of ${batchSize}, ${JSON.stringify(options)}`
      expect((await shortfall(name, problem, options)).points).toBeLessThanOrEqual(1.5)
    }
  }
})

test('spirals: of 10 seeds at least 8 have a reliable answer, and every reliable one trains to 99 %', async () => {
  const data = spirals({ seed: 1 })
  let reliable = 0
  for (let seed = 0; seed < 10; seed++) {
    const plan = { inputs: 2, layers: [dense(32, 'relu'), dense(32, 'relu'), dense(2)], seed }
    const range = await findLearningRate(await createNetwork(plan), data.training, { batchSize: 32 })
    if (!range.reliable) continue
    reliable++
    const accuracy = await accuracyAt(range.suggested.peak, { plan, data, epochs: 50, batchSize: 32 })
    console.log(`spirals ${seed}: peak ${range.suggested.peak.toFixed(3)}  accuracy ${(100 * accuracy).toFixed(1)}`)
    expect(accuracy).toBeGreaterThanOrEqual(0.99)
  }
  expect(reliable).toBeGreaterThanOrEqual(8)
})
