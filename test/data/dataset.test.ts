import { describe, expect, test } from 'vitest'
import { createDataset } from '../../src/data/create-dataset.js'
import { checkDataset, type Dataset, takeRows } from '../../src/data/dataset.js'
import {
  compare,
  createNetwork,
  dense,
  findLearningRate,
  findLearningRateInWorker,
  metrics,
  sgd,
  split,
  standardizationOf,
  train,
  trainInWorker,
} from '../../src/entry/index.js'
import { refusal } from '../helpers.js'

const features = Float32Array.of(1, 2, 3, 4, 5, 6)

test('createDataset counts rows and, without being told, classes', () => {
  const dataset = createDataset({ inputs: 2, features, labels: [0, 2, 1] })
  expect(dataset).toEqual({ name: 'data', count: 3, inputs: 2, classes: 3, features, labels: Uint8Array.of(0, 2, 1) })
})

test('createDataset takes the number of classes from their names', () => {
  const dataset = createDataset({ inputs: 2, features, labels: [0, 0, 1], classNames: ['a', 'b', 'c'] })
  expect([dataset.classes, dataset.classNames]).toEqual([3, ['a', 'b', 'c']])
  expect(() => createDataset({ inputs: 2, features, labels: [0, 0, 3], classNames: ['a', 'b', 'c'] })).toThrow(
    refusal(RangeError, 'createDataset', 'labels[2]', 0, 2, 3),
  )
  expect(() => createDataset({ inputs: 2, features, labels: [0, 0, 1], classes: 2, classNames: ['a'] })).toThrow(
    refusal(RangeError, 'createDataset', 'classNames', 2, 1),
  )
})

test('createDataset holds labels in bytes up to 256 classes and in 16 bits above', () => {
  expect(createDataset({ inputs: 2, features, labels: [0, 1, 255] }).labels).toBeInstanceOf(Uint8Array)
  expect(createDataset({ inputs: 2, features, labels: [0, 1, 256] }).labels).toEqual(Uint16Array.of(0, 1, 256))
})

test('createDataset accepts targets in place of labels', () => {
  const targets = Float32Array.of(0.5, 1, 1.5)
  const dataset = createDataset({ name: 'curve', inputs: 2, features, targets })
  expect([dataset.classes, dataset.labels.length, dataset.targets]).toEqual([0, 0, targets])
})

test('createDataset takes plain numbers, one after the other or a row each', () => {
  const wanted = createDataset({ inputs: 2, features, targets: Float32Array.of(0.5, 1, 1.5) })
  const rows = [
    [1, 2],
    [3, 4],
    [5, 6],
  ]
  expect(createDataset({ inputs: 2, features: [1, 2, 3, 4, 5, 6], targets: [0.5, 1, 1.5] })).toEqual(wanted)
  expect(createDataset({ features: rows, targets: [[0.5], [1], [1.5]] })).toEqual(wanted)
  expect(createDataset({ features: rows, labels: [0, 1, 1] }).inputs).toBe(2)
})

test('createDataset names row and column of what is not a number', () => {
  const refused = (parts: object) => expect(() => createDataset({ labels: [0, 1], ...parts } as never))
  refused({ features: [[1], ['2']] }).toThrow(refusal(TypeError, 'createDataset', 'features[1][0]', '"2"'))
  refused({ features: [[1], [null]] }).toThrow(refusal(TypeError, 'createDataset', 'features[1][0]', 'null'))
  refused({ features: [[1], [2, 3]] }).toThrow(refusal(RangeError, 'createDataset', 'features[1]', 1, 2))
  refused({ features: [[1], 2] }).toThrow(refusal(TypeError, 'createDataset', 'features[1]', 1, 2))
  refused({ features: [[1], [Infinity]] }).toThrow(refusal(RangeError, 'createDataset', 'features[1][0]', 'Infinity'))
  refused({ features: [1, true], inputs: 1 }).toThrow(refusal(TypeError, 'createDataset', 'features[1]', 'true'))
  refused({ features: [1, 2] }).toThrow(refusal(TypeError, 'createDataset', 'inputs', 1, 'undefined'))
  refused({ features: [[1], [2]], inputs: 2 }).toThrow(refusal(RangeError, 'createDataset', 'features[0]', 2, 1))
  refused({ features: [[1], [2]], labels: undefined, targets: [1, ''] }).toThrow(
    refusal(TypeError, 'createDataset', 'targets[1]', '""'),
  )
})

