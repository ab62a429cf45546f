import { describe, expect, test } from 'vitest'
import { createDataset } from '../../src/data/create-dataset.js'
import { type Dataset, takeRows } from '../../src/data/dataset.js'
import { createNetwork, huber, loadEngine, type NetworkOptions } from '../../src/entry/index.js'
import { dense } from '../../src/layers/dense.js'
import { arenaOf } from '../../src/network/network.js'
import { gradientsOf, labelled, scatter, targeted } from './data.js'

const engines = ['wasm', 'js'] as const

const losses: [string, Partial<NetworkOptions>, number, Dataset][] = [
  ['softmaxCrossEntropy', {}, 3, labelled(12, 4, 3)],
  ['binaryCrossEntropy', { loss: 'binaryCrossEntropy' }, 3, labelled(12, 4, 3)],
  ['binaryCrossEntropy of one output', { loss: 'binaryCrossEntropy' }, 1, labelled(12, 4, 2)],
  ['meanSquaredError', { loss: 'meanSquaredError' }, 2, targeted(12, 4, 2)],
  ['meanAbsoluteError', { loss: 'meanAbsoluteError' }, 2, targeted(12, 4, 2)],
  ['huber', { loss: huber({ delta: 0.2 }) }, 2, targeted(12, 4, 2)],
]

describe.each(losses)('%s with weights', (_, changes, outputs, data) => {
  const create = async (engine: (typeof engines)[number]) =>
    scatter(
      await createNetwork({
        inputs: 4,
        layers: [dense(5, 'tanh'), dense(outputs)],
        engine: await loadEngine(engine),
        ...changes,
      }),
    )
  const weighted = Float32Array.from({ length: 12 }, (_, row) => row % 4)

  test.each(engines)('on %s: whole weights are as many copies of the row, within 1e-6', async (engine) => {
    const network = await create(engine)
    const copies = Array.from(weighted).flatMap((weight, row) => new Array<number>(weight).fill(row))
    const wanted = gradientsOf(network, takeRows(data, copies))
    const given = gradientsOf(network, data, weighted)
    expect(Math.abs(given.loss - wanted.loss)).toBeLessThan(1e-6)
    given.gradients.forEach((slope, i) => {
      expect(Math.abs(slope - wanted.gradients[i]!)).toBeLessThan(1e-6)
    })
  })

  test('both engines give the same bits', async () => {
    const uneven = weighted.map((weight) => weight / 3 + 0.1)
    const [wasm, js] = await Promise.all(engines.map(async (engine) => gradientsOf(await create(engine), data, uneven)))
    expect(js).toEqual(wasm)
  })

  test.each([1, 0.1, 7])('equal weights of %d have the bits of no weights', async (weight) => {
    const network = await create('wasm')
    const given = gradientsOf(network, data, new Float32Array(12).fill(weight))
    expect(given).toEqual(gradientsOf(network, data))
  })
})

test('by hand: squared errors 1 and 9 of weights 3 and 1 have the mean 3; a row of weight 0 is as if it were not there', async () => {
  const network = await createNetwork({ inputs: 1, layers: [dense(1)], loss: 'meanSquaredError' })
  network.setParameters(Float32Array.of(1, 0))
  const data = createDataset({ inputs: 1, features: Float32Array.of(2, 3), targets: Float32Array.of(1, 0) })
  // d/dw = (3 2 (1) 2 + 1 2 (3) 3) / 4, d/db = (3 2 (1) + 1 2 (3)) / 4
  expect(gradientsOf(network, data, Float32Array.of(3, 1))).toEqual({ loss: 3, gradients: Float32Array.of(7.5, 3) })
  expect(gradientsOf(network, data, Float32Array.of(0, 5))).toEqual({ loss: 9, gradients: Float32Array.of(18, 6) })
})

test('a batch in which every row weighs 0 has the loss 0 and no gradient', async () => {
  const network = scatter(await createNetwork({ inputs: 4, layers: [dense(3)] }))
  const { loss, gradients } = gradientsOf(network, labelled(12, 4, 3), new Float32Array(12))
  expect(loss).toBe(0)
  expect(gradients).toEqual(new Float32Array(15))
})

test('weights belong to rows of the data, wherever the batch takes them from', async () => {
  const network = scatter(await createNetwork({ inputs: 4, layers: [dense(3)] }))
  const data = labelled(12, 4, 3)
  const arena = arenaOf(network)
  const weights = Float32Array.from({ length: 12 }, (_, row) => row)
  arena.reserve(2)
  const of = (rows: Uint32Array | undefined, from: number, given: Dataset, own: Float32Array) => {
    arena.loadRows(given, rows, from, 2)
    return arena.gradients(2, 0, 0, own)
  }
  const taken = of(Uint32Array.of(9, 5, 2), 1, data, weights)
  expect(taken).toBe(of(undefined, 0, takeRows(data, [5, 2]), Float32Array.of(5, 2)))
})
