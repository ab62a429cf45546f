import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { createDataset } from '../../src/data/create-dataset.js'
import { cloneNetwork, createNetwork, findLearningRate, loadNetwork, Training, train } from '../../src/entry/index.js'
import { dense } from '../../src/layers/dense.js'
import { arenaOf } from '../../src/network/network.js'
import { sgd } from '../../src/optimizers/sgd.js'
import { labelled } from './data.js'

const make = (seed = 1, own: { engine?: WebAssembly.Module } = {}) =>
  createNetwork({ inputs: 16, layers: [dense(32, 'relu'), dense(10)], seed, ...own })
const rows = labelled(300, 16, 10)
const options = { epochs: 2, batchSize: 32, optimizer: sgd({ learningRate: 0.05, momentum: 0.9 }), validation: rows }
const memoryOf = (network: Awaited<ReturnType<typeof make>>) => arenaOf(network).core.u8.buffer

test('300 networks after the first share one memory, and each trains to the bits that it has alone', async () => {
  const alone = await make(7)
  await train(alone, rows, options)
  // in the memory of the usual module may lie networks of other tests
  const engine = await WebAssembly.compile(readFileSync('build/core.wasm'))
  const networks = await Promise.all(Array.from({ length: 300 }, (_, seed) => make(seed, { engine })))
  expect(new Set(networks.slice(1).map(memoryOf)).size).toBeLessThan(3)
  const before = networks.map((network) => network.sha256())
  await Promise.all([3, 7, 200].map((index) => train(networks[index]!, rows, options)))
  expect(networks[7]!.sha256()).toBe(alone.sha256())
  networks.forEach((network, index) => {
    if (![3, 7, 200].includes(index)) expect(network.sha256()).toBe(before[index])
  })
  for (const network of networks) network.dispose()
})

test('a network that is made where another one was finds zeros there, and NaN of one stays its own', async () => {
  const [first, lost, last] = [await make(1), await make(2), await make(3)]
  const before = [first.sha256(), last.sha256()]
  lost.predict(new Float32Array(16 * 300))
  lost.setParameters(new Float32Array(lost.parameters().length).fill(Number.NaN))
  expect([first.sha256(), last.sha256()]).toEqual(before)
  lost.dispose()
  const next = await make(2)
  const reference = await make(2)
  await train(next, rows, options)
  await train(reference, rows, options)
  expect(next.sha256()).toBe(reference.sha256())
})

test('after dispose everything is E_DISPOSED, a run that is under way too; a second time does nothing', async () => {
  for (const network of [await make(), await make()]) {
    const copy = await cloneNetwork(network)
    const loaded = await loadNetwork(network.save())
    const training = new Training(network, rows, options)
    training.update()
    const run = train(copy, rows, options)
    network.dispose()
    network.dispose()
    copy.dispose()
    const gone = expect.objectContaining({ code: 'E_DISPOSED' })
    for (const use of [
      () => network.predict(new Float32Array(16)),
      () => network.evaluate(rows),
      () => network.save(),
      () => network.sha256(),
      () => training.update(),
      () => training.checkpoint(),
      () => new Training(network, rows, options),
    ]) {
      expect(use).toThrow(gone)
    }
    await expect(run).rejects.toEqual(gone)
    await expect(findLearningRate(network, rows)).rejects.toEqual(gone)
    expect(loaded.predict(new Float32Array(16))).toHaveLength(10)
    loaded[Symbol.dispose]?.()
    if (Symbol.dispose) expect(() => loaded.sha256()).toThrow(gone)
  }
})

test('one that needs more than 256 KiB moves to a memory of its own, with the bits of one that never moved', async () => {
  const large = createDataset({
    inputs: 16,
    features: Float32Array.from({ length: 16 * 8000 }, (_, i) => Math.fround(((i * 37) % 101) / 100)),
    labels: Array.from({ length: 8000 }, (_, i) => i % 10),
  })
  const run = { ...options, epochs: 1, batchSize: 400, validation: rows }
  const [first, second, third] = [await make(5), await make(5), await make(5)]
  expect(memoryOf(second)).toBe(memoryOf(third))
  await train(second, large, run)
  await train(first, large, run)
  expect(memoryOf(second)).not.toBe(memoryOf(third))
  expect(second.sha256()).toBe(first.sha256())
})

test('10,000 networks that are disposed of one after the other lie in one place', async () => {
  await make()
  const places = new Set<number>()
  for (let i = 0; i < 10_000; i++) {
    const network = await make()
    places.add(arenaOf(network).core.start)
    network.dispose()
  }
  expect(places.size).toBe(1)
})
