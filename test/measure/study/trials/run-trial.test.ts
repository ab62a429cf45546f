import { describe, expect, test } from 'vitest'
import { createDataset } from '../../../../src/data/create-dataset.js'
import type { Dataset } from '../../../../src/data/dataset.js'
import { digits } from '../../../../src/data/generated/digits.js'
import { sizeOf } from '../../../../src/data/shape.js'
import { createNetwork, loadEngine, metrics, runTrial, smallCnn } from '../../../../src/entry/index.js'
import { dense } from '../../../../src/layers/dense.js'
import { dataIdentity, prepareTrialData } from '../../../../src/measure/study/data.js'
import type { TrialConfig } from '../../../../src/measure/study/trial.js'
import { sgd } from '../../../../src/optimizers/index.js'
import { oneCycle } from '../../../../src/schedules/index.js'
import { train } from '../../../../src/training/index.js'
import { labelled } from '../../../network/data.js'
import { tinyNumbers } from '../trials.js'

const source = digits({ seed: 3, training: 200, test: 50 })
const split = { seed: 1, fraction: 0.25 }
const data = prepareTrialData(source.training, source.test, split)
const config: TrialConfig = {
  training: dataIdentity('test', 'training', source.training),
  test: dataIdentity('test', 'test', source.test),
  split,
  hidden: [12],
  activation: 'relu',
  batchSize: 40,
  method: 'one-cycle',
  dialect: 'pytorch',
  rate: 0.1,
  momentum: 0.9,
  weightDecay: 0,
  epochs: 3,
  seed: 7,
  looksPerEpoch: 1,
  testAfter: [2, 3],
}

describe('a trial', async () => {
  const { result, seconds } = await runTrial(config, data, { engine: await loadEngine('js') })

  test('looks at the held-out part after each epoch and at the test set where it is told to', () => {
    expect(result).toMatchObject({ stepsPerEpoch: 4, steps: 12, stopped: 'completed' })
    expect(result.looks.map(({ step }) => step)).toEqual([4, 8, 12])
    expect(result.testLooks.map(({ step }) => step)).toEqual([8, 12])
    expect(seconds).toHaveLength(3)
  })

  test('is the run that the library makes with the same network, seed and schedule', async () => {
    const network = await createNetwork({
      inputs: 784,
      layers: [dense(12, 'relu'), dense(10)],
      seed: 7,
      engine: await loadEngine('js'),
    })
    const history = await train(network, data.training, {
      epochs: 3,
      batchSize: 40,
      validation: data.validation,
      optimizer: ({ totalSteps }) => sgd(oneCycle({ totalSteps, peak: 0.1 })),
    })
    expect(result.weightsSha256).toBe(network.sha256())
    const records = history.epochRecords.map(({ step, validationAccuracy, validationLoss, trainingLoss }) => {
      return { step, accuracy: validationAccuracy, loss: validationLoss, trainingLoss }
    })
    expect(result.looks).toEqual(records)
    expect(result.testLooks[1]).toMatchObject({ accuracy: network.evaluate(source.test).accuracy })
  })

  test('depends on nothing but its configuration: the same again, also from a configuration that went through JSON', async () => {
    const again = await runTrial(JSON.parse(JSON.stringify(config)), data, { engine: await loadEngine('js') })
    expect(again.result).toEqual(result)
  })

  test('reading the test set changes nothing of the run', async () => {
    const unread = await runTrial({ ...config, testAfter: [] }, data, { engine: await loadEngine('js') })
    expect(unread.result).toEqual({ ...result, testLooks: [] })
  })
})

test('a trial that threads make faster tells the seconds of one thread', async () => {
  const engine = await loadEngine('js')
  const several = {
    ...engine,
    async start(...asked: Parameters<typeof engine.start>) {
      const threads = { count: 2, asked: 'auto', speedUp: 1000, why: null } as const
      return Object.assign(Object.create(await engine.start(...asked)), { threads })
    },
  }
  const start = performance.now()
  const { result, seconds, spent } = await runTrial(config, data, { engine: several })
  const took = (performance.now() - start) / 1000
  expect(result).toEqual((await runTrial(config, data, { engine })).result)
  expect(spent?.seconds).toBeLessThanOrEqual(took)
  expect(spent?.training).toBeLessThan(took)
  expect(seconds.at(-1)).toBeGreaterThan(900 * (spent?.training as number))
})

test('a trial of described layers is the run that the library makes with them, on images of colour too', async () => {
  const shape = [6, 6, 3]
  const rows = labelled(60, sizeOf(shape), 3)
  const features = Uint8Array.from(rows.features, (x, i) => 128 + (20 + 30 * (i % 3)) * x)
  const images = createDataset({ ...rows, name: 'colours', shape, features })
  const parts = prepareTrialData(images, images, split)
  const layers = smallCnn(3)
  const identity = dataIdentity('test', 'data', images)
  const { hidden, activation, ...rest } = config
  const described: TrialConfig = {
    ...rest,
    training: identity,
    test: identity,
    inputs: shape,
    layers: layers.map(({ description }) => description),
    batchSize: 15,
    epochs: 2,
  }
  const { result } = await runTrial(JSON.parse(JSON.stringify(described)), parts)
  const network = await createNetwork({ inputs: shape, layers, seed: 7 })
  await train(network, parts.training, {
    epochs: 2,
    batchSize: 15,
    optimizer: ({ totalSteps }) => sgd(oneCycle({ totalSteps, peak: 0.1 })),
  })
  expect(result.weightsSha256).toBe(network.sha256())
  const plain = await runTrial(described, parts, { engine: await loadEngine('js') })
  expect(plain.result).toEqual(result)
})