test('createDataset counts the numbers of a row from its shape, and refuses one that does not hold as many', () => {
  const labels = [0, 1]
  const dataset = createDataset({ shape: [1, 3, 1], features, labels })
  expect([dataset.inputs, dataset.count, dataset.shape]).toEqual([3, 2, [1, 3, 1]])
  expect('shape' in createDataset({ inputs: 3, features, labels })).toBe(false)
  const refused = (parts: object) => expect(() => createDataset({ features, labels, ...parts } as never))
  refused({ shape: [2, 2, 1], inputs: 3 }).toThrow(
    refusal(RangeError, 'createDataset', 'shape', 3, '2 x 2 x 1', 'which is 4'),
  )
  refused({ shape: [2, 2, 1] }).toThrow(refusal(RangeError, 'createDataset', 'features', 4, 'length 6'))
  refused({ features: [[1], [2]], shape: [2, 1] }).toThrow(refusal(RangeError, 'createDataset', 'features[0]', 2, 1))
  refused({ shape: [] }).toThrow(refusal(RangeError, 'createDataset', 'shape', 'an array of length 0'))
  refused({ shape: [3, 0] }).toThrow(refusal(RangeError, 'createDataset', 'shape[1]', 1, 0))
  refused({ shape: 3 }).toThrow(refusal(TypeError, 'createDataset', 'shape', '[28, 28, 1]', 3))
})

test('createDataset refuses parts that do not fit, and says which', () => {
  // @ts-expect-error the wrong kind of array
  expect(() => createDataset({ inputs: 2, features: new Float64Array(2), labels: [0] })).toThrow(
    refusal(TypeError, 'createDataset', 'features', 'Float64Array of length 2'),
  )
  expect(() => createDataset({ inputs: 4, features, labels: [0] })).toThrow(
    refusal(RangeError, 'createDataset', 'features', 4, 'length 6'),
  )
  expect(() => createDataset({ inputs: 2, features, labels: [0, 1] })).toThrow(
    refusal(RangeError, 'createDataset', 'labels', 3, 2),
  )
  expect(() => createDataset({ inputs: 2, features, labels: [0, 1, 0.5] })).toThrow(
    refusal(RangeError, 'createDataset', 'labels[2]', 0, 65535, 0.5),
  )
  expect(() => createDataset({ inputs: 2, features })).toThrow(
    refusal(TypeError, 'createDataset', 'labels', 'undefined'),
  )
  expect(() => createDataset({ inputs: 2, features: Float32Array.of(1, 2, 3, Number.NaN), labels: [0, 0] })).toThrow(
    refusal(RangeError, 'createDataset', 'features[1][1]', 'NaN'),
  )
  expect(() => createDataset({ inputs: 2, features, targets: new Float32Array(4) })).toThrow(
    refusal(RangeError, 'createDataset', 'targets', 3, 'length 4'),
  )
  expect(() => createDataset({ inputs: 2, features, targets: Float32Array.of(1, Infinity, 2) })).toThrow(
    refusal(RangeError, 'createDataset', 'targets[1][0]', 'Infinity'),
  )
})

