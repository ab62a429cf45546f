import { describe, expect, test } from 'vitest'
import {
  createNetwork,
  dense,
  type Layer,
  type LayerDescription,
  type Loss,
  loadEngine,
  loadNetwork,
  sgd,
  train,
} from '../../src/entry/index.js'
import { labelled, targeted } from '../network/data.js'

/** Y = X times a factor, in plain JS: no tensors, or a wrong one. */
const times = (factor: number, change: object = {}): Layer => ({
  description: { kind: 'times', factor },
  bind: (input) => {
    const size = input.reduce((product, length) => product * length, 1)
    return {
      output: input,
      tensors: [],
      kept: 0,
      workspace: () => 0,
      forward({ core: { f32 }, x, y }, rows) {
        for (let i = 0; i < rows * size; i++) f32[y / 4 + i] = f32[x / 4 + i]! * factor
      },
      backward({ core: { f32 }, dy, dx }, rows) {
        for (let i = 0; dx !== 0 && i < rows * size; i++) f32[dx / 4 + i] = f32[dy / 4 + i]! * factor
      },
      ...change,
    }
  },
})

const absolute: Loss = {
  name: 'absolute',
  takes: 'targets',
  logits: false,
  threshold: 0.5,
  terms: (rows, outputs) => rows * outputs,
  gradient({ core: { f32 }, y, dy, targets }, rows, outputs) {
    let sum = 0
    for (let i = 0; i < rows * outputs; i++) {
      const distance = Math.fround(f32[y / 4 + i]! - f32[targets / 4 + i]!)
      sum += Math.abs(distance)
      f32[dy / 4 + i] = Math.sign(distance) / (rows * outputs)
    }
    return sum
  },
  answer() {},
  constant: () => Number.POSITIVE_INFINITY,
}

describe('a layer of one’s own', () => {
  test('between dense layers gives both engines the same bits, and activations below it are differentiated', async () => {
    const run = async (engine: 'wasm' | 'js') => {
      const layers = [dense(9, 'tanh'), times(0.5), dense(7, 'relu'), times(3), times(0.25), dense(3)]
      const network = await createNetwork({ inputs: 5, layers, engine: await loadEngine(engine), seed: 4 })
      const optimizer = sgd({ learningRate: 0.1, momentum: 0.9 })
      const { loss } = await train(network, labelled(60, 5, 3), { epochs: 20, batchSize: 7, optimizer })
      expect(loss.at(-1)!).toBeLessThan(loss[0]! / 2)
      return network.sha256()
    }
    expect(await run('js')).toBe(await run('wasm'))
  })

  test('as the identity it changes no bit of a network without it', async () => {
    const data = labelled(30, 5, 3)
    const options = { epochs: 2, batchSize: 8, optimizer: sgd({ learningRate: 0.1 }) }
    const plain = await createNetwork({ inputs: 5, layers: [dense(6, 'sigmoid'), dense(3)] })
    const own = await createNetwork({
      inputs: 5,
      layers: [times(1), dense(6, 'sigmoid'), times(1), dense(3), times(1)],
    })
    own.setParameters(plain.parameters())
    await train(plain, data, options)
    await train(own, data, options)
    expect(own.sha256()).toBe(plain.sha256())
  })

  test('comes back from a file with its factory, and is refused by its kind without', async () => {
    const network = await createNetwork({ inputs: 5, layers: [times(2), dense(3)], loss: absolute })
    const file = network.save()
    const own = { layers: { times: ({ factor }: { factor: number }) => times(factor) }, losses: [absolute] }
    const loaded = await loadNetwork(file, own)
    expect(loaded.predict([1, 2, 3, 4, 5])).toEqual(network.predict([1, 2, 3, 4, 5]))
    await expect(loadNetwork(file, { losses: [absolute] })).rejects.toThrow(
      /loadNetwork: "layers\[0\].kind" expected one of .*dense.* got "times"/,
    )
    await expect(loadNetwork(file, { layers: own.layers })).rejects.toThrow(/"loss" expected one of .* got "absolute"/)
  })

  test.each([
    ['output', { output: [2.5] }],
    ['output', { output: [] }],
    ['forward', { forward: undefined }],
    ['backward', { backward: 3 }],
    ['workspace', { workspace: undefined }],
    ['workspace(1)', { workspace: () => Number.NaN }],
    ['kept', { kept: undefined }],
    ['kept', { kept: 1.5 }],
    ['family', { family: 'layer' }],
    ['family', { family: null }],
    ['flops', { flops: -1 }],
    ['outputActivation', { outputActivation: 'rellu' }],
    ['tensors', { tensors: undefined }],
    ['gain', { tensors: [{ name: 'gain', shape: [0], role: 'scale', init() {} }] }],
    ['gain.role', { tensors: [{ name: 'gain', shape: [1], role: 'gain', init() {} }] }],
    ['gain.init', { tensors: [{ name: 'gain', shape: [1], role: 'scale' }] }],
  ])('with a wrong %s is refused before memory is laid out', async (name, change) => {
    const made = createNetwork({ inputs: 5, layers: [dense(4), times(1, change), dense(3)] })
    await expect(made).rejects.toThrow(`createNetwork: "layers[1].${name}" expected`)
  })
})

