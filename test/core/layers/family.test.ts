import { readFileSync } from 'node:fs'
import { afterEach, describe, expect, test, vi } from 'vitest'
import type { Core } from '../../../src/core/core.js'
import { fill } from '../../../src/core/engine/arithmetic.js'
import { createCore } from '../../../src/core/engine/create-core.js'
import type { LoadedEngine } from '../../../src/core/engine/loaded.js'
import { wasmEngine } from '../../../src/core/engine/wasm.js'
import { createJsCore } from '../../../src/core/js/core.js'
import { jsEngine } from '../../../src/core/js/engine.js'
import { layersOver } from '../../../src/core/js/layers/twin.js'
import { layers as part } from '../../../src/core/layers/family.js'
import type { LayerKernels } from '../../../src/core/layers/kernels.js'
import { LAYERS_NUMERIC_VERSION, NUMERIC_VERSION, numericVersionOf } from '../../../src/core/numeric-version.js'
import {
  cloneNetwork,
  createNetwork,
  dense,
  dropout,
  type Layer,
  loadEngine,
  loadNetwork,
  maxPool2d,
} from '../../../src/entry/index.js'
import { digest } from '../../../src/math/digest.js'
import { arenaOf } from '../../../src/network/network.js'

afterEach(() => {
  vi.restoreAllMocks()
})

const pooled = { inputs: [4, 4, 2], layers: [maxPool2d(2), dropout(0.5), dense(3)] }

/** The plain-JS core with one kernel of layers that gives one bit more or less in the first word that it writes. */
function spoiled(name: keyof LayerKernels): Core {
  const core = createJsCore(layersOver)
  const layers = core.layers as LayerKernels
  const kernel = layers[name] as (...args: number[]) => void
  const change = (...args: number[]) => {
    kernel(...args)
    core.i32[args[0]! >>> 2]! ^= 1
  }
  return Object.assign(core, { layers: { ...layers, [name]: change } })
}

const names = Object.keys(layersOver(createJsCore())).sort() as (keyof LayerKernels)[]

/** An engine whose cores have wrong kernels of layers. */
function wrong(): LoadedEngine {
  const start: LoadedEngine['start'] = async (_, family) => {
    if (family === undefined) return createJsCore()
    return Object.assign(spoiled('maxPoolForward'), { another: async () => spoiled('maxPoolForward') })
  }
  return { name: 'js', start }
}

test.each(['wasm', 'js'] as const)('%s has the kernels of layers only where they are asked for', async (engine) => {
  expect((await createCore(engine)).layers).toBeUndefined()
  const core = await createCore(engine, 'layers')
  const found = Object.keys(core.layers!).filter((name) => name !== 'arena_start')
  expect(found.sort()).toEqual(names)
  expect((await core.another('test')).layers).toBeDefined()
})

test('the data of the layers lie above those of the core, and the arena above both', async () => {
  const alone = await createCore('wasm')
  const both = await createCore('wasm', 'layers')
  expect(both.start).toBeGreaterThanOrEqual(2048)
  expect(alone.start).toBeLessThanOrEqual(2048)
})

test('a network has the family of its layers, and so have its copies on the engine that they name', async () => {
  for (const engine of ['wasm', 'js'] as const) {
    const network = await createNetwork({ ...pooled, engine: await loadEngine(engine) })
    expect(arenaOf(network).core.layers).toBeDefined()
    for (const copy of [
      await cloneNetwork(network),
      await cloneNetwork(network, await loadEngine('js')),
      await cloneNetwork(network, 'wasm'),
      await loadNetwork(network.save(), { engine: await loadEngine(engine) }),
    ]) {
      expect(copy.predict(new Float32Array(32).fill(1))).toEqual(network.predict(new Float32Array(32).fill(1)))
    }
    const plain = await createNetwork({ inputs: 2, layers: [dense(3)], engine: await loadEngine(engine) })
    expect(arenaOf(plain).core.layers).toBeUndefined()
    expect(arenaOf(plain).numericVersion).toBe(NUMERIC_VERSION)
    expect(arenaOf(network).numericVersion).toBe(numericVersionOf('layers'))
  }
  expect(numericVersionOf('layers')).toContain(LAYERS_NUMERIC_VERSION)
})

