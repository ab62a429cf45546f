import { describe, expect, test } from 'vitest'
import { cloneNetwork, createNetwork, loadEngine, type NetworkOptions } from '../../src/entry/index.js'
import { dense } from '../../src/layers/dense.js'
import { stream } from '../../src/math/random.js'
import { arenaOf } from '../../src/network/network.js'
import { labelled, scatter, valuesOf } from './data.js'

const plan = (options: object): NetworkOptions => ({ inputs: 3, layers: [dense(4, 'relu'), dense(2)], ...options })

describe('starting weights', () => {
  test.each([
    ['relu', undefined, Math.sqrt(6 / 60)],
    ['leakyRelu', undefined, Math.sqrt(6 / 60)],
    ['linear', undefined, Math.sqrt(6 / (60 + 90))],
    ['tanh', undefined, Math.sqrt(6 / (60 + 90))],
    ['sigmoid', undefined, Math.sqrt(6 / (60 + 90))],
    ['relu', 'glorot', Math.sqrt(6 / (60 + 90))],
    ['tanh', 'he', Math.sqrt(6 / 60)],
  ] as const)(
    '%s with %s: uniform on the limit, mean and mean square within 5 standard errors',
    async (activation, how, limit) => {
      const network = await createNetwork({ inputs: 60, layers: [dense(90, activation, how), dense(2)], seed: 3 })
      const w = valuesOf(network, 0, 'weights')
      expect(w.length).toBe(5400)
      const size = Math.max(...w.map(Math.abs))
      expect(size).toBeLessThanOrEqual(Math.fround(limit))
      expect(size).toBeGreaterThan(0.99 * limit)
      const mean = w.reduce((sum, x) => sum + x, 0) / w.length
      const square = w.reduce((sum, x) => sum + x * x, 0) / w.length
      // of a uniform variable on (-1, 1): variance 1/3, variance of the square 1/5 - 1/9
      expect(Math.abs(mean)).toBeLessThan((5 * limit * Math.sqrt(1 / 3)) / Math.sqrt(5400))
      expect(Math.abs(square - limit ** 2 / 3)).toBeLessThan((5 * limit ** 2 * Math.sqrt(4 / 45)) / Math.sqrt(5400))
    },
  )

  test('weight k of layer l is draw k of the stream of seed and l, times the limit; biases are 0', async () => {
    const network = await createNetwork(plan({ seed: 42 }))
    for (const [layer, limit] of [
      [0, Math.sqrt(6 / 3)],
      [1, Math.sqrt(6 / (4 + 2))],
    ] as const) {
      const random = stream(42, 'init', layer)
      const wanted = valuesOf(network, layer, 'weights').map(() => (2 * random.uniform() - 1) * limit)
      expect(valuesOf(network, layer, 'weights')).toEqual(wanted)
      expect(valuesOf(network, layer, 'biases').every((b) => b === 0)).toBe(true)
    }
  })

  test('are the same in both engines, and others for another seed', async () => {
    const [wasm, js, other] = await Promise.all([
      createNetwork(plan({ seed: 1, engine: 'wasm' })),
      createNetwork(plan({ seed: 1, engine: await loadEngine('js') })),
      createNetwork(plan({ seed: 2 })),
    ])
    expect(wasm.engine).toBe('wasm')
    expect(js.engine).toBe('js')
    expect(js.parameters()).toEqual(wasm.parameters())
    expect(other.sha256()).not.toBe(wasm.sha256())
  })

  test('another layer at the end does not move those before it', async () => {
    const short = await createNetwork({ inputs: 5, layers: [dense(7, 'relu'), dense(3, 'relu'), dense(2)] })
    const long = await createNetwork({ inputs: 5, layers: [dense(7, 'relu'), dense(3, 'relu'), dense(2), dense(2)] })
    for (const layer of [0, 1, 2]) expect(valuesOf(long, layer, 'weights')).toEqual(valuesOf(short, layer, 'weights'))
  })

  test('the loss is softmaxCrossEntropy and the seed 1 where none is given', async () => {
    const network = await createNetwork(plan({}))
    expect(network.plan).toMatchObject({ inputs: 3, loss: 'softmaxCrossEntropy', seed: 1 })
    expect(network.sha256()).toBe((await createNetwork(plan({ seed: 1 }))).sha256())
  })
})

