import { beforeAll, describe, expect, test } from 'vitest'
import { batchNorm, createNetwork, loadEngine, loadNetwork } from '../../src/entry/index.js'
import { packContainer, unpackContainer } from '../../src/files/container.js'
import { dense } from '../../src/layers/dense.js'
import type { Network } from '../../src/network/network.js'
import { resigned, signed } from '../files/resigned.js'
import { errorOf, refusal } from '../helpers.js'
import { labelled, scatter } from './data.js'

let network: Network
let file: Uint8Array

beforeAll(async () => {
  const layers = [dense(3, 'leakyRelu'), dense(2, 'tanh', 'he'), dense(2)]
  network = scatter(await createNetwork({ inputs: 2, layers, seed: 9 }))
  file = network.save()
})

const load = (bytes: Uint8Array) => loadNetwork(bytes).catch((error) => error)

describe('round trip', () => {
  test.each(['wasm', 'js'] as const)('a loaded network is the saved one bit for bit, on %s', async (engine) => {
    network.standardize({ mean: Float32Array.of(0.1, -3e-39), scale: Float32Array.of(1 / 3, 7) })
    network.classNames = ['Katze', '猫']
    const saved = network.save()
    const loaded = await loadNetwork(saved, { engine: await loadEngine(engine) })
    expect(loaded.engine).toBe(engine)
    expect(loaded.plan).toEqual(network.plan)
    expect(loaded.parameters()).toEqual(network.parameters())
    expect(loaded.standardization).toEqual(network.standardization)
    expect(loaded.classNames).toEqual(['Katze', '猫'])
    expect(loaded.sha256()).toBe(network.sha256())
    expect(loaded.save()).toEqual(saved)
    const { features } = labelled(20, 2, 2)
    expect(loaded.predict(features)).toEqual(network.predict(features))
  })

  test('-0, denormals and the largest numbers come back as they were', async () => {
    const odd = await createNetwork({ inputs: 1, layers: [dense(2)] })
    const values = Float32Array.of(-0, 2 ** -149, -(2 ** -130), 3.4e38)
    odd.setParameters(values)
    expect((await loadNetwork(odd.save())).parameters()).toEqual(values)
  })

  test.each([Infinity, -Infinity, Number.NaN])(
    '%f is refused by save, and by loadNetwork in a file of before',
    async (bad) => {
      const diverged = await createNetwork({ inputs: 1, layers: [dense(1)] })
      const { kind, meta, arrays } = unpackContainer('test', diverged.save(), 'network')
      const parameters = Float32Array.of(1, bad)
      diverged.setParameters(parameters)
      const next = 'lower the learning rate'
      expect(errorOf(() => diverged.save())).toEqual(refusal(RangeError, 'save', 'parameters', 'finite', bad, next))
      const error = await load(packContainer({ kind, meta, arrays: { ...arrays, parameters } }))
      expect(error).toEqual(refusal(RangeError, 'loadNetwork', 'parameters', 'finite', bad, next))
    },
  )

  test('a network that has no input scale yet still has none after loading', async () => {
    const fresh = await loadNetwork((await createNetwork({ inputs: 2, layers: [dense(2)] })).save())
    expect(fresh.standardized).toBe(false)
    expect(fresh.classNames).toBeNull()
  })

  test('the bytes may start anywhere in their buffer', async () => {
    const padded = new Uint8Array(file.length + 3)
    padded.set(file, 3)
    expect((await loadNetwork(padded.subarray(3))).sha256()).toBe((await loadNetwork(file)).sha256())
  })

  test('saving twice gives the same bytes', () => {
    expect(network.save()).toEqual(network.save())
  })
})

describe('what loadNetwork refuses', () => {
  const corrupt = (bytes: number) =>
    `loadNetwork: "bytes" expected a file that agrees with its checksum, got a damaged one (${bytes} bytes); use another copy`
  const foreign = (bytes: number) =>
    `loadNetwork: "bytes" expected a file that starts with ONECYCLE, got another kind of file (${bytes} bytes)`
  const short = (bytes: number) =>
    `loadNetwork: "bytes" expected a whole file, got only ${bytes} bytes; use another copy`
  const newer = (version: number) =>
    `loadNetwork: "bytes" expected format version 1, got version ${version}; read it with the release that wrote it`

  test('a file in which any single byte is changed, with a message that says what the byte was for', async () => {
    expect(file.length).toBeLessThan(1000)
    for (let at = 0; at < file.length; at++) {
      const bad = file.slice()
      bad[at]! ^= 1 << (at % 8)
      const { message } = await load(bad)
      if (at < 8) expect(message).toBe(foreign(file.length))
      else if (at < 12) expect(message).toBe(newer(new DataView(bad.buffer).getUint32(8, true)))
      else expect(message, `byte ${at}`).toBe(corrupt(file.length))
    }
  })

  test('a file cut off at any length, and one with a byte too many', async () => {
    for (let length = 0; length < file.length; length++) {
      const error = await load(file.subarray(0, length))
      expect(error).toBeInstanceOf(RangeError)
      expect(error.message, `length ${length}`).toBe(length < 48 ? short(length) : corrupt(length))
    }
    expect((await load(Uint8Array.from([...file, 0]))).message).toBe(corrupt(file.length + 1))
  })

  test('a foreign file', async () => {
    const png = Uint8Array.of(0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a, 0, 0, 0, 13)
    expect((await load(png)).message).toBe(foreign(12))
    expect((await load(Uint8Array.of(1, 2, 3))).message).toBe(foreign(3))
  })

  test('a file of a later format, though its checksum agrees', async () => {
    const later = file.slice()
    later[8] = 2
    expect((await load(signed(later))).message).toBe(newer(2))
  })

  test('a checkpoint in place of a network', async () => {
    const checkpoint = packContainer({ kind: 'checkpoint', meta: {}, arrays: { parameters: new Float32Array(3) } })
    expect((await load(checkpoint)).message).toBe('loadNetwork: "bytes" expected a network, got a checkpoint')
  })

  test('anything but bytes', async () => {
    for (const [value, got] of [
      ['ONECYCLE', '"ONECYCLE"'],
      [undefined, 'undefined'],
      [new ArrayBuffer(8), 'an instance of ArrayBuffer'],
    ] as const) {
      const error = await load(value as never)
      expect(error).toBeInstanceOf(TypeError)
      expect(error.message).toContain(`loadNetwork: "bytes" expected Uint8Array, got ${got}`)
    }
  })

  test('an unknown option, and an engine that is none', async () => {
    await expect(loadNetwork(file, { core: 'js' } as never)).rejects.toThrow(
      'loadNetwork: unknown option "core", expected one of engine',
    )
    await expect(loadNetwork(file, { engine: 'gpu' as never })).rejects.toThrow(
      'loadNetwork: "engine" expected wasm, a compiled WebAssembly module or what loadEngine gave, got "gpu"',
    )
  })
})

