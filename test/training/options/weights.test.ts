import { describe, expect, test } from 'vitest'
import { createDataset } from '../../../src/data/create-dataset.js'
import { takeRows } from '../../../src/data/dataset.js'
import { split } from '../../../src/data/split.js'
import { readClassWeights, rowWeights } from '../../../src/training/options/weights.js'
import { train } from '../../../src/training/train.js'
import { Training } from '../../../src/training/training.js'
import { errorOf } from '../../helpers.js'
import { targeted } from '../../network/data.js'
import { data, newNetwork, options, timeless } from '../runs.js'

const animals = createDataset({
  inputs: 1,
  features: new Float32Array(6),
  labels: [0, 0, 0, 1, 1, 2],
  classNames: ['ape', 'bee', 'cat', 'dog'],
})
const read = (value: unknown, dataset = animals) => readClassWeights(dataset)('train', 'classWeights', value, {})

describe('the weights of rows', () => {
  test('balanced: 6 rows of 3 classes that have any, 3, 2 and 1 of them: 6 / (3 x rows)', () => {
    const third = 6 / 9
    const wanted = Float32Array.of(third, third, third, 1, 1, 2)
    expect(rowWeights('train', animals, read('balanced'))).toEqual(wanted)
  })

  test('by class, by name with 1 for the others, and times the weights of the data', () => {
    expect(rowWeights('train', animals, read([1, 2, 3, 4]))).toEqual(Float32Array.of(1, 1, 1, 2, 2, 3))
    expect(read({ bee: 5 })).toEqual([1, 5, 1, 1])
    const weighted = createDataset({ ...animals, weights: [1, 2, 3, 4, 5, 6] })
    expect(rowWeights('train', weighted, read({ bee: 5 }))).toEqual(Float32Array.of(1, 2, 3, 20, 25, 6))
    expect(rowWeights('train', weighted, undefined)).toEqual(weighted.weights)
    expect(rowWeights('train', animals, undefined)).toBeUndefined()
  })

  test('targets have no classes to weigh, and a misspelt name is shown with those there are', () => {
    expect(errorOf(() => read('balanced', targeted(9, 3, 2)))).toBeInstanceOf(TypeError)
    expect(errorOf(() => read({ bea: 5 })).message).toMatch(/ape, bee, cat, dog.*"bea"/)
  })
})

describe('a dataset with weights', () => {
  const weighted = createDataset({ ...animals, weights: [1, 2, 3, 4, 5, 6] })

  test('keeps them with its rows through takeRows and split', () => {
    expect(takeRows(weighted, [5, 0]).weights).toEqual(Float32Array.of(6, 1))
    const { training, validation } = split(weighted, { fraction: 0.5 })
    expect([...training.weights!, ...validation.weights!].sort()).toEqual([1, 2, 3, 4, 5, 6])
  })

  test('refuses another number of them, and any that is negative or not a number', () => {
    const refused = [
      [1, 2],
      [1, 2, 3, 4, 5, -6],
      [1, 2, 3, 4, 5, Number.NaN],
    ]
    for (const weights of refused) expect(() => createDataset({ ...animals, weights })).toThrow(RangeError)
  })
})

describe('a run', () => {
  const run = async (changes = {}, dataset = data) => {
    const network = await newNetwork()
    const history = timeless(await train(network, dataset, options(changes)))
    return { hash: network.sha256(), history }
  }

  test('with equal weights has the bits and the history of one without', async () => {
    const plain = await run()
    expect(await run({ classWeights: [3, 3] })).toEqual(plain)
    expect(await run({}, { ...data, weights: new Float32Array(90).fill(0.1) })).toEqual(plain)
  })

  test('with weights on classes is the run with these weights on the rows', async () => {
    const weights = Float32Array.from(data.labels, (label) => 1 + 2 * label)
    const byRow = await run({}, { ...data, weights })
    expect(byRow.hash).not.toBe((await run()).hash)
    expect(await run({ classWeights: { 1: 3 } })).toEqual(byRow)
  })

  test('goes on from a checkpoint to the same bits, and not with other weights', async () => {
    const changes = { classWeights: [1, 3] }
    const training = new Training(await newNetwork(), data, options(changes))
    for (let step = 0; step < 3; step++) training.update()
    const resume = training.checkpoint()
    expect(await run({ ...changes, resume })).toEqual(await run(changes))
    for (const other of [{}, { classWeights: [1, 2] }, { classWeights: 'balanced' as const }]) {
      const error = await run({ ...other, resume }).catch((reason) => reason)
      expect(error.message).toMatch(/classWeights/)
    }
  })
})