describe('what createNetwork refuses', () => {
  const linearLast = (got: string, loss: string) =>
    `createNetwork: "layers" expected a linear last layer, got ${got}; ${loss} takes logits and applies its own squashing`
  const refused: [object, ErrorConstructor, string][] = [
    [
      { hidden: 3 },
      TypeError,
      'createNetwork: unknown option "hidden", expected one of inputs, layers, loss, seed, engine, threads',
    ],
    [{ inputs: undefined }, TypeError, 'createNetwork: "inputs" expected a whole number of at least 1, got undefined'],
    [{ inputs: 0 }, RangeError, 'createNetwork: "inputs" expected a whole number of at least 1, got 0'],
    [{ inputs: 1.5 }, RangeError, 'createNetwork: "inputs" expected a whole number of at least 1, got 1.5'],
    [{ layers: [] }, RangeError, 'createNetwork: "layers" expected at least one layer, got an array of length 0'],
    [{ layers: dense(3) }, TypeError, 'createNetwork: "layers" expected an array of layers, got an object'],
    [{ layers: [10] }, TypeError, 'createNetwork: "layers[0]" expected a layer, such as dense(10), got 10'],
    [
      { layers: [dense(3), null] },
      TypeError,
      'createNetwork: "layers[1]" expected a layer, such as dense(10), got null',
    ],
    [{ layers: [dense(3, 'relu')] }, RangeError, linearLast('relu', 'softmaxCrossEntropy')],
    [
      { layers: [dense(3, 'sigmoid')], loss: 'binaryCrossEntropy' },
      RangeError,
      linearLast('sigmoid', 'binaryCrossEntropy'),
    ],
    [
      { loss: 'hinge' },
      RangeError,
      'createNetwork: "loss" expected one of softmaxCrossEntropy, binaryCrossEntropy, meanSquaredError, meanAbsoluteError, huber, got "hinge"',
    ],
    [{ seed: -1 }, RangeError, 'createNetwork: "seed" expected a whole number of at least 0, got -1'],
    [{ seed: 0.5 }, RangeError, 'createNetwork: "seed" expected a whole number of at least 0, got 0.5'],
    [{ seed: '1' }, TypeError, 'createNetwork: "seed" expected a whole number of at least 0, got "1"'],
    [
      { engine: 'gpu' },
      RangeError,
      'createNetwork: "engine" expected wasm, a compiled WebAssembly module or what loadEngine gave, got "gpu"',
    ],
    [{ engine: {} }, TypeError, 'createNetwork: "engine" expected a compiled WebAssembly module, got an object'],
    [
      { engine: 3 },
      TypeError,
      'createNetwork: "engine" expected wasm, a compiled WebAssembly module or what loadEngine gave, got 3',
    ],
  ]
  test.each(refused.map(([given, kind, message]) => [message, given, kind] as const))(
    '%s',
    async (message, options, kind) => {
      const error = await createNetwork(plan(options)).catch((reason) => reason)
      expect(error).toBeInstanceOf(kind)
      expect(error.message).toBe(message)
    },
  )

  test('no options at all', async () => {
    await expect(createNetwork(undefined as never)).rejects.toThrow(
      new TypeError('createNetwork: "options" expected an object, got undefined; pass { inputs: ... }'),
    )
  })

  test.each([
    [
      `dense: "outputs" expected a whole number of at least 1, got 0; to predict numbers write dense(1) and loss: 'meanSquaredError'`,
      () => dense(0),
    ],
    ['dense: "outputs" expected a number, got "10"; write dense(16', () => dense('10' as never)],
    [
      'dense: "activation" expected one of linear, relu, leakyRelu, tanh, sigmoid, got "gelu"',
      () => dense(3, 'gelu' as never),
    ],
    ['dense: "initialization" expected one of he, glorot, got "zero"', () => dense(3, 'relu', 'zero' as never)],
  ] as const)('%s', (message, make) => {
    expect(make).toThrow(message)
  })

  test('a layer written by hand is checked as one made by dense', async () => {
    const layers = [{ kind: 'dense', outputs: 2, activation: 'swish' }]
    await expect(createNetwork(plan({ layers }))).rejects.toThrow('"activation" expected one of linear, relu')
  })
})

describe.each(['wasm', 'js'] as const)('memory of the %s engine', (engine) => {
  const message =
    /^network: "memory" expected at most 4096 MiB and what the host has free, got \d+ MiB; use fewer units or rows, or dispose\(\) of others$/

  test.each([
    [100_000, 100_000],
    [2 ** 40, 3],
    [3, Number.MAX_SAFE_INTEGER],
  ])('%d inputs and %d units are refused before anything is reserved for them', async (inputs, outputs) => {
    const error = await createNetwork({
      inputs,
      layers: [dense(outputs), dense(2)],
      engine: await loadEngine(engine),
    }).catch((reason) => reason)
    expect(error).toBeInstanceOf(RangeError)
    expect(error.message).toMatch(message)
  })

  test('a batch too large for memory is refused and leaves the network as it was', async () => {
    const network = await createNetwork(plan({ engine: await loadEngine(engine) }))
    const before = network.sha256()
    const answer = network.predict([1, 2, 3])
    expect(() => arenaOf(network).reserve(2 ** 30)).toThrow(message)
    expect(network.sha256()).toBe(before)
    expect(network.predict([1, 2, 3])).toEqual(answer)
  })

  test('growing keeps what is in memory: parameters and slots', async () => {
    const network = scatter(await createNetwork(plan({ engine: await loadEngine(engine) })))
    const before = network.sha256()
    arenaOf(network).reserve(1, 1)
    const slot = arenaOf(network).batch.slots[0]!
    arenaOf(network).core.f32.fill(7, slot >>> 2, (slot >>> 2) + arenaOf(network).fixed.span)
    arenaOf(network).reserve(100_000, 2)
    expect(network.sha256()).toBe(before)
    const { core, fixed, batch } = arenaOf(network)
    expect(batch.slots).toHaveLength(2)
    const now = batch.slots[0]! >>> 2
    expect(core.f32.slice(now, now + fixed.span).every((x) => x === 7)).toBe(true)
  })
})

describe('cloneNetwork', () => {
  test('copies parameters, input scale and class names into memory of its own', async () => {
    const network = scatter(await createNetwork(plan({ seed: 5 })))
    network.standardize({ mean: Float32Array.of(1, 2, 3), scale: Float32Array.of(0.5, 2, 1) })
    network.classNames = ['no', 'yes']
    const copy = await cloneNetwork(network)
    expect(copy.save()).toEqual(network.save())
    expect(arenaOf(copy).core).not.toBe(arenaOf(network).core)
    const before = network.sha256()
    copy.setParameters(copy.parameters().fill(0))
    expect(network.sha256()).toBe(before)
    expect(copy.sha256()).not.toBe(before)
  })

  test('a clone on the other engine answers with the same bits', async () => {
    const network = scatter(await createNetwork(plan({})))
    const copy = await cloneNetwork(network, await loadEngine('js'))
    expect(copy.engine).toBe('js')
    const { features } = labelled(300, 3, 2)
    expect(copy.predict(features)).toEqual(network.predict(features))
    expect(copy.standardized).toBe(false)
  })
})
