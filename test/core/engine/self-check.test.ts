import { readFileSync } from 'node:fs'
import { afterEach, describe, expect, test, vi } from 'vitest'
import type { Core } from '../../../src/core/core.js'
import type { LoadedEngine } from '../../../src/core/engine/loaded.js'
import { checkBits } from '../../../src/core/engine/self-check.js'
import { createJsCore } from '../../../src/core/js/core.js'
import type { Kernels } from '../../../src/core/kernels.js'
import { createNetwork, loadEngine, selfCheck } from '../../../src/entry/index.js'
import { dense } from '../../../src/layers/dense.js'
import { arenaOf } from '../../../src/network/network.js'

afterEach(() => {
  vi.restoreAllMocks()
})

/** The plain-JS core after each call of one kernel went through `spoil`. */
function spoiled(name: keyof Kernels, spoil: (core: Core, args: number[]) => void): Core {
  const core = createJsCore()
  const kernel = core.kernels[name] as (...args: number[]) => number | undefined
  const changed = (...args: number[]) => {
    const result = kernel(...args)
    spoil(core, args)
    return result
  }
  // the twin's views change as it grows, so they stay getters
  return Object.create(core, { kernels: { value: { ...core.kernels, [name]: changed } } })
}

/** One float one unit in the last place away, where the kernel's first argument points. */
const oneUlp = (core: Core, [pointer = 0]: number[]) => {
  core.i32[pointer >>> 2] = (core.i32[pointer >>> 2] as number) ^ 1
}

function wrong(): LoadedEngine {
  return { name: 'js', start: async () => spoiled('denseForward', oneUlp) }
}

test.each(['wasm', 'js'] as const)('the self-check passes on %s, once for each engine', async (engine) => {
  const result = await selfCheck(engine)
  expect(result).toMatchObject({ engine, ok: true, actual: result.expected })
  expect(result.expected).toMatch(/^[0-9a-f]{16}$/)
  expect(result.milliseconds).toBeGreaterThan(0)
  expect(await selfCheck(engine)).toBe(result)
})

test.each(Object.keys(createJsCore().kernels) as (keyof Kernels)[])('one wrong bit from %s is seen', (name) => {
  expect(checkBits(spoiled(name, oneUlp)).ok).toBe(false)
})

test('a wrong sum of losses is seen', () => {
  const core = createJsCore()
  const { meanSquaredError } = core.kernels
  const kernels = {
    ...core.kernels,
    meanSquaredError: (...args: Parameters<typeof meanSquaredError>) => {
      const sum = meanSquaredError(...args)
      return sum + sum * 2 ** -52
    },
  }
  expect(checkBits(Object.create(core, { kernels: { value: kernels } })).ok).toBe(false)
})

test('a host that flushes denormals to zero is seen', () => {
  const core = spoiled('denseForward', ({ f32 }, [y = 0, , , , , rows = 0, , outputs = 0]) => {
    for (let i = y >>> 2; i < (y >>> 2) + rows * outputs; i++) {
      if (Math.abs(f32[i] as number) < 2 ** -126) f32[i] = 0
    }
  })
  expect(checkBits(core).ok).toBe(false)
})

test('a zero of the wrong sign is seen', () => {
  const core = spoiled('standardize', ({ f32 }, [x = 0, , , , rows = 0, inputs = 0]) => {
    for (let i = x >>> 2; i < (x >>> 2) + rows * inputs; i++) f32[i] = (f32[i] as number) + 0
  })
  expect(checkBits(core).ok).toBe(false)
})

describe('an engine that computes other bits', () => {
  const refused = {
    code: 'E_WRONG_BITS',
    message: expect.stringMatching(
      /^loadEngine: "engine" expected a host that computes bits [0-9a-f]{16}, got bits [0-9a-f]{16}; update it, try the WebAssembly engine, or set "selfCheck" to warn$/,
    ),
  }

  test('is refused', async () => {
    await expect(loadEngine(wrong())).rejects.toMatchObject(refused)
  })

  test('is let pass with a warning, or without a check, where the caller says so', async () => {
    const warn = vi.spyOn(console, 'warn').mockImplementation(() => {})
    const engine = wrong()
    expect(await loadEngine(engine, { selfCheck: 'skip' })).toBe(engine)
    expect(warn).not.toHaveBeenCalled()
    expect(await loadEngine(engine, { selfCheck: 'warn' })).toBe(engine)
    expect(warn).toHaveBeenCalledExactlyOnceWith(refused.message)
    const network = await createNetwork({ inputs: 2, layers: [dense(2)], engine })
    expect(network.engine).toBe('js')
  })

  test('is refused too where it was made by hand and goes to a network without loadEngine', async () => {
    await expect(createNetwork({ inputs: 2, layers: [dense(2)], engine: wrong() })).rejects.toMatchObject({
      code: 'E_WRONG_BITS',
    })
  })

  test('is refused even where a fallback is given, which is for hosts that cannot run WebAssembly', async () => {
    await expect(loadEngine(wrong(), { fallback: 'js' })).rejects.toMatchObject(refused)
  })
})