test('takeRows copies the named rows with their labels, in the order asked for, also twice', () => {
  const dataset = createDataset({ inputs: 2, features: Uint8Array.of(1, 2, 3, 4, 5, 6), labels: [0, 2, 1] })
  const taken = takeRows(dataset, [2, 0, 2])
  expect([taken.count, taken.classes]).toEqual([3, 3])
  expect(taken.features).toEqual(Uint8Array.of(5, 6, 1, 2, 5, 6))
  expect(taken.labels).toEqual(Uint8Array.of(1, 0, 1))
  expect(() => takeRows(dataset, [0, 3])).toThrow(refusal(RangeError, 'takeRows', 'rows[1]', 0, 2, 3))
})

test('takeRows copies the named rows with their targets', () => {
  const dataset = createDataset({ inputs: 3, features, targets: Float32Array.of(1, 2, 3, 4) })
  const taken = takeRows(dataset, [1])
  expect([taken.features, taken.targets]).toEqual([Float32Array.of(4, 5, 6), Float32Array.of(3, 4)])
})

test.each([
  ['floats', Float32Array, 3, 0],
  ['floats in the middle of a buffer', Float32Array, 5, 3],
  ['bytes in whole words', Uint8Array, 8, 4],
  ['bytes not in words', Uint8Array, 7, 4],
  ['bytes off a word', Uint8Array, 8, 3],
  ['single bytes', Uint8Array, 1, 0],
] as const)('takeRows copies them bit for bit: %s', (_, kind, inputs, offset) => {
  const memory = new kind(offset + 50 * inputs + 2)
  for (let i = 0; i < memory.length; i++) memory[i] = (i * 37) % 251
  const features = memory.subarray(offset, offset + 50 * inputs)
  const labels = Array.from({ length: 50 }, (_, i) => (i * 11) % 300)
  const dataset = createDataset({ inputs, features, labels, classes: 300, weights: labels })
  const rows = [4, 5, 6, 7, 8, 30, 31, 0, 49, 12]
  const taken = takeRows(dataset, rows)
  expect([...taken.features]).toEqual(rows.flatMap((row) => [...features.subarray(row * inputs, (row + 1) * inputs)]))
  expect(taken.features).toBeInstanceOf(kind)
  expect([...taken.labels]).toEqual(rows.map((row) => labels[row]))
  expect([...(taken.weights ?? [])]).toEqual(rows.map((row) => labels[row]))
})

test('takeRows keeps the shape of a row', () => {
  const dataset = createDataset({ shape: [1, 3, 1], features, labels: [0, 1] })
  expect(takeRows(dataset, [1])).toMatchObject({ inputs: 3, shape: [1, 3, 1] })
})

test('takeRows copies runs of rows, short and long, as it copies single rows', () => {
  const inputs = 50
  const many = Float32Array.from({ length: 40 * inputs }, (_, i) => i)
  const dataset = createDataset({ inputs, features: many, labels: new Uint8Array(40).map((_, i) => i) })
  const rows = [3, 4, 5, 6, 7, 8, 9, 9, 10, 0, 1, 39, 38, 20]
  const { features: taken, labels } = takeRows(dataset, rows)
  expect([...labels]).toEqual(rows)
  expect([...taken]).toEqual(rows.flatMap((row) => [...many.subarray(row * inputs, (row + 1) * inputs)]))
})

