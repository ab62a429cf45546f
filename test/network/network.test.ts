import { createHash } from 'node:crypto'
import { describe, expect, test } from 'vitest'
import { createDataset } from '../../src/data/create-dataset.js'
import { createNetwork, loadEngine, sgd, train } from '../../src/entry/index.js'
import { dense } from '../../src/layers/dense.js'
import { arenaOf } from '../../src/network/network.js'
import { exactSoftmax } from '../reference/losses.js'
import { exactLoss, exactOutputs } from '../reference/network.js'
import { labelled, scatter, targeted, uniform, valuesOf } from './data.js'

const engines = ['wasm', 'js'] as const

describe.each(engines)('evaluate on %s', (engine) => {
  test.each([
    ['softmaxCrossEntropy', 3],
    ['binaryCrossEntropy', 3],
    ['meanSquaredError', 3],
  ] as const)(
    '%s: the loss is within 1e-6 of f64 and the accuracy exact, over several batches',
    async (loss, classes) => {
      // 600 rows: two batches of 256 and one of 88
      const dataset = labelled(600, 4, classes)
      const layers = [dense(9, 'tanh'), dense(classes)]
      const network = scatter(await createNetwork({ inputs: 4, layers, loss, engine: await loadEngine(engine) }))
      const parameters = network.parameters()
      const exact = exactLoss(network.plan, parameters, dataset)
      const result = network.evaluate(dataset)
      expect(Math.abs(result.loss - exact)).toBeLessThan(1e-6)
      expect(result.count).toBe(600)
      let correct = 0
      for (let b = 0; b < 600; b++) {
        const y = exactOutputs(network.plan, parameters, dataset.features.subarray(4 * b, 4 * b + 4))
        if (y.indexOf(Math.max(...y)) === dataset.labels[b]) correct++
      }
      expect(correct).toBeGreaterThan(0)
      expect(result.accuracy).toBe(correct / 600)
    },
  )

  test('a dataset with targets has a loss and no accuracy', async () => {
    const dataset = targeted(300, 3, 2)
    const layers = [dense(5, 'relu'), dense(2)]
    const network = scatter(
      await createNetwork({ inputs: 3, layers, loss: 'meanSquaredError', engine: await loadEngine(engine) }),
    )
    const { loss, accuracy } = network.evaluate(dataset)
    expect(Math.abs(loss - exactLoss(network.plan, network.parameters(), dataset))).toBeLessThan(1e-6)
    expect(accuracy).toBeNull()
  })

  test('a single output says class 1 above logit 0, with squared errors above 1/2', async () => {
    const features = Float32Array.of(-1, -0.1, 0, 0.1, 0.4, 0.5, 0.6, 2)
    const dataset = (labels: number[]) => createDataset({ inputs: 1, features, labels, classes: 2 })
    for (const [loss, labels] of [
      ['binaryCrossEntropy', [0, 0, 0, 1, 1, 1, 1, 1]],
      ['meanSquaredError', [0, 0, 0, 0, 0, 0, 1, 1]],
    ] as const) {
      const network = await createNetwork({ inputs: 1, layers: [dense(1)], loss, engine: await loadEngine(engine) })
      // y = x
      network.setParameters(Float32Array.of(1, 0))
      expect(network.evaluate(dataset([...labels])).accuracy).toBe(1)
      expect(network.evaluate(dataset(labels.map((label) => 1 - label))).accuracy).toBe(0)
      const first = [1 - labels[0]!, ...labels.slice(1)]
      expect(network.evaluate(dataset(first)).accuracy).toBe(7 / 8)
    }
  })

  test('softmax over a single class is always right, and a tie goes to the first class', async () => {
    const features = Float32Array.of(-1, 1)
    const one = await createNetwork({ inputs: 1, layers: [dense(1)], engine: await loadEngine(engine) })
    one.setParameters(Float32Array.of(1, 0))
    expect(one.evaluate(createDataset({ inputs: 1, features, labels: [0, 0] }))).toMatchObject({ loss: 0, accuracy: 1 })
    const tied = await createNetwork({ inputs: 1, layers: [dense(2)], engine: await loadEngine(engine) })
    tied.setParameters(new Float32Array(4))
    const { loss, accuracy } = tied.evaluate(createDataset({ inputs: 1, features, labels: [0, 1] }))
    expect(accuracy).toBe(1 / 2)
    expect(Math.abs(loss - Math.LN2)).toBeLessThan(1e-15)
  })
})