describe('loadEngine', () => {
  test('gives an engine that networks share', async () => {
    const engine = await loadEngine()
    expect(engine.name).toBe('wasm')
    const networks = await Promise.all(
      [1, 2].map((seed) => createNetwork({ inputs: 2, layers: [dense(2)], seed, engine })),
    )
    expect(networks.map((network) => arenaOf(network).core.module)).toEqual([engine.module, engine.module])
  })

  test('falls back to plain JS on a host that forbids WebAssembly only where it is told to', async () => {
    const error = new WebAssembly.CompileError('call to WebAssembly.compile() blocked by CSP')
    vi.spyOn(WebAssembly, 'Module').mockImplementation(function refuse() {
      throw error
    })
    vi.resetModules()
    const fresh = await import('../../../src/entry/index.js')
    await expect(fresh.loadEngine('wasm')).rejects.toMatchObject({ code: 'E_WASM_CSP' })
    await expect(fresh.createNetwork({ inputs: 2, layers: [dense(2)] })).rejects.toMatchObject({ code: 'E_WASM_CSP' })
    expect((await fresh.loadEngine('wasm', { fallback: 'js' })).name).toBe('js')
  })

  test.each(['E_NO_WASM', 'E_NO_SIMD', 'E_WASM_CSP', 'E_WASM_EMBEDDER'])('falls back on %s', async (code) => {
    const unable: LoadedEngine = { name: 'wasm', start: () => Promise.reject(Object.assign(new Error(), { code })) }
    await expect(loadEngine(unable)).rejects.toMatchObject({ code })
    expect((await loadEngine(unable, { fallback: 'js' })).name).toBe('js')
  })

  test.each(['E_WASM_INVALID', 'E_WASM_FETCH', 'E_WRONG_BITS', 'ENOENT'])('does not fall back on %s', async (code) => {
    const broken: LoadedEngine = { name: 'wasm', start: () => Promise.reject(Object.assign(new Error(), { code })) }
    await expect(loadEngine(broken, { fallback: 'js' })).rejects.toMatchObject({ code })
  })

  test('does not fall back on a wrong argument or a module that is another program', async () => {
    await expect(loadEngine('gpu' as never, { fallback: 'js' })).rejects.toThrow(RangeError)
    const empty = await WebAssembly.compile(Uint8Array.of(0, 97, 115, 109, 1, 0, 0, 0))
    await expect(loadEngine(empty, { fallback: 'js' })).rejects.toMatchObject({ code: 'E_WASM_INVALID' })
  })

  test('is what a network gets the plain-JS engine from: its name alone is refused with the remedy', async () => {
    const network = await createNetwork({ inputs: 2, layers: [dense(2)], engine: await loadEngine('js') })
    expect(network.engine).toBe('js')
    await expect(createNetwork({ inputs: 2, layers: [dense(2)], engine: 'js' as never })).rejects.toThrow(
      new RangeError(
        `createNetwork: "engine" expected wasm, a compiled WebAssembly module or what loadEngine gave, got "js"; write await loadEngine('js')`,
      ),
    )
    await expect(loadEngine('gpu' as never)).rejects.toThrow('loadEngine: "engine" expected one of wasm, js, got "gpu"')
    await expect(loadEngine(5 as never)).rejects.toThrow(TypeError)
  })

  test('an engine that did not start is tried again, and each error names the function that was called', async () => {
    vi.spyOn(WebAssembly, 'Module').mockImplementationOnce(function refuse() {
      throw new WebAssembly.CompileError('call to WebAssembly.compile() blocked by CSP')
    })
    vi.resetModules()
    const fresh = await import('../../../src/entry/index.js')
    await expect(fresh.createNetwork({ inputs: 2, layers: [dense(2)] })).rejects.toThrow(/^createNetwork: "engine"/)
    vi.restoreAllMocks()
    expect((await fresh.selfCheck()).ok).toBe(true)
  })

  test.each([
    [{ fallback: 'wasm' }, RangeError, 'loadEngine: "fallback" expected one of js, got "wasm"'],
    [{ selfCheck: false }, RangeError, 'loadEngine: "selfCheck" expected one of refuse, warn, skip, got false'],
    [{ wasm: 1 }, TypeError, 'loadEngine: unknown option "wasm", expected one of fallback, selfCheck'],
  ])('refuses the options %o', async (options, kind, text) => {
    await expect(loadEngine('wasm', options as never)).rejects.toThrow(new kind(text))
  })
})

describe('the entry points slim and js', () => {
  const bytes = readFileSync('build/core.wasm')

  test('slim takes the core from the caller and needs one', async () => {
    const slim = await import('../../../src/entry/slim.js')
    // of the same copy of the modules
    const { arenaOf } = await import('../../../src/network/network.js')
    const network = await slim.createNetwork({ inputs: 2, layers: [dense(2)], engine: Promise.resolve(bytes) })
    expect(network.engine).toBe('wasm')
    expect(arenaOf(await slim.cloneNetwork(network)).core.module).toBe(arenaOf(network).core.module)
    expect((await slim.loadNetwork(network.save(), { engine: arenaOf(network).core.module! })).sha256()).toBe(
      network.sha256(),
    )
    expect((await slim.selfCheck(await slim.loadEngine(new Response(bytes)))).ok).toBe(true)
    await expect(slim.createNetwork({ inputs: 2, layers: [dense(2)] } as never)).rejects.toThrow(
      'createNetwork: "engine" expected a source of the core, got undefined; pass the core: import, fetch or read onecycle/core.wasm',
    )
    await expect(slim.loadEngine(bytes, { fallback: 'js' } as never)).rejects.toThrow('unknown option "fallback"')
  })

  test('js starts the plain-JS core and no other', async () => {
    const js = await import('../../../src/entry/js.js')
    const network = await js.createNetwork({ inputs: 2, layers: [dense(2)] })
    expect(network.engine).toBe('js')
    expect((await js.cloneNetwork(network)).engine).toBe('js')
    expect((await js.loadNetwork(network.save())).sha256()).toBe(network.sha256())
    expect((await js.selfCheck()).ok).toBe(true)
    await expect(js.createNetwork({ inputs: 2, layers: [dense(2)], engine: 'wasm' as never })).rejects.toThrow(
      new RangeError('createNetwork: "engine" expected one of js, got "wasm"'),
    )
  })
})
