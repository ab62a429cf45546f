import { describe, expect, test } from 'vitest'
import { createDataset } from '../../../src/data/create-dataset.js'
import { createNetwork, loadEngine } from '../../../src/entry/index.js'
import { activation } from '../../../src/layers/activation.js'
import { dense } from '../../../src/layers/dense.js'
import { metrics } from '../../../src/network/metrics/metrics.js'
import { scatter, targeted } from '../data.js'

const loss = 'meanSquaredError'

/** A network that answers with its inputs. */
const mirror = async (inputs: number, engine: 'wasm' | 'js' = 'wasm') =>
  createNetwork({ inputs, layers: [activation('linear')], loss, engine: await loadEngine(engine) })

describe.each(['wasm', 'js'] as const)('the metrics of numbers on %s', (engine) => {
  test('four rows by hand: errors 1, -1, 2, 0 of targets 1, 2, 3, 4', async () => {
    const features = Float32Array.of(2, 1, 5, 4)
    const dataset = createDataset({ inputs: 1, features, targets: Float32Array.of(1, 2, 3, 4) })
    const { classes, numbers } = metrics(await mirror(1, engine), dataset)
    expect(classes).toBeNull()
    // squares 6; distance of the targets from 2.5: 2.25 + 0.25 + 0.25 + 2.25 = 5
    const score = { rmse: Math.sqrt(6 / 4), mae: 4 / 4, r2: 1 - 6 / 5 }
    expect(numbers).toEqual({ ...score, perOutput: [score] })
  })

  test('two outputs by hand: the scores of each alone, their R2 meaned', async () => {
    const features = Float32Array.of(2, 10, 1, 10, 5, 10, 4, 14)
    const targets = Float32Array.of(1, 10, 2, 12, 3, 11, 4, 17)
    const { numbers } = metrics(await mirror(2, engine), createDataset({ inputs: 2, features, targets }))
    // errors 1, -1, 2, 0 and 0, -2, -1, -3; the second targets lie 29 from 12.5, squared
    const first = { rmse: Math.sqrt(6 / 4), mae: 1, r2: 1 - 6 / 5 }
    const second = { rmse: Math.sqrt(14 / 4), mae: 6 / 4, r2: 1 - 14 / 29 }
    expect(numbers).toEqual({
      rmse: Math.sqrt(20 / 8),
      mae: 10 / 8,
      r2: (first.r2 + second.r2) / 2,
      perOutput: [first, second],
    })
  })

  test('an output of one value has no R2, nor has the whole; the other has its own', async () => {
    const features = Float32Array.of(2, 3, 1, 3, 5, 4, 4, 3)
    const targets = Float32Array.of(1, 3, 2, 3, 3, 3, 4, 3)
    const { numbers } = metrics(await mirror(2, engine), createDataset({ inputs: 2, features, targets }))
    expect(numbers?.r2).toBeNull()
    expect(numbers?.perOutput.map(({ r2 }) => r2)).toEqual([1 - 6 / 5, null])
    expect(numbers?.perOutput.map(({ mae }) => mae)).toEqual([1, 1 / 4])
  })

  test('600 rows of two outputs: within 1e-6 of the textbook, over several batches', async () => {
    const dataset = targeted(600, 3, 2)
    const network = scatter(
      await createNetwork({ inputs: 3, layers: [dense(5, 'tanh'), dense(2)], loss, engine: await loadEngine(engine) }),
    )
    const answers = network.predict(dataset.features)
    const targets = dataset.targets!
    const errors = answers.map((y, i) => y - targets[i]!)
    const r2 = [0, 1].map((o) => {
      const own = targets.filter((_, i) => i % 2 === o)
      const mean = own.reduce((sum, t) => sum + t, 0) / own.length
      const total = own.reduce((sum, t) => sum + (t - mean) ** 2, 0)
      return 1 - errors.filter((_, i) => i % 2 === o).reduce((sum, e) => sum + e * e, 0) / total
    })
    const { numbers } = metrics(network, dataset)
    expect(Math.abs(numbers!.rmse - Math.sqrt(errors.reduce((sum, e) => sum + e * e, 0) / 1200))).toBeLessThan(1e-6)
    expect(Math.abs(numbers!.mae - errors.reduce((sum, e) => sum + Math.abs(e), 0) / 1200)).toBeLessThan(1e-6)
    expect(Math.abs(numbers!.r2! - (r2[0]! + r2[1]!) / 2) / Math.abs(r2[0]!)).toBeLessThan(1e-5)
  })
})

test('scaled targets: errors are told in their own unit, and R2 does not change', async () => {
  const features = Float32Array.of(2, 1, 5, 4)
  const dataset = createDataset({ inputs: 1, features, targets: Float32Array.of(1, 2, 3, 4) })
  const target = { kind: 'numbers', name: 'price', mean: 300_000, deviation: 1000 } as const
  const preparation = { version: 1, columns: [], features: [], target, missing: [], decimal: '.' } as const
  const scaled = { ...dataset, preparation }
  const { numbers } = metrics(await mirror(1), scaled)
  expect(numbers!.rmse).toBeCloseTo(1000 * Math.sqrt(6 / 4), 9)
  expect(numbers!.mae).toBeCloseTo(1000, 9)
  expect(numbers!.r2).toBe(1 - 6 / 5)
})

test('targets far from 0 keep their R2: 16,777,200 more changes nothing', async () => {
  const r2 = async (more: number) => {
    const plus = (values: number[]) => Float32Array.from(values, (value) => value + more)
    const dataset = createDataset({ inputs: 1, features: plus([2, 1, 5, 4]), targets: plus([1, 2, 3, 4]) })
    return metrics(await mirror(1), dataset).numbers!.r2
  }
  expect(await r2(16_777_200)).toBe(await r2(0))
})

test('targets of a single value have no R2', async () => {
  const dataset = createDataset({ inputs: 1, features: Float32Array.of(1, 2), targets: Float32Array.of(3, 3) })
  expect(metrics(await mirror(1), dataset).numbers).toMatchObject({ rmse: Math.sqrt(5 / 2), mae: 3 / 2, r2: null })
})

test('a yes or no for each output has neither classes nor numbers', async () => {
  const network = await createNetwork({ inputs: 3, layers: [dense(2)], loss: 'binaryCrossEntropy' })
  expect(metrics(network, targeted(30, 3, 2))).toMatchObject({ accuracy: null, classes: null, numbers: null })
})