describe.each(engines)('predict on %s', (engine) => {
  test('one row gives the bits that it has in a batch of 300, and each probability is within 1e-6 of f64', async () => {
    const { features } = labelled(300, 4, 3)
    const network = scatter(
      await createNetwork({ inputs: 4, layers: [dense(7, 'sigmoid'), dense(3)], engine: await loadEngine(engine) }),
    )
    const all = network.predict(features)
    expect(all.length).toBe(900)
    for (let b = 0; b < 300; b++) {
      const row = features.slice(4 * b, 4 * b + 4)
      const p = all.slice(3 * b, 3 * b + 3)
      expect(network.predict(row as Float32Array)).toEqual(p)
      const exact = exactSoftmax(exactOutputs(network.plan, network.parameters(), row))
      exact.forEach((wanted, j) => {
        expect(Math.abs(p[j]! - wanted)).toBeLessThan(1e-6)
      })
      expect(Math.abs(p[0]! + p[1]! + p[2]! - 1)).toBeLessThan(5 * 2 ** -24)
    }
  })

  test('binaryCrossEntropy answers sigmoid(logit), meanSquaredError the outputs themselves', async () => {
    const rows = uniform(10, 'rows', 3)
    for (const [loss, answer] of [
      ['binaryCrossEntropy', (y: number) => 1 / (1 + Math.exp(-y))],
      ['meanSquaredError', (y: number) => y],
    ] as const) {
      const network = await createNetwork({ inputs: 1, layers: [dense(2)], loss, engine: await loadEngine(engine) })
      // y = (2 x + 1, -x)
      network.setParameters(Float32Array.of(2, -1, 1, 0))
      const got = network.predict(rows)
      rows.forEach((x, b) => {
        expect(Math.abs(got[2 * b]! - answer(2 * x + 1))).toBeLessThan(1e-6)
        expect(Math.abs(got[2 * b + 1]! - answer(-x))).toBeLessThan(1e-6)
      })
    }
  })

  test('bytes, floats and plain numbers of the same values give the same bits, at widths that fill words and not', async () => {
    for (const inputs of [3, 4, 8, 13]) {
      const bytes = Uint8Array.from(uniform(inputs * 5, 'bytes', 128), (x) => x + 128)
      const network = scatter(
        await createNetwork({ inputs, layers: [dense(5, 'relu'), dense(2)], engine: await loadEngine(engine) }),
      )
      network.standardize({ mean: new Float32Array(inputs).fill(99), scale: new Float32Array(inputs).fill(0.01) })
      const wanted = network.predict(Float32Array.from(bytes))
      expect(network.predict(bytes)).toEqual(wanted)
      expect(network.predict(Array.from(bytes))).toEqual(wanted)
      // bytes that do not start on a word
      const moved = new Uint8Array(bytes.length + 1)
      moved.set(bytes, 1)
      expect(network.predict(moved.subarray(1))).toEqual(wanted)
    }
  })

  test('the input scale acts as (raw - mean) scale on every row', async () => {
    const network = await createNetwork({
      inputs: 2,
      layers: [dense(1)],
      loss: 'meanSquaredError',
      engine: await loadEngine(engine),
    })
    network.setParameters(Float32Array.of(1, 10, 0.5))
    network.standardize({ mean: Float32Array.of(1, 2), scale: Float32Array.of(2, 0.5) })
    // (3 - 1) 2 + 10 (4 - 2) 0.5 + 0.5 = 14.5 and (1 - 1) 2 + 10 (0 - 2) 0.5 + 0.5 = -9.5
    expect(network.predict([3, 4, 1, 0])).toEqual(Float32Array.of(14.5, -9.5))
  })

  test('answers are a copy and ask nothing of the parameters', async () => {
    const network = scatter(await createNetwork({ inputs: 2, layers: [dense(2)], engine: await loadEngine(engine) }))
    const before = network.sha256()
    const first = network.predict([1, 2])
    const kept = first.slice()
    network.predict([5, -5])
    expect(first).toEqual(kept)
    expect(network.sha256()).toBe(before)
  })
})

