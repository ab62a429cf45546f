import { readFileSync } from 'node:fs'
import { afterEach, expect, test, vi } from 'vitest'
import { compile } from '../../../src/core/engine/compile.js'
import { wasmEngine } from '../../../src/core/engine/wasm.js'

const startOf = (module: WebAssembly.Module) => wasmEngine(module, () => module).start('test')

const bytes = new Uint8Array(readFileSync('build/core.wasm'))

afterEach(() => {
  vi.unstubAllGlobals()
  vi.restoreAllMocks()
})

/** Both ways to compile fail with `cause`. */
function forbidToCompile(cause: Error): void {
  vi.spyOn(WebAssembly, 'Module').mockImplementation(function refuse() {
    throw cause
  })
  vi.spyOn(WebAssembly, 'compile').mockRejectedValue(cause)
}

/** Bytes of a module under 64 bytes, its sections given one by one. */
function tinyModule(...sections: number[]): Uint8Array<ArrayBuffer> {
  return Uint8Array.of(0, 97, 115, 109, 1, 0, 0, 0, ...sections)
}

test('bytes that are no module, or only a part of it, are E_WASM_INVALID', async () => {
  for (const wrong of [bytes.slice(0, 1000), new TextEncoder().encode('<!doctype html>')]) {
    await expect(compile('test', () => wrong)).rejects.toMatchObject({
      code: 'E_WASM_INVALID',
      message: expect.stringMatching(
        /^test: "engine" expected a compiled core, got bytes that do not compile: .*; pass the whole core\.wasm of this package$/,
      ),
    })
  }
})

test('a module that is another program is E_WASM_INVALID: one with other imports, one without our kernels', async () => {
  // (import "env" "abort" (func)) and an empty module
  const importing = tinyModule(1, 4, 1, 96, 0, 0, 2, 13, 1, 3, 101, 110, 118, 5, 97, 98, 111, 114, 116, 0, 0)
  await expect(startOf(await WebAssembly.compile(importing))).rejects.toMatchObject({
    code: 'E_WASM_INVALID',
    message:
      'test: "engine" expected the core of this release, got one that imports env.abort; pass the core.wasm of this package',
  })
  // one with a memory of its own, as the core of 0.1.0 was: the host would write into another
  await expect(startOf(await WebAssembly.compile(tinyModule()))).rejects.toMatchObject({
    code: 'E_WASM_INVALID',
    message: expect.stringMatching(/got one that imports nothing; pass the core\.wasm of this package$/),
  })
  // (import "env" "memory" (memory 1))
  const empty = tinyModule(2, 15, 1, 3, 101, 110, 118, 6, 109, 101, 109, 111, 114, 121, 2, 0, 1)
  await expect(startOf(await WebAssembly.compile(empty))).rejects.toMatchObject({
    code: 'E_WASM_INVALID',
    message: expect.stringMatching(/got one without its kernels; pass the core\.wasm of this package$/),
  })
})

test('a host without WebAssembly is E_NO_WASM, one without SIMD E_NO_SIMD', async () => {
  vi.spyOn(WebAssembly, 'validate').mockReturnValue(false)
  vi.spyOn(WebAssembly, 'Module').mockImplementation(() => {
    throw new WebAssembly.CompileError('unknown opcode')
  })
  await expect(compile('test', () => bytes)).rejects.toMatchObject({
    code: 'E_NO_SIMD',
    message:
      'test: "engine" expected a host with WebAssembly SIMD, got one without; update it, or use the plain-JS engine (loadEngine("js"), or onecycle/js), which gives the same bits',
  })
  vi.stubGlobal('WebAssembly', undefined)
  await expect(compile('test', () => bytes)).rejects.toMatchObject({
    code: 'E_NO_WASM',
    message: expect.stringMatching(/expected a host with WebAssembly, got one without; use the plain-JS engine/),
  })
})

/** What engines say, word for word, where a policy forbids to compile. */
const refusals: [host: string, code: string, remedy: RegExp, words: string, isPage?: boolean][] = [
  [
    'Chromium 156',
    'E_WASM_CSP',
    /add 'wasm-unsafe-eval' to script-src, or use the plain-JS engine/,
    "WebAssembly.compile(): Compiling or instantiating WebAssembly module violates the following Content Security policy directive because 'unsafe-eval' is not an allowed source of script",
  ],
  ['Firefox 153', 'E_WASM_CSP', /'wasm-unsafe-eval'/, 'call to WebAssembly.compile() blocked by CSP'],
  [
    'WebKit 2.50',
    'E_WASM_CSP',
    /'wasm-unsafe-eval'/,
    "Refused to create a WebAssembly object because 'unsafe-eval' or 'wasm-unsafe-eval' is not an allowed source of script",
  ],
  [
    'an older Chromium page',
    'E_WASM_CSP',
    /'wasm-unsafe-eval'/,
    'WebAssembly.compile(): Wasm code generation disallowed by embedder',
    true,
  ],
  [
    'workerd',
    'E_WASM_EMBEDDER',
    /import onecycle\/core\.wasm as a module and pass it to onecycle\/slim/,
    'WebAssembly.compile(): Wasm code generation disallowed by embedder',
  ],
]

test.each(refusals)(
  '%s, where it forbids to compile, is %s with the remedy',
  async (_, code, remedy, words, isPage) => {
    const cause = new WebAssembly.CompileError(words)
    forbidToCompile(cause)
    if (isPage) vi.stubGlobal('Document', class {})
    const error = await compile('test', () => bytes).catch((reason) => reason)
    expect(error).toMatchObject({ code, cause })
    expect(error.message).toContain(words)
    expect(error.message).toMatch(remedy)
  },
)

test('a page whose host compiles and only then refuses to instantiate is E_WASM_CSP too', async () => {
  const module = await WebAssembly.compile(bytes)
  vi.spyOn(WebAssembly, 'Instance').mockImplementation(function refuse() {
    throw new WebAssembly.CompileError("Refused to create a WebAssembly object because 'unsafe-eval' is not allowed")
  })
  await expect(startOf(module)).rejects.toMatchObject({ code: 'E_WASM_CSP' })
})

test('any other failure to compile passes as it is', async () => {
  const cause = new RangeError('out of memory')
  forbidToCompile(cause)
  await expect(compile('test', () => bytes)).rejects.toBe(cause)
})

test('a host that compiles and instantiates by promises alone is asked so', async () => {
  const module = await WebAssembly.compile(bytes)
  function limit(): never {
    throw new RangeError('WebAssembly.Module is disallowed on the main thread, if the buffer size is larger than 4KB')
  }
  vi.spyOn(WebAssembly, 'Instance').mockImplementation(limit)
  expect((await startOf(module)).engine).toBe('wasm')
  vi.spyOn(WebAssembly, 'Module').mockImplementation(limit)
  expect(Object.prototype.toString.call(await compile('test', () => bytes))).toBe('[object WebAssembly.Module]')
})

test('where the host permits, nothing is awaited from it: an empty event loop can hang Node', async () => {
  const later = [vi.spyOn(WebAssembly, 'compile'), vi.spyOn(WebAssembly, 'instantiate')]
  await startOf(await compile('test', () => bytes))
  for (const spy of later) expect(spy).not.toHaveBeenCalled()
})