describe('a dataset that was made by hand', () => {
  const made: Dataset = {
    name: 'made',
    count: 3,
    inputs: 2,
    classes: 3,
    features,
    labels: Uint8Array.of(0, 2, 1),
  }
  const answers = { ...made, classes: 0, labels: new Uint8Array(0), targets: Float32Array.of(1, 2, 3) }

  test.each<[string, Dataset]>([
    ['classes', made],
    ['targets', answers],
    [
      'a shape, weights and names',
      { ...made, shape: [1, 2, 1], weights: new Float32Array(3), classNames: ['a', 'b', 'c'] },
    ],
    ['bytes', { ...made, features: Uint8Array.of(1, 2, 3, 4, 5, 6) }],
  ])('of %s is taken where its parts fit each other', (_, dataset) => {
    expect(checkDataset('train', 'dataset', dataset)).toBe(dataset)
  })

  test.each<[string, object]>([
    ['a label beyond its classes', { ...made, labels: Uint8Array.of(0, 200, 1) }],
    ['a label too few', { ...made, labels: Uint8Array.of(0, 1) }],
    ['fewer rows than it says', { ...made, count: 4, labels: new Uint8Array(4) }],
    ['more rows than it says', { ...made, count: 2, labels: new Uint8Array(2) }],
    ['half a row', { ...made, count: 1.5, inputs: 4 }],
    ['features in f64', { ...made, features: Float64Array.from(features) }],
    ['a shape of other numbers', { ...made, shape: [3, 1, 1] }],
    ['a weight below 0', { ...made, weights: Float32Array.of(1, -1, 1) }],
    ['a weight that is NaN', { ...made, weights: Float32Array.of(1, Number.NaN, 1) }],
    ['a weight too many', { ...made, weights: new Float32Array(4) }],
    ['a name too few', { ...made, classNames: ['a', 'b'] }],
    ['targets of no whole row', { ...answers, targets: new Float32Array(4) }],
    ['2^31 rows', { ...made, inputs: 0, count: 2 ** 31, features: new Uint8Array(0) }],
  ])('is refused for %s, and told what says more', (_, dataset) => {
    expect(() => checkDataset('train', 'dataset', dataset)).toThrow(
      refusal(RangeError, 'train', 'dataset', 'parts that fit each other', 'createDataset'),
    )
  })

  test('is refused for a number that is not finite, by its row', () => {
    const odd = Float32Array.of(1, 2, 3, Number.NaN, 5, 6)
    expect(() => checkDataset('train', 'dataset', { ...made, features: odd })).toThrow(
      refusal(RangeError, 'train', 'features[1][1]', 'NaN'),
    )
    const targets = Float32Array.of(1, 2, Infinity)
    expect(() => checkDataset('train', 'dataset', { ...answers, targets })).toThrow(
      refusal(RangeError, 'train', 'targets[2][0]', 'Infinity'),
    )
  })

  test('is looked through once', () => {
    let looks = 0
    const labels = Uint8Array.of(0, 2, 1)
    const every = labels.every.bind(labels)
    Object.assign(labels, { every: (...given: Parameters<typeof every>) => ++looks > 0 && every(...given) })
    const dataset = { ...made, labels }
    for (let i = 0; i < 10; i++) checkDataset('train', 'dataset', dataset)
    expect(looks).toBe(1)
  })

  test('is checked by all that takes one', async () => {
    const wrong = { ...made, labels: Uint8Array.of(0, 200, 1) }
    const network = await createNetwork({ inputs: 2, layers: [dense(3)] })
    const run = { epochs: 1, optimizer: sgd({ learningRate: 0.1 }) }
    const worker = { postMessage: () => {}, addEventListener: () => {}, removeEventListener: () => {} }
    for (const call of [
      () => train(network, wrong, run),
      () => train(network, made, { ...run, validation: wrong }),
      () => findLearningRate(network, wrong),
      () => trainInWorker(worker, network, wrong, run),
      () => findLearningRateInWorker(worker, network, wrong),
      () => compare({ training: wrong, test: made }),
      () => compare({ training: made, test: wrong }),
      () => network.evaluate(wrong),
      () => metrics(network, wrong),
      () => standardizationOf(wrong),
      () => split(wrong),
      () => takeRows(wrong, [0]),
    ]) {
      const error = await (async () => call())().catch((reason) => reason)
      expect(error.message, String(call)).toMatch(/expected parts that fit each other/)
    }
  })
})

test('createDataset refuses 2^31 rows, which no kernel could number', () => {
  const many = new Uint8Array(2 ** 31)
  expect(() => createDataset({ inputs: 1, features: many, labels: [] })).toThrow(
    refusal(RangeError, 'createDataset', 'features', 2 ** 31),
  )
})