describe('parameters', () => {
  test('the hash is SHA-256 over W then b of each layer as little-endian f32, by node:crypto', async () => {
    const network = scatter(await createNetwork({ inputs: 3, layers: [dense(4, 'relu'), dense(5, 'relu'), dense(2)] }))
    const hash = createHash('sha256')
    for (let layer = 0; layer < 3; layer++) {
      for (const tensor of [valuesOf(network, layer, 'weights'), valuesOf(network, layer, 'biases')]) {
        const bytes = Buffer.alloc(4 * tensor.length)
        tensor.forEach((x, i) => {
          bytes.writeFloatLE(x, 4 * i)
        })
        hash.update(bytes)
      }
    }
    expect(network.sha256()).toBe(hash.digest('hex'))
    expect(network.parameterCount).toBe(3 * 4 + 4 + 4 * 5 + 5 + 5 * 2 + 2)
  })

  test('NaN has no hash, infinity and -0 have', async () => {
    const network = await createNetwork({ inputs: 1, layers: [dense(1)], loss: 'meanSquaredError' })
    network.setParameters(Float32Array.of(1, Number.NaN))
    expect(() => network.sha256()).toThrow(
      new RangeError('sha256: "parameters" expected numbers, got NaN; the run diverged; lower the learning rate'),
    )
    const hashes = [0, -0, Infinity].map((x) => {
      network.setParameters(Float32Array.of(1, x))
      return network.sha256()
    })
    expect(new Set(hashes).size).toBe(3)
  })

  test('setParameters takes back what parameters gave, in the order of the layers', async () => {
    const network = await createNetwork({ inputs: 2, layers: [dense(2, 'relu'), dense(1)], loss: 'meanSquaredError' })
    const values = Float32Array.from({ length: 9 }, (_, i) => i)
    network.setParameters(values)
    expect(network.parameters()).toEqual(values)
    expect(valuesOf(network, 0, 'weights')).toEqual(Float32Array.of(0, 1, 2, 3))
    expect(valuesOf(network, 0, 'biases')).toEqual(Float32Array.of(4, 5))
    expect(valuesOf(network, 1, 'weights')).toEqual(Float32Array.of(6, 7))
    expect(valuesOf(network, 1, 'biases')).toEqual(Float32Array.of(8))
  })

  test('the summary is a table of the layers', async () => {
    const network = await createNetwork({ inputs: 784, layers: [dense(128, 'relu'), dense(10)] })
    // 785 * 128 = 100,480 and 129 * 10 = 1290
    expect(network.summary()).toBe(
      [
        'layer                   tensors                        output  parameters  bytes   FLOP',
        'dense 128 relu he       weights 784 x 128, biases 128  128     100480      401920  200704',
        'dense 10 linear glorot  weights 128 x 10, biases 10    10      1290        5160    2560',
        '101770 parameters, 407080 bytes, 203264 FLOP a row, loss softmaxCrossEntropy',
      ].join('\n'),
    )
  })
})

