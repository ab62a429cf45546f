import { join } from 'node:path'
import { Worker } from 'node:worker_threads'
import { describe, expect, test } from 'vitest'
import {
  activation,
  averagePool2d,
  batchNorm,
  cloneNetwork,
  conv2d,
  createNetwork,
  dense,
  dropout,
  loadEngine,
  loadNetwork,
  maxPool2d,
  residual,
  sgd,
  Training,
  train,
  trainInWorker,
} from '../../src/entry/index.js'
import { gradientsOf, labelled, scatter } from '../network/data.js'

const script = join(import.meta.dirname, '../../dist/worker/index.js')
const data = labelled(60, 6, 3)
const options = { epochs: 3, batchSize: 8, optimizer: sgd({ learningRate: 0.05, momentum: 0.9 }), seed: 7 }

/** Every kind of inner layer: with state, by lot, with an activation at the end, in both branches and nested. */
const block = () =>
  residual(
    [
      dense(9, 'tanh'),
      batchNorm(),
      residual([dense(5, 'relu'), dropout(0.3), dense(9, 'sigmoid')]),
      activation('silu'),
      dense(7, 'tanh'),
    ],
    { shortcut: [dense(7, 'tanh'), batchNorm()] },
  )
const make = async (engine: 'wasm' | 'js' = 'wasm') =>
  createNetwork({
    inputs: 6,
    layers: [dense(6, 'relu'), block(), activation('relu'), dense(3)],
    seed: 3,
    engine: await loadEngine(engine),
  })

test('the sum of both branches comes out, and by default the input itself is one of them', async () => {
  const network = await createNetwork({ inputs: 2, layers: [residual([dense(2)])], loss: 'meanSquaredError' })
  network.setParameters(Float32Array.of(1, 2, 3, 4, 0.5, -0.5))
  expect([...network.predict([1, 10])]).toEqual([1 + 30 + 0.5 + 1, 2 + 40 - 0.5 + 10])
  const layers = [residual([maxPool2d(2)], { shortcut: [averagePool2d(2)] })]
  const images = await createNetwork({ inputs: [2, 2, 1], layers, loss: 'meanSquaredError' })
  expect([...images.predict([1, 2, 3, 6])]).toEqual([9])
})

test('the description holds those of its layers, the tensors have names of their own, and the summary shows both', async () => {
  const network = await make()
  expect(network.plan.layers[1]).toMatchObject({
    kind: 'residual',
    shortcut: [{ kind: 'dense' }, { kind: 'batchNorm' }],
  })
  expect(residual([dense(2)]).description).toMatchObject({ layers: [{ kind: 'dense' }], shortcut: 'identity' })
  const names = network.tensors().flatMap(({ layer, name }) => (layer === 1 ? [name] : []))
  expect(names.slice(0, 8)).toEqual([
    '0.weights',
    '0.biases',
    '1.gamma',
    '1.beta',
    '1.runningMean',
    '1.runningVariance',
    '2.0.weights',
    '2.0.biases',
  ])
  expect(names).toContain('shortcut.1.runningVariance')
  expect(network.summary()).toContain('residual [dense 9 tanh glorot, batchNorm')
})

describe.each(['wasm', 'js'] as const)('on %s', (engine) => {
  test('gradients are within 2e-3 of central differences with layers of every kind in both branches, what is dropped held still', async () => {
    for (const layers of [
      [block(), dense(3)],
      [dense(6, 'tanh'), block(), activation('tanh'), dense(3)],
    ]) {
      const network = scatter(await createNetwork({ inputs: 6, layers, engine: await loadEngine(engine) }))
      const { gradients } = gradientsOf(network, data)
      const values = network.parameters()
      const trained = network.tensors().flatMap(({ role, values }) => Array.from(values, () => role !== 'state'))
      const lossAt = (i: number, value: number) => {
        network.setParameters(values.map((old, j) => (j === i ? value : old)))
        return gradientsOf(network, data).loss
      }
      const largest = Math.max(...gradients.map(Math.abs))
      let next = 0
      for (let i = 0; i < values.length; i++) {
        if (!trained[i]) continue
        const gradient = gradients[next++]!
        if (i % 7 > 0) continue
        const h = 2 ** -9
        const slope = (lossAt(i, values[i]! + h) - lossAt(i, values[i]! - h)) / (2 * h)
        expect(Math.abs(slope - gradient), `parameter ${i}`).toBeLessThan(2e-3 * largest)
      }
    }
  })

  test('the gradients of a batch do not depend on how many rows the batch before had', async () => {
    const [used, fresh] = [scatter(await make(engine)), scatter(await make(engine))]
    const state = used.parameters()
    gradientsOf(used, labelled(17, 6, 3))
    used.evaluate(data)
    used.setParameters(state)
    const few = labelled(5, 6, 3)
    expect(gradientsOf(used, few)).toEqual(gradientsOf(fresh, few))
  })
})