test('a file whose batch norm has lost its state is refused with both counts, and so is one without any parameters', async () => {
  const network = await createNetwork({ inputs: 3, layers: [dense(4), batchNorm(), dense(2)] })
  const { kind, meta, arrays } = unpackContainer('test', network.save(), 'network')
  const { parameters, ...others } = arrays as Record<string, Float32Array>
  const trained = network.tensors().flatMap(({ role, values }) => (role === 'state' ? [] : [...values]))
  for (const [left, got] of [
    [{ ...others, parameters: Float32Array.from(trained) }, `expected length ${parameters!.length}, got 34`],
    [others, 'expected Float32Array, got undefined'],
  ] as const) {
    const load = loadNetwork(packContainer({ kind, meta, arrays: left }))
    await expect(load).rejects.toThrow(`loadNetwork: "parameters" ${got}`)
  }
})

describe('a file with a right checksum whose header was written by somebody else', () => {
  const plan = { inputs: 2, layers: [dense(2).description], loss: 'softmaxCrossEntropy', seed: 1 }
  const four = new Float32Array(2)
  const whole = { mean: four, scale: four, parameters: new Float32Array(6) }
  const packed = (meta: object, arrays: object = whole) =>
    packContainer({ kind: 'network', meta: { ...plan, ...meta }, arrays: arrays as typeof whole })

  test.each<[string, (header: string) => string]>([
    ['no JSON', () => '{'],
    ['null', () => 'null'],
    ['no list of arrays', (header) => header.replace('"arrays":[', '"arrays":1,"others":[')],
    ['arrays that are none', (header) => header.replace('"arrays":[', '"arrays":[null,')],
    ['a length beyond the file', (header) => header.replace('"length":6', '"length":126500000')],
    ['a length below 0', (header) => header.replace('"length":6', '"length":-6')],
    ['a length that is text', (header) => header.replace('"length":6', '"length":"many"')],
  ])('%s: it does not describe its file', async (_, change) => {
    const bytes = resigned(packed({}), change)
    expect(await load(bytes)).toEqual(refusal(RangeError, 'loadNetwork', 'bytes', 'a header that describes its file'))
  })

  test('a length of the header beyond the file', async () => {
    const bytes = packed({})
    new DataView(bytes.buffer).setUint32(12, 2 ** 32 - 1, true)
    expect(await load(signed(bytes))).toEqual(refusal(RangeError, 'loadNetwork', 'bytes', 'a header that describes'))
  })

  test.each<[string, Uint8Array, string, RegExp]>([
    ['many inputs', packed({ inputs: 2 ** 31 }), 'mean', /length 2147483648/],
    ['a scale of another length', packed({}, { ...whole, scale: new Float32Array(3) }), 'scale', /length 2/],
    ['layers of 506 MiB', packed({ layers: [dense(44e6).description] }), 'parameters', /length 132000000/],
    ['values in f64', packed({}, { ...whole, parameters: new Float64Array(6) }), 'parameters', /Float32Array/],
    ['no layers', packed({ layers: 1 }), 'layers', /an array/],
    ['names that are none', packed({ classNames: [1, 2] }), 'classNames', /an array of texts/],
  ])('%s: refused before a core is started', async (_, bytes, what, words) => {
    const engine = { name: 'js' as const, start: () => Promise.reject(new Error('started')) }
    const error = await loadNetwork(bytes, { engine }).catch((reason) => reason)
    expect(error.message).toMatch(new RegExp(`^loadNetwork: "${what}" expected .*${words.source}`))
  })

  test('layers 3,000 deep in one another', async () => {
    let layer: object = dense(2).description
    for (let i = 0; i < 3000; i++) layer = { kind: 'residual', layers: [layer], shortcut: [] }
    expect(await load(packed({ layers: [layer] }))).toEqual(
      refusal(RangeError, 'loadNetwork', 'layers[0]', 'at most 100 levels', 'more'),
    )
  })
})
