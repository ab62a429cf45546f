/** Typed arrays of another realm, as those of a frame or of a test runner, give the bits of our own. */
import { runInNewContext } from 'node:vm'
import { gzipSync } from 'node:zlib'
import { expect, test } from 'vitest'
import { csvRows, parseCsv } from '../../src/data/tabular/csv.js'
import {
  createDataset,
  createNetwork,
  dense,
  epochOrder,
  loadNetwork,
  readCifar10,
  readIdx,
  sgd,
  standardizationOf,
  Training,
  takeRows,
  train,
} from '../../src/entry/index.js'

const there = runInNewContext('({ Float32Array, Float64Array, Uint8Array, Uint16Array, Uint32Array })')

/** The same array of the other realm. */
function moved<T extends Float32Array | Uint8Array | Uint32Array>(values: T): T {
  const other = there[values.constructor.name].from(values)
  expect(other instanceof (values.constructor as typeof Float32Array)).toBe(false)
  return other
}

const numbers = Float32Array.from({ length: 120 }, (_, i) => Math.fround(Math.sin(i)))
const bytes = Uint8Array.from({ length: 120 }, (_, i) => (i * 37) % 256)
const labels = Uint8Array.from({ length: 40 }, (_, i) => i % 2)
const targets = numbers.slice(40, 80)
const weights = Float32Array.from(labels, (label) => 1 + label)

test.each<[string, Float32Array | Uint8Array, object, object]>([
  ['numbers and classes', numbers, { labels, weights }, { labels: moved(labels), weights: moved(weights) }],
  ['bytes and classes', bytes, { labels }, { labels: moved(labels) }],
  ['numbers and targets', numbers, { targets }, { targets: moved(targets) }],
])('%s: trained, evaluated, saved, resumed and asked', async (_, features, own, other) => {
  const inRealm = async (move: <T extends Float32Array | Uint8Array | Uint32Array>(values: T) => T, parts: object) => {
    const data = createDataset({ features: move(features), inputs: 3, ...parts })
    const plan = 'targets' in parts ? { layers: [dense(1)], loss: 'meanSquaredError' as const } : { layers: [dense(2)] }
    const network = await createNetwork({ inputs: 3, ...plan })
    network.setParameters(move(network.parameters().map((value) => value / 2)))
    const { mean, scale } = standardizationOf(data)
    network.standardize({ mean: move(mean), scale: move(scale) })
    const options = { epochs: 2, batchSize: 7, optimizer: sgd({ learningRate: 0.1 }) }
    const run = new Training(network, data, options)
    for (let step = 0; step < 3; step++) run.update()
    await train(network, data, { ...options, resume: move(run.checkpoint()) })
    await train(network, takeRows(data, move(Uint32Array.of(0, 3, 5, 8, 9, 11, 2))), { ...options, batchSize: 3 })
    const loaded = await loadNetwork(move(network.save()))
    const answers = [features, features.slice(0, 3)].map((rows) => [...loaded.predict(move(rows))])
    return [loaded.sha256(), loaded.evaluate(data), answers]
  }
  expect(await inRealm(moved, other)).toEqual(await inRealm((values) => values, own))
})

test('files: CSV, IDX, CIFAR and gzip', async () => {
  const table = new TextEncoder().encode('1,2,0\n3,4,1\n')
  expect(parseCsv(moved(table))).toEqual(parseCsv(table))
  expect(csvRows(moved(table))).toEqual(csvRows(table))
  const idx = Uint8Array.of(0, 0, 8, 1, 0, 0, 0, 2, 7, 9)
  for (const file of [idx, new Uint8Array(gzipSync(idx))])
    expect(await readIdx(moved(file))).toEqual(await readIdx(file))
  const cifar = new Uint8Array(3073).fill(3)
  expect(await readCifar10(moved(cifar))).toEqual(await readCifar10(cifar))
})

test('an order is written into one', () => {
  expect(Array.from(epochOrder(9, 1, 0, moved(new Uint32Array(9))))).toEqual([
    ...epochOrder(9, 1, 0, new Uint32Array(9)),
  ])
})

test('what is still refused is told by its true name', () => {
  const refused = () => createDataset({ features: there.Float64Array.of(1, 2), labels: [0, 1], inputs: 1 })
  expect(refused).toThrow('got Float64Array of length 2; pass Float32Array.from(...) of it')
})
