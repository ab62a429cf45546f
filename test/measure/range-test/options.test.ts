import { beforeAll, expect, test } from 'vitest'
import { batchNorm, createNetwork, dense, loadEngine, type Network, shift } from '../../../src/entry/index.js'
import { checkRangeTest, type RangeTestOptions } from '../../../src/measure/range-test/options.js'
import { findLearningRate } from '../../../src/measure/range-test/range-test.js'
import { clouds, curve } from './data.js'

const data = clouds(300)
let network: Network
let regression: Network
beforeAll(async () => {
  network = await createNetwork({ inputs: 20, layers: [dense(5)], engine: await loadEngine('js'), seed: 9 })
  regression = await createNetwork({
    inputs: 8,
    layers: [dense(1)],
    loss: 'meanSquaredError',
    engine: await loadEngine('js'),
  })
})

const message = (options: object) => {
  try {
    checkRangeTest(network, data, options as RangeTestOptions)
  } catch (error) {
    return `${(error as Error).name}: ${(error as Error).message}`
  }
  return 'none'
}
const W = 'findLearningRate'

test('the defaults: 100 updates from 1e-5 to 10, batches of 128, 3 seeds from the network, momentum 0.9', () => {
  expect(checkRangeTest(network, data, {})).toMatchObject({
    sweep: 'exponential',
    metric: 'loss',
    from: 1e-5,
    to: 10,
    steps: 100,
    batchSize: 128,
    seeds: 3,
    seed: 9,
    momentum: 0.9,
    weightDecay: 0,
    divergence: 4,
    peakFactor: 0.9,
    baseDivisor: 10,
    standardize: true,
  })
  expect(checkRangeTest(network, data, {}).smoothing).toBeCloseTo(0.9, 12)
  expect(checkRangeTest(network, clouds(50), {}).batchSize).toBe(50)
  expect(checkRangeTest(network, data, { sweep: 'linear', steps: 200 })).toMatchObject({
    from: 0.005,
    to: 1,
    peakFactor: 0.4,
  })
  expect(checkRangeTest(network, data, { metric: 'accuracy' }).peakFactor).toBe(0.75)
})

test('every wrong value is refused with what was expected and what came', () => {
  expect([
    message({ sweep: 'cubic' }),
    message({ metric: 'f1' }),
    message({ from: 0 }),
    message({ from: 1, to: 1 }),
    message({ to: '10' }),
    message({ steps: 2 }),
    message({ batchSize: 301 }),
    message({ batchSize: 0.5 }),
    message({ seeds: 0 }),
    message({ seed: -1 }),
    message({ momentum: 1 }),
    message({ momentum: '0.9' }),
    message({ momentum: { high: 0.8, low: 0.9 } }),
    message({ momentum: { high: 0.95, low: 0.85, middle: 0.9 } }),
    message({ weightDecay: -1 }),
    message({ optimizer: 'sgd' }),
    message({ smoothing: 1 }),
    message({ divergence: 1 }),
    message({ peakFactor: 0 }),
    message({ baseDivisor: Infinity }),
    message({ standardize: 1 }),
    message({ augment: [shift(2)] }),
    message({ augment: shift(2) }),
    message({ augment: [{}] }),
    message({ onStep: {} }),
    message({ learningRate: 1 }),
  ]).toEqual([
    `RangeError: ${W}: "sweep" expected one of exponential, linear, triangular, got "cubic"`,
    `RangeError: ${W}: "metric" expected one of loss, accuracy, got "f1"`,
    `RangeError: ${W}: "from" expected a positive finite number, got 0`,
    `RangeError: ${W}: "from" expected a rate below "to", 1, got 1`,
    `TypeError: ${W}: "to" expected a positive finite number, got "10"`,
    `RangeError: ${W}: "steps" expected a whole number from 3 to 1000000, got 2`,
    `RangeError: ${W}: "batchSize" expected at most the 300 rows of the training data, got 301`,
    `RangeError: ${W}: "batchSize" expected a whole number of at least 1, got 0.5`,
    `RangeError: ${W}: "seeds" expected a whole number from 1 to 1000, got 0`,
    `RangeError: ${W}: "seed" expected a whole number of at least 0, got -1`,
    `RangeError: ${W}: "momentum" expected a number in [0, 1), got 1`,
    `TypeError: ${W}: "momentum" expected a number in [0, 1), got "0.9"`,
    `RangeError: ${W}: "momentum.low" expected a number in [0, 0.8], got 0.9`,
    `TypeError: ${W} momentum: unknown option "middle", expected one of high, low`,
    `RangeError: ${W}: "weightDecay" expected a finite number of at least 0, got -1`,
    `TypeError: ${W}: "optimizer" expected a function such as sgd, got "sgd"`,
    `RangeError: ${W}: "smoothing" expected a number in [0, 1), got 1`,
    `RangeError: ${W}: "divergence" expected a finite number above 1, got 1`,
    `RangeError: ${W}: "peakFactor" expected a positive finite number, got 0`,
    `RangeError: ${W}: "baseDivisor" expected a finite number above 1, got Infinity`,
    `TypeError: ${W}: "standardize" expected true or false, got 1`,
    `RangeError: ${W}: "augment" expected images, [height, width, channels], got rows of shape 20; give createDataset the shape of a row`,
    `TypeError: ${W}: "augment" expected an array, got an object`,
    `TypeError: ${W}: "augment[0]" expected an augmentation, such as shift(4), got an object`,
    `TypeError: ${W}: "onStep" expected a function, got an object`,
    expect.stringContaining(`TypeError: ${W}: unknown option "learningRate", expected one of sweep, metric, `),
  ])
})

test('data or validation of another width, and accuracy of data without classes, are refused', async () => {
  await expect(findLearningRate(network, curve(100))).rejects.toThrow(
    `${W}: "dataset" expected rows of 20 inputs, as the network has, got 8`,
  )
  expect(message({ validation: curve(100) })).toContain(`${W}: "dataset" expected rows of 20 inputs`)
  await expect(findLearningRate(regression, curve(100), { metric: 'accuracy' })).rejects.toThrow(
    `${W}: "metric" expected loss, as the data has no classes, got "accuracy"`,
  )
})

test('with batch normalisation a last batch of one row is refused as in training, and where held-out rows would leave one the batches of that sweep are larger', async () => {
  const normalized = await createNetwork({ inputs: 20, layers: [dense(6), batchNorm(), dense(5)] })
  const options = { batchSize: 32, steps: 10, seeds: 1 }
  await expect(findLearningRate(normalized, clouds(65), options)).rejects.toThrow(
    /^findLearningRate: "batchSize" expected at least 2 rows in every batch/,
  )
  // a fifth, or a tenth, held out leaves 33
  for (const [rows, metric] of [
    [41, 'loss'],
    [37, 'accuracy'],
  ] as const) {
    const range = await findLearningRate(normalized, clouds(rows), { ...options, metric })
    expect(range.loss).toHaveLength(10)
  }
})
