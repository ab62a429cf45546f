import { describe, expect, test } from 'vitest'
import { createDataset } from '../../src/data/create-dataset.js'
import { epochOrder } from '../../src/data/order.js'
import { standardizationOf } from '../../src/data/standardization.js'
import { createNetwork } from '../../src/entry/index.js'
import { dense } from '../../src/layers/dense.js'
import { arenaOf, type Network } from '../../src/network/network.js'
import type { Optimizer } from '../../src/optimizers/optimizer.js'
import { sgd } from '../../src/optimizers/sgd.js'
import { train } from '../../src/training/train.js'
import { Training } from '../../src/training/training.js'
import { labelled } from '../network/data.js'
import { cycled, data, newNetwork, options, validation } from './runs.js'

const ROWS = 23
/** Row i has the label i, so the labels of a batch say which rows it holds. */
const rows = createDataset({
  inputs: 2,
  features: Float32Array.from({ length: 2 * ROWS }, (_, i) => i),
  labels: Array.from({ length: ROWS }, (_, i) => i),
})

/** An optimizer that moves nothing and writes down the rows of each batch. */
function recorder(network: Network, batches: number[][], batchSize: number): Optimizer {
  const still = sgd({ learningRate: 0 })
  const perEpoch = Math.ceil(ROWS / batchSize)
  return {
    ...still,
    update(_, step) {
      const count = Math.min(batchSize, ROWS - (step % perEpoch) * batchSize)
      const at = arenaOf(network).batch.labels >>> 2
      batches.push(Array.from(arenaOf(network).core.i32.subarray(at, at + count)))
    },
  }
}

describe('the rows of an epoch', () => {
  test.each([1, 4, 5, 22, 23])(
    'in batches of %d are a permutation, the last partial batch included',
    async (batchSize) => {
      const network = await createNetwork({ inputs: 2, layers: [dense(ROWS)] })
      const batches: number[][] = []
      await train(network, rows, { epochs: 3, batchSize, seed: 6, optimizer: recorder(network, batches, batchSize) })
      const perEpoch = Math.ceil(ROWS / batchSize)
      expect(batches.length).toBe(3 * perEpoch)
      const epochs = [0, 1, 2].map((epoch) => batches.slice(epoch * perEpoch, (epoch + 1) * perEpoch).flat())
      epochs.forEach((order, epoch) => {
        expect([...order].sort((a, b) => a - b)).toEqual(Array.from({ length: ROWS }, (_, i) => i))
        expect(order).toEqual(Array.from(epochOrder(ROWS, 6, epoch, new Uint32Array(ROWS))))
      })
      expect(epochs[1]).not.toEqual(epochs[0])
      expect(epochs[2]).not.toEqual(epochs[1])
    },
  )

  test('all count: with a rate of 0 the losses of an epoch, weighted by rows, are the loss of the whole data', async () => {
    const network = await newNetwork()
    const { loss } = await train(network, data, options({ epochs: 1, optimizer: sgd({ learningRate: 0 }) }))
    const weighted = loss.reduce((sum, value, step) => sum + value * (step < 4 ? 20 : 10), 0) / 90
    expect(loss.length).toBe(5)
    expect(Math.abs(weighted - network.evaluate(data).loss)).toBeLessThan(1e-6)
  })
})

describe('the plan', () => {
  test('the number of steps follows from rows, batch size and epochs, and the optimizer is told', async () => {
    const network = await newNetwork()
    for (const [batchSize, stepsPerEpoch] of [
      [1, 90],
      [20, 5],
      [45, 2],
      [89, 2],
      [90, 1],
    ] as const) {
      let told: unknown
      const training = new Training(network, data, {
        epochs: 3,
        batchSize,
        optimizer: (plan) => {
          told = plan
          return cycled(plan)
        },
      })
      expect(told).toEqual({ epochs: 3, batchSize, stepsPerEpoch, totalSteps: 3 * stepsPerEpoch })
      expect(training.plan).toMatchObject(told as object)
    }
  })

  test('the batch size is 128 where none is given, or all rows where there are fewer', async () => {
    const network = await newNetwork()
    const batch = (rows: number) =>
      new Training(network, labelled(rows, 2, 2), { epochs: 1, optimizer: cycled }).plan.batchSize
    expect([300, 129, 128, 127, 5].map(batch)).toEqual([128, 128, 128, 127, 5])
  })
})

describe('the input scale', () => {
  test('is taken from the first training data and kept for all that follows', async () => {
    const network = await newNetwork()
    const first = standardizationOf(data)
    expect(network.standardized).toBe(false)
    await train(network, data, options({ epochs: 1 }))
    expect(network.standardization).toEqual(first)
    const shifted = createDataset({
      inputs: 2,
      features: (data.features as Float32Array).map((x) => 3 * x + 5),
      labels: data.labels,
    })
    await train(network, shifted, options({ epochs: 1, validation }))
    expect(standardizationOf(shifted)).not.toEqual(first)
    expect(network.standardization).toEqual(first)
  })

  test('is one of each channel for a network that reads images, and the same for all bytes for one that reads a list', async () => {
    const features = Uint8Array.from({ length: 90 * 6 }, (_, i) => (i % 3) * 70 + (i % 11))
    const images = createDataset({ shape: [1, 2, 3], features, labels: data.labels })
    const scaleFor = async (inputs: number | number[]) => {
      const network = await createNetwork({ inputs, layers: [dense(2)] })
      await train(network, images, options({ epochs: 1 }))
      expect(network.standardization).toEqual(standardizationOf(images, { inputs }))
      return new Set(network.standardization.mean).size
    }
    expect(await scaleFor([1, 2, 3])).toBe(3)
    expect(await scaleFor(6)).toBe(1)
  })

  test('is left alone with standardize: false', async () => {
    const network = await newNetwork()
    await train(network, data, options({ epochs: 1, standardize: false }))
    expect(network.standardized).toBe(false)
    expect(network.standardization).toEqual({ mean: Float32Array.of(0, 0), scale: Float32Array.of(1, 1) })
  })

  test('class names come from the first training data that has them', async () => {
    const network = await newNetwork()
    await train(network, { ...data, classNames: ['left', 'right'] }, options({ epochs: 1 }))
    await train(network, { ...data, classNames: ['a', 'b'] }, options({ epochs: 1 }))
    expect(network.classNames).toEqual(['left', 'right'])
  })
})

test('features that were changed in place between two runs count: the bits of a run on a fresh copy of them', async () => {
  const rows = { ...data, features: Float32Array.from(data.features) }
  const network = await newNetwork()
  await train(network, rows, options())
  rows.features.set(rows.features.map((value) => value / 2 + 1))
  await train(network, rows, options())
  const other = await newNetwork()
  await train(other, data, options())
  await train(other, { ...rows, features: rows.features.slice() }, options())
  expect(network.sha256()).toBe(other.sha256())
})