test('both engines give the same bits, and so do a file, a clone, a worker, and a run resumed from any step', async () => {
  const [wasm, js, there] = await Promise.all([make('wasm'), make('js'), make()])
  const files: Uint8Array[] = []
  const training = new Training(wasm, data, { ...options, onStep: () => files.push(training.checkpoint()) })
  for await (const _ of training);
  await train(js, data, options)
  expect(js.sha256()).toBe(wasm.sha256())
  const worker = new Worker(script)
  await trainInWorker(worker, there, data, options).history
  await worker.terminate()
  expect(there.sha256()).toBe(wasm.sha256())
  for (const again of [await loadNetwork(wasm.save(), { engine: await loadEngine('js') }), await cloneNetwork(wasm)]) {
    expect(again.sha256()).toBe(wasm.sha256())
    expect(again.evaluate(data)).toEqual(wasm.evaluate(data))
  }
  for (const resume of files.filter((_, i) => i % 7 === 0)) {
    const other = await make()
    await train(other, data, { ...options, resume })
    expect(other.sha256()).toBe(wasm.sha256())
  }
})

test('frozen, the state within stays too', async () => {
  const [network, before] = await Promise.all([make(), make()])
  await train(network, data, { ...options, frozen: [1] })
  const inside = (from: typeof network) => from.tensors().filter(({ layer }) => layer === 1)
  expect(inside(network)).toEqual(inside(before))
  expect(network.sha256()).not.toBe(before.sha256())
})

test('a layer of one’s own within comes back from a file with its factory, and is refused by its place without', async () => {
  const own = { ...dense(4), description: { kind: 'mine' } }
  const layers = [residual([own, dense(6)]), dense(3)]
  const network = await createNetwork({ inputs: 6, layers })
  const loaded = await loadNetwork(network.save(), { layers: { mine: () => own } })
  expect(loaded.sha256()).toBe(network.sha256())
  await expect(loadNetwork(network.save())).rejects.toThrow(/"layers\[0\]\.layers\[0\]\.kind" expected one of .*"mine"/)
  const worker = new Worker(script)
  await expect((async () => trainInWorker(worker, network, data, options).history)()).rejects.toThrow(
    /layers\[0\]\.layers\[0\]\.kind/,
  )
  await worker.terminate()
})

test.each([
  [() => residual([]), RangeError, 'residual: "layers" expected at least one layer'],
  [() => residual(dense(3) as never), TypeError, 'residual: "layers" expected an array of layers'],
  [() => residual([3 as never]), TypeError, '"layers[0]" expected a layer, got 3'],
  [() => residual([dense(3)], { shortcut: 'none' as never }), TypeError, '"shortcut" expected an array of layers'],
  [() => residual([dense(3)], { short: [] } as never), TypeError, 'unknown option "short"'],
  [
    () => residual([dense(3)]).bind([4]),
    RangeError,
    '"layers" expected an output of 4, which is what the shortcut gives, got 3; give a shortcut',
  ],
  [
    () => residual([conv2d(8, { kernelSize: 3 })]).bind([8, 8, 3]),
    RangeError,
    'expected an output of 8 x 8 x 3, which is what the shortcut gives, got 6 x 6 x 8; give a shortcut that brings the input to 6 x 6 x 8',
  ],
  [
    () => residual([maxPool2d(2)], { shortcut: [dense(4)] }).bind([2, 4, 2]),
    RangeError,
    '"layers" expected an output of 4, which is what the shortcut gives, got 1 x 2 x 2; make both give',
  ],
])('refuses %s, naming both shapes', (make, kind, text) => {
  expect(make).toThrow(kind)
  expect(make).toThrow(text)
})