describe('what a network refuses', async () => {
  const network = await createNetwork({ inputs: 3, layers: [dense(2)] })
  const single = await createNetwork({ inputs: 3, layers: [dense(1)], loss: 'binaryCrossEntropy' })
  const regression = await createNetwork({ inputs: 3, layers: [dense(2)], loss: 'meanSquaredError' })
  const shaped = await createNetwork({ inputs: [1, 3, 1], layers: [dense(2)] })
  const float = (n: number) => new Float32Array(n)

  const refused: [() => unknown, ErrorConstructor, string][] = [
    [() => network.evaluate(undefined as never), TypeError, 'evaluate: "dataset" expected a dataset, got undefined'],
    [
      () => single.evaluate(createDataset({ inputs: 3, features: float(6), targets: Float32Array.of(0.5, 7) })),
      RangeError,
      'evaluate: "targets[1]" expected a number from 0 to 1, as binaryCrossEntropy needs, got 7',
    ],
    [
      () => network.evaluate(labelled(9, 4, 2)),
      RangeError,
      'evaluate: "dataset" expected rows of 3 inputs, as the network has, got 4',
    ],
    [
      () => shaped.evaluate(createDataset({ shape: [3, 1, 1], features: float(6), labels: [0, 1] })),
      RangeError,
      'evaluate: "dataset" expected rows of shape 1 x 3 x 1, as the network has, got 3 x 1 x 1',
    ],
    [
      () => shaped.evaluate(labelled(9, 4, 2)),
      RangeError,
      'evaluate: "dataset" expected rows of 3 inputs, as the network has, got 4',
    ],
    [
      () => network.evaluate(labelled(9, 3, 3)),
      RangeError,
      'evaluate: "dataset" expected at most 2 classes, as the network has outputs, got 3',
    ],
    [
      () => single.evaluate(labelled(9, 3, 3)),
      RangeError,
      'evaluate: "dataset" expected at most 2 classes, as the network has outputs, got 3',
    ],
    [
      () => network.evaluate(targeted(9, 3, 2)),
      RangeError,
      'evaluate: "dataset" expected labels, which softmaxCrossEntropy needs, got targets',
    ],
    [
      () => regression.evaluate(targeted(9, 3, 1)),
      RangeError,
      'evaluate: "targets" expected rows of 2, as the network has outputs, got 1',
    ],
    [() => network.predict([1, 2, 3, 4]), RangeError, 'predict: "features" expected rows of 3 numbers, got 4'],
    [() => network.predict([]), RangeError, 'predict: "features" expected rows of 3 numbers, got 0'],
    [
      () => network.predict(new Float64Array(3) as never),
      TypeError,
      'predict: "features" expected Uint8Array, Float32Array or numbers, got Float64Array of length 3',
    ],
    [
      () => network.predict([1, Number.NaN, 3]),
      RangeError,
      'predict: "features[0][1]" expected a finite number, got NaN',
    ],
    [() => network.setParameters(float(7)), RangeError, 'setParameters: "values" expected length 8, got 7'],
    [
      () => network.setParameters([1] as never),
      TypeError,
      'setParameters: "values" expected Float32Array, got an array of length 1',
    ],
    [
      () => network.standardize({ mean: float(2), scale: float(3) }),
      RangeError,
      'standardize: "mean" expected length 3, got 2',
    ],
    [
      () => network.standardize({ mean: float(3), scale: float(3).fill(Infinity) }),
      RangeError,
      'standardize: "scale[0][0]" expected a finite number, got Infinity',
    ],
    [
      () => network.standardize({ mean: [0, 0, 0] as never, scale: float(3) }),
      TypeError,
      'standardize: "mean" expected Float32Array, got an array of length 3',
    ],
    [() => network.predict([1, null, 3] as never), TypeError, 'predict: "features[1]" expected a number, got null'],
    [() => network.predict([1, 2, ''] as never), TypeError, 'predict: "features[2]" expected a number, got ""'],
    [() => network.predict([true, 2, 3] as never), TypeError, 'predict: "features[0]" expected a number, got true'],
    [() => network.predict([[1, 2, 3]] as never), TypeError, 'predict: "features[0]" expected a number, got an array'],
  ]
  test.each(refused.map(([run, kind, message]) => [message, run, kind] as const))('%s', (message, run, kind) => {
    const error = (() => {
      try {
        return run()
      } catch (reason) {
        return reason
      }
    })()
    expect(error).toBeInstanceOf(kind)
    expect((error as Error).message).toContain(message)
  })

  test('what was refused has changed nothing', () => {
    expect(network.standardized).toBe(false)
    expect(network.standardization.scale).toEqual(Float32Array.of(1, 1, 1))
  })
})

test('where the host has no memory to hold the data, the same bits come of rows copied in', async () => {
  const data = labelled(40, 3, 2)
  const options = { epochs: 2, batchSize: 8, optimizer: sgd({ learningRate: 0.1 }) }
  const hashes = []
  for (const refuses of [false, true]) {
    const network = await createNetwork({ inputs: 3, layers: [dense(4, 'relu'), dense(2)] })
    const arena = arenaOf(network)
    arena.reserve(256, 1)
    const { core } = arena
    const grow = core.grow
    // laid out for the batches already, so that only the data asks for more
    if (refuses) {
      core.grow = (bytes) => {
        if (bytes > arena.batch.end) throw new RangeError('no memory')
        grow(bytes)
      }
    }
    await train(network, data, options)
    hashes.push(network.sha256())
  }
  expect(hashes[1]).toBe(hashes[0])
})

test('rows of data that the arena holds give the bits of rows copied in, also after memory and slots have grown', async () => {
  for (const features of [Uint8Array.from({ length: 60 }, (_, i) => (37 * i) % 256), uniform(60, 'held')]) {
    const dataset = createDataset({ inputs: 3, features, labels: new Array(20).fill(0), classes: 2 })
    const order = Uint32Array.of(7, 0, 19, 7, 3)
    const network = await createNetwork({ inputs: 3, layers: [dense(2)] })
    arenaOf(network).reserve(5)
    const x = () =>
      arenaOf(network).core.f32.slice(
        arenaOf(network).batch.outputs[0]! >> 2,
        (arenaOf(network).batch.outputs[0]! >> 2) + 15,
      )
    arenaOf(network).loadRows(dataset, order, 0, 5)
    const copied = x()
    arenaOf(network).hold(dataset)
    for (const grow of [() => {}, () => arenaOf(network).reserve(300), () => arenaOf(network).reserve(300, 2)]) {
      grow()
      arenaOf(network).loadRows(dataset, order, 0, 5)
      expect(x()).toEqual(copied)
    }
  }
})