test.each([undefined, null, 3])('one whose bind gives %s is refused', async (bound) => {
  const made = createNetwork({ inputs: 5, layers: [{ ...times(1), bind: () => bound as never }] })
  await expect(made).rejects.toThrow('createNetwork: "layers[0].bind" expected a bound layer, got ')
})

test('a description may hold whatever JSON does', async () => {
  const description = { kind: 'times', value: { deep: [{ none: null, yes: true, name: 'a', number: 1.5 }] } }
  const network = await createNetwork({ inputs: 2, layers: [{ ...times(1), description }, dense(2)] })
  const read: unknown[] = []
  const again = (kept: LayerDescription) => {
    read.push(kept)
    return { ...times(1), description: kept }
  }
  await loadNetwork(network.save(), { layers: { times: again } })
  expect(read[0]).toEqual(description)
})

test('a description that a file would lose is refused', async () => {
  for (const value of [Number.POSITIVE_INFINITY, () => 1, Float32Array.of(1), undefined, new Map()]) {
    const layer: Layer = { ...times(1), description: { kind: 'times', value } }
    await expect(createNetwork({ inputs: 2, layers: [layer, dense(2)] })).rejects.toThrow(
      'createNetwork: "layers[0].description.value" expected plain JSON',
    )
  }
})

test('a layer that is used twice with one list of tensors has two of them', async () => {
  const tensors = [{ name: 'gain', shape: [4], role: 'scale', init: (values: Float32Array) => values.fill(1) }]
  const gain = times(1, { tensors })
  const network = await createNetwork({ inputs: 4, layers: [gain, gain, dense(2)] })
  expect(network.parameterCount).toBe(4 + 4 + 10)
  const values = network.parameters().map((_, i) => i)
  network.setParameters(values)
  expect(network.parameters()).toEqual(values)
})

describe('a loss of one’s own', () => {
  test('trains to the same bits on both engines, and evaluation and range are its own', async () => {
    const run = async (engine: 'wasm' | 'js') => {
      const network = await createNetwork({
        inputs: 4,
        layers: [dense(8, 'tanh'), dense(2)],
        loss: absolute,
        engine: await loadEngine(engine),
      })
      const data = targeted(50, 4, 2)
      const before = network.evaluate(data).loss
      await train(network, data, { epochs: 30, batchSize: 9, optimizer: sgd({ learningRate: 0.02, momentum: 0.9 }) })
      expect(network.evaluate(data).loss).toBeLessThan(before / 2)
      return network.sha256()
    }
    expect(await run('js')).toBe(await run('wasm'))
  })

  test.each([
    ['loss', 3],
    ['loss', {}],
    ['loss.gradient', { ...absolute, gradient: undefined }],
    ['loss.takes', { ...absolute, takes: 'both' }],
    ['loss.name', { ...absolute, name: 'meanSquaredError' }],
    ['loss.name', { ...absolute, name: 'huber' }],
  ])('with a wrong %s is refused', async (name, loss) => {
    const made = createNetwork({ inputs: 2, layers: [dense(1)], loss: loss as never })
    await expect(made).rejects.toThrow(`createNetwork: "${name}" expected`)
  })
})
