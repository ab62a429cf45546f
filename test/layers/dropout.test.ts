import { describe, expect, test } from 'vitest'
import {
  createDataset,
  createNetwork,
  dense,
  dropout,
  loadEngine,
  loadNetwork,
  sgd,
  Training,
  train,
} from '../../src/entry/index.js'
import { arenaOf, type Network } from '../../src/network/network.js'
import { gradientsOf, labelled, scatter } from '../network/data.js'

const data = labelled(60, 6, 3)
const options = { epochs: 3, batchSize: 8, optimizer: sgd({ learningRate: 0.1, momentum: 0.9 }), seed: 7 }
const make = async (engine: 'wasm' | 'js' = 'wasm') =>
  createNetwork({
    inputs: 6,
    layers: [dropout(0.1), dense(16, 'relu'), dropout(0.5), dense(16, 'relu'), dropout(0.5), dense(3)],
    engine: await loadEngine(engine),
  })

const ROWS = 64
const SIZE = 100
/** What two dropout layers, one on the other's ground, make of ones at a step: whether each number is kept. */
async function masks(network: Network, step: number, seed: number, rows = ROWS): Promise<boolean[][]> {
  const ones = new Float32Array(rows * SIZE).fill(1)
  const arena = arenaOf(network)
  arena.reserve(rows)
  arena.loadRows(createDataset({ inputs: SIZE, features: ones, targets: ones }), undefined, 0, rows)
  arena.gradients(rows, step, seed)
  return [1, 2].map((l) => {
    const at = arena.batch.outputs[l]! / 4
    return Array.from(arena.core.f32.subarray(at, at + rows * SIZE), (value) => value !== 0)
  })
}

const pair = (rate: number) =>
  createNetwork({ inputs: SIZE, layers: [dropout(rate), dropout(rate)], loss: 'meanSquaredError' })

/** Share of places at which two masks agree. */
const agreement = (a: readonly boolean[], b: readonly boolean[]) =>
  a.filter((kept, i) => kept === b[i]).length / a.length

describe('what is dropped', () => {
  test.each([0.1, 0.5, 0.8])('is a share of %d, within 4 standard errors, at 20 steps', async (rate) => {
    const network = await pair(rate)
    for (let step = 0; step < 20; step++) {
      const [mask] = await masks(network, step, 1)
      const dropped = mask!.filter((kept) => !kept).length / mask!.length
      expect(Math.abs(dropped - rate)).toBeLessThan(4 * Math.sqrt((rate * (1 - rate)) / mask!.length))
    }
  })

  test('is another at each step, in each run, layer, row and element: half of all places agree, within 5 standard errors', async () => {
    const network = await pair(0.5)
    const [mask] = await masks(network, 3, 1)
    const bound = 5 * Math.sqrt(0.25 / mask!.length)
    const shifted = (by: number) => [...mask!.slice(by), ...mask!.slice(0, by)]
    const others = [
      (await masks(network, 4, 1))[0]!,
      (await masks(network, 3 + 2 ** 16, 1))[0]!,
      (await masks(network, 3, 2))[0]!,
      shifted(1),
      shifted(2),
      shifted(SIZE),
      shifted(16 * SIZE),
    ]
    for (const [index, other] of others.entries()) {
      expect(Math.abs(agreement(mask!, other) - 0.5), `${index}`).toBeLessThan(bound)
    }
    // of those that the first layer kept, the second one keeps half
    const [first, second] = (await masks(network, 5, 1)) as [boolean[], boolean[]]
    const both = second.filter(Boolean).length / first.filter(Boolean).length
    expect(Math.abs(both - 0.5)).toBeLessThan(2 * bound)
  })

  test('is a function of row and element, not of how many rows the batch has', async () => {
    const network = await pair(0.5)
    const [all] = await masks(network, 3, 1)
    const [few] = await masks(await pair(0.5), 3, 1, 5)
    expect(few).toEqual(all!.slice(0, 5 * SIZE))
  })
})

describe.each(['wasm', 'js'] as const)('on %s', (engine) => {
  test('gradients are within 2e-3 of central differences with what is dropped held still', async () => {
    const layers = [dense(9, 'tanh'), dropout(0.4), dense(8, 'tanh'), dropout(0.2), dense(3)]
    const network = scatter(await createNetwork({ inputs: 6, layers, engine: await loadEngine(engine) }))
    const { gradients } = gradientsOf(network, data)
    const values = network.parameters()
    const lossAt = (i: number, value: number) => {
      network.setParameters(values.map((old, j) => (j === i ? value : old)))
      return gradientsOf(network, data).loss
    }
    const largest = Math.max(...gradients.map(Math.abs))
    for (let i = 0; i < values.length; i++) {
      const h = 2 ** -8
      const slope = (lossAt(i, values[i]! + h) - lossAt(i, values[i]! - h)) / (2 * h)
      expect(Math.abs(slope - gradients[i]!), `parameter ${i}`).toBeLessThan(2e-3 * largest)
    }
  })

  test('evaluation and prediction drop nothing', async () => {
    const layers = [dropout(0.9)]
    const network = await createNetwork({
      inputs: 3,
      layers,
      loss: 'meanSquaredError',
      engine: await loadEngine(engine),
    })
    expect([...network.predict([1, -2, 3])]).toEqual([1, -2, 3])
  })
})

test('both engines, and a run resumed from any step, give the bits of the run that never stopped', async () => {
  const [wasm, js] = await Promise.all([make('wasm'), make('js')])
  const files: Uint8Array[] = []
  const training = new Training(wasm, data, { ...options, onStep: () => files.push(training.checkpoint()) })
  for await (const _ of training);
  await train(js, data, options)
  expect(js.sha256()).toBe(wasm.sha256())
  for (const resume of files.filter((_, i) => i % 5 === 0)) {
    const other = await make()
    await train(other, data, { ...options, resume })
    expect(other.sha256()).toBe(wasm.sha256())
  }
  expect((await loadNetwork(wasm.save())).evaluate(data)).toEqual(wasm.evaluate(data))
})

test.each([1, -0.1, Number.NaN])('refuses a rate of %d', (rate) => {
  expect(() => dropout(rate)).toThrow(RangeError)
  expect(() => dropout(rate)).toThrow(`dropout: "rate" expected a number in [0, 1), got ${rate}`)
})