test('looks part an epoch evenly and include its end; more looks than updates are one an update', async () => {
  const steps = async (looksPerEpoch: number) => {
    const { result } = await runTrial({ ...config, epochs: 2, looksPerEpoch }, data, { engine: await loadEngine('js') })
    return result.looks.map(({ step }) => step)
  }
  expect(await steps(2)).toEqual([2, 4, 6, 8])
  expect(await steps(3)).toEqual([1, 3, 4, 5, 7, 8])
  expect(await steps(9)).toEqual([1, 2, 3, 4, 5, 6, 7, 8])
})

test('looks after the epochs that are named and after the last one are those of a trial that looks in each, and so is the rest', async () => {
  const { looksPerEpoch: _, ...rest } = { ...config, epochs: 4 }
  const engine = await loadEngine('js')
  const { result: each } = await runTrial({ ...config, epochs: 4 }, data, { engine })
  for (const [lookAfter, seen] of [
    [[], [3]],
    [[2], [1, 3]],
    [
      [1, 4],
      [0, 3],
    ],
  ] as const) {
    const { result, seconds } = await runTrial({ ...rest, lookAfter }, data, { engine })
    expect(result).toEqual({ ...each, looks: seen.map((at) => each.looks[at]) })
    expect(seconds).toHaveLength(seen.length)
  }
})

test('a trial that is not told where to look is refused', async () => {
  const { looksPerEpoch: _, ...rest } = config
  await expect(runTrial(rest, data)).rejects.toThrow(/^runTrial: "looksPerEpoch" expected .*, got undefined/)
})

test('a short run of a constant rate is the beginning of the long one, looks and test included', async () => {
  const constant = { ...config, method: 'constant' as const, testAfter: [2] }
  const long = await runTrial({ ...constant, epochs: 4 }, data, { engine: await loadEngine('js') })
  const short = await runTrial({ ...constant, epochs: 2 }, data, { engine: await loadEngine('js') })
  expect(short.result.looks).toEqual(long.result.looks.slice(0, 2))
  expect(short.result.testLooks).toEqual(long.result.testLooks)
})

test('a run that diverges ends there, with what was seen before and without a hash', async () => {
  const { result, seconds } = await runTrial({ ...config, method: 'constant', rate: 1e30 }, data, {
    engine: await loadEngine('js'),
  })
  expect(result).toMatchObject({ stopped: 'diverged', looks: [], testLooks: [], weightsSha256: null })
  expect(result.steps).toBeLessThan(4)
  expect(seconds).toEqual([])
  expect(JSON.parse(JSON.stringify(result))).toEqual(result)
})

test('an abort rejects with its reason', async () => {
  const signal = AbortSignal.abort(new Error('enough'))
  await expect(runTrial(config, data, { engine: await loadEngine('js'), signal })).rejects.toThrow('enough')
})

describe('a trial on numbers', async () => {
  const [training, unseen] = [tinyNumbers(200), tinyNumbers(50, 3)]
  const numbers = prepareTrialData(training, unseen, split)
  const identity = (dataset: Dataset) => dataIdentity('test', 'data', dataset)
  const { result } = await runTrial({ ...config, training: identity(training), test: identity(unseen) }, numbers)

  test('is the run that the library makes with the mean squared error, scored by the R2 of `metrics`', async () => {
    const layers = [dense(12, 'relu'), dense(2)]
    const network = await createNetwork({ inputs: 2, layers, loss: 'meanSquaredError', seed: 7 })
    await train(network, numbers.training, {
      epochs: 3,
      batchSize: 40,
      optimizer: ({ totalSteps }) => sgd(oneCycle({ totalSteps, peak: 0.1 })),
    })
    expect(result.weightsSha256).toBe(network.sha256())
    const scoreOf = (dataset: Dataset) => {
      const { loss, numbers } = metrics(network, dataset)
      return { loss, accuracy: numbers?.r2 }
    }
    expect(result.looks[2]).toMatchObject(scoreOf(numbers.validation))
    expect(result.testLooks[1]).toMatchObject(scoreOf(unseen))
  })

  test('other targets are other data', () => {
    const targets = (training.targets as Float32Array).map((target, i) => (i === 9 ? target + 1 : target))
    expect(identity({ ...training, targets }).sha256).not.toBe(identity(training).sha256)
  })

  test('a part whose targets are all the same has no R2 and is refused', () => {
    const flat = { ...unseen, targets: new Float32Array(100).map((_, i) => i % 2) }
    expect(() => prepareTrialData(training, flat, split)).toThrow(
      /^prepareTrialData: "test" expected targets that differ/,
    )
  })
})

test('the identity of data follows from its rows: another pixel, label or weight of a row is other data', () => {
  const identity = (dataset: typeof source.training) => dataIdentity('test', 'data', dataset).sha256
  const { training } = source
  expect(identity(training)).toBe(identity({ ...training, features: training.features.slice() as Uint8Array }))
  expect(
    identity({ ...training, features: training.features.map((x, i) => (i === 9 ? 1 : x)) as Uint8Array }),
  ).not.toBe(identity(training))
  expect(
    identity({ ...training, labels: training.labels.map((x, i) => (i === 9 ? 9 - x : x)) as Uint8Array }),
  ).not.toBe(identity(training))
  const weights = new Float32Array(source.training.count).fill(1)
  expect(identity({ ...source.training, weights })).not.toBe(identity(source.training))
})

test('the split holds out the same rows for the same seed, and trains on all others', () => {
  const again = prepareTrialData(source.training, source.test, split)
  expect(again.validation.features).toEqual(data.validation.features)
  expect([data.training.count, data.validation.count, data.test.count]).toEqual([150, 50, 50])
})
