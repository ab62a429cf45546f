import { expect, test } from 'vitest'
import { createDataset } from '../../src/data/create-dataset.js'
import { takeRows } from '../../src/data/dataset.js'
import { createNetwork, dense } from '../../src/entry/index.js'
import { arenaOf } from '../../src/network/network.js'
import { scatter } from './data.js'

const ROWS = 300

/** Features in the middle of a larger buffer, as a reader of files may leave them. */
function features(kind: typeof Uint8Array | typeof Float32Array, inputs: number, offset: number) {
  const memory = new kind(offset + ROWS * inputs + 5)
  for (let i = 0; i < memory.length; i++) memory[i] = (i * 37) % 256
  return memory.subarray(offset, offset + ROWS * inputs)
}

test.each([
  ['floats', Float32Array, 3, 1],
  ['bytes in whole words', Uint8Array, 8, 4],
  ['bytes not in words', Uint8Array, 7, 4],
  ['bytes off a word', Uint8Array, 8, 3],
] as const)('rows that follow one another are read as they are in any order: %s', async (_, kind, inputs, offset) => {
  const dataset = createDataset({
    inputs,
    features: features(kind, inputs, offset),
    labels: Array.from({ length: ROWS }, (_, i) => i % 2),
  })
  const network = scatter(await createNetwork({ inputs, layers: [dense(4, 'tanh'), dense(2)] }))
  network.standardize({ mean: new Float32Array(inputs).fill(90), scale: new Float32Array(inputs).fill(0.01) })
  const arena = arenaOf(network)
  arena.reserve(40)
  const read = (order: Uint32Array | undefined, from: number) => {
    arena.loadRows(dataset, order, from, 40)
    return arena.floats(arena.batch.outputs[0] as number, 40 * inputs)
  }
  for (const from of [0, 1, ROWS - 40]) {
    const order = Uint32Array.from({ length: 40 }, (_, i) => from + i)
    expect(read(undefined, from)).toEqual(read(order, 0))
  }
})

test('answers of rows that follow one another are read as they are in any order: labels, targets of one and of three', async () => {
  const inputs = 2
  const labels = Array.from({ length: ROWS }, (_, i) => (i * 7) % 3)
  const targets = (width: number) => Float32Array.from({ length: ROWS * width }, (_, i) => i / 4)
  for (const [outputs, answers] of [
    [3, { labels }],
    [1, { targets: targets(1) }],
    [3, { targets: targets(3) }],
  ] as const) {
    const loss = 'labels' in answers ? 'softmaxCrossEntropy' : 'meanSquaredError'
    const dataset = createDataset({ inputs, features: features(Float32Array, inputs, 3), ...answers })
    const arena = arenaOf(await createNetwork({ inputs, layers: [dense(outputs)], loss }))
    arena.reserve(40)
    const read = (order: Uint32Array | undefined, from: number) => {
      arena.loadRows(dataset, order, from, 40)
      const at = 'labels' in answers ? arena.batch.labels : arena.batch.targets
      return [...arena.core.u8.slice(at, at + 160 * ('labels' in answers ? 1 : outputs))]
    }
    for (const from of [0, 7, ROWS - 40]) {
      const order = Uint32Array.from({ length: 40 }, (_, i) => from + i)
      expect(read(undefined, from)).toEqual(read(order, 0))
    }
    expect(read(undefined, 0)).not.toEqual(read(undefined, 7))
  }
})

test('the last row of 4 GiB of features is read as it is, and taken as it is', async () => {
  const inputs = 2 ** 20
  const memory = new Uint8Array(2 ** 32)
  memory.fill(7, memory.length - inputs)
  const dataset = createDataset({ inputs, features: memory, labels: new Uint8Array(memory.length / inputs) })
  const arena = arenaOf(await createNetwork({ inputs, layers: [dense(1)], loss: 'binaryCrossEntropy' }))
  const last = Uint32Array.of(dataset.count - 1)
  arena.loadRows(dataset, last, 0, 1)
  const read = arena.floats(arena.batch.outputs[0] as number, inputs)
  expect([read[0], read[inputs - 1]]).toEqual([7, 7])
  expect([...new Set(takeRows(dataset, last).features)]).toEqual([7])
})