test("a layer of a caller's own asks for a family by its name, or passes on that of a layer inside it", async () => {
  const inner = maxPool2d(2)
  for (const change of [{ family: 'images' as const }, { family: 'layers' as const }, {}]) {
    const own: Layer = { description: { kind: 'own' }, bind: (input) => ({ ...inner.bind(input), ...change }) }
    const network = await createNetwork({ ...pooled, layers: [own, dense(3)] })
    const same = await createNetwork({ ...pooled, layers: [inner, dense(3)] })
    expect(network.predict(new Float32Array(32).fill(1))).toEqual(same.predict(new Float32Array(32).fill(1)))
  }
})

test.each(names)('one wrong bit from %s changes the digest', (name) => {
  expect(digest(part.bits(createJsCore(layersOver), fill))).toBe(LAYERS_NUMERIC_VERSION)
  expect(digest(part.bits(spoiled(name), fill))).not.toBe(LAYERS_NUMERIC_VERSION)
})

describe('an engine whose kernels of layers compute other bits', () => {
  test('is refused where a layer needs them, and only there', async () => {
    const engine = await loadEngine(wrong())
    expect((await createNetwork({ inputs: 2, layers: [dense(2)], engine })).engine).toBe('js')
    await expect(createNetwork({ ...pooled, engine })).rejects.toMatchObject({ code: 'E_WRONG_BITS' })
  })

  test('is let pass with a warning, or without a check, where loadEngine was told to', async () => {
    const warn = vi.spyOn(console, 'warn').mockImplementation(() => {})
    const unchecked = await loadEngine(wrong(), { selfCheck: 'skip' })
    expect((await createNetwork({ ...pooled, engine: unchecked })).engine).toBe('js')
    expect(warn).not.toHaveBeenCalled()
    const warned = await loadEngine(wrong(), { selfCheck: 'warn' })
    await createNetwork({ ...pooled, engine: warned })
    expect(warn).toHaveBeenCalledExactlyOnceWith(expect.stringContaining(`bits ${LAYERS_NUMERIC_VERSION}, got bits`))
  })
})

test('an engine made by hand that knows no family is refused', async () => {
  const engine: LoadedEngine = { name: 'js', start: async () => createJsCore() }
  await expect(createNetwork({ ...pooled, engine })).rejects.toThrow(
    'createNetwork: "engine" expected one with the kernels of the layers',
  )
})

test('a module that is not that of the layers is refused by name', async () => {
  const core = await WebAssembly.compile(readFileSync('build/core.wasm'))
  const engine = await loadEngine(wasmEngine(core, () => core))
  await expect(createNetwork({ ...pooled, engine })).rejects.toMatchObject({
    code: 'E_WASM_INVALID',
    message:
      'createNetwork: "engine" expected the layers of this release, got one without its kernels; pass the layers.wasm of this package',
  })
})

describe('slim', () => {
  const [core, layers] = ['core', 'layers'].map((name) => new Uint8Array(readFileSync(`build/${name}.wasm`))) as [
    Uint8Array<ArrayBuffer>,
    Uint8Array<ArrayBuffer>,
  ]

  test('takes the kernels of layers beside the core, and says so where they are missing', async () => {
    const slim = await import('../../../src/entry/slim.js')
    const network = await slim.createNetwork({ ...pooled, engine: { core, layers: Promise.resolve(layers) } })
    const here = await createNetwork({ ...pooled, engine: jsEngine })
    expect(network.sha256()).toBe(here.sha256())
    const engine = await slim.loadEngine({ core: new Response(core), layers: new Response(layers) })
    expect((await slim.loadNetwork(network.save(), { engine })).sha256()).toBe(network.sha256())
    await expect(slim.createNetwork({ ...pooled, engine: core })).rejects.toThrow(
      'createNetwork: "engine" expected the kernels of the layers beside the core, got the core alone; pass { core, layers } with a source of onecycle/layers.wasm',
    )
    await expect(slim.createNetwork({ ...pooled, engine: { core: layers, layers } })).rejects.toMatchObject({
      code: 'E_WASM_INVALID',
    })
    await expect(slim.loadEngine({ core, layer: layers, layers } as never)).rejects.toThrow('unknown option "layer"')
  })
})
