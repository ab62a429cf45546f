import { readFileSync } from 'node:fs'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { pathToFileURL } from 'node:url'
import { afterEach, expect, test, vi } from 'vitest'
import { compileSource, type WasmSource } from '../../../src/core/engine/source.js'
import { wasmEngine } from '../../../src/core/engine/wasm.js'

const startOf = (module: WebAssembly.Module) => wasmEngine(module, () => module).start('test')

const bytes = new Uint8Array(readFileSync('build/core.wasm'))

afterEach(() => {
  vi.unstubAllGlobals()
})

const sources: [string, () => WasmSource | Promise<WasmSource>][] = [
  ['bytes', () => bytes],
  ['a part of a larger buffer', () => new Uint8Array([7, ...bytes, 7]).subarray(1, bytes.length + 1)],
  ['an ArrayBuffer', () => bytes.buffer],
  ['a response, whatever its type', () => new Response(bytes, { headers: { 'content-type': 'text/plain' } })],
  ['a promise of a response', async () => new Response(bytes)],
  ['a promise of a module', () => WebAssembly.compile(bytes)],
]

test.each(sources)('%s becomes the compiled core', async (_, source) => {
  const core = await startOf((await compileSource('test', source())).module)
  expect(core.engine).toBe('wasm')
})

test('a module stays itself', async () => {
  const module = await WebAssembly.compile(bytes)
  expect((await compileSource('test', module)).module).toBe(module)
})

test('a URL is fetched; an answer other than 200 is refused with its status and address', async () => {
  const server = createServer((request, response) => {
    response.writeHead(request.url === '/core.wasm' ? 200 : 404)
    response.end(request.url === '/core.wasm' ? bytes : 'no such file')
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const address = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
  try {
    const { module } = await compileSource('test', new URL(`${address}/core.wasm`))
    expect(module).toBeInstanceOf(WebAssembly.Module)
    await expect(compileSource('test', new URL(`${address}/x.wasm`))).rejects.toMatchObject({
      code: 'E_WASM_FETCH',
      message: `test: "engine" expected a response with the core, got status 404 from ${address}/x.wasm; serve this package's core.wasm there`,
    })
  } finally {
    server.close()
  }
})

test('a file URL where the host fetches none is refused with the remedy', async () => {
  await expect(compileSource('test', pathToFileURL('build/core.wasm'))).rejects.toMatchObject({
    code: 'E_WASM_FETCH',
    message: expect.stringMatching(/got file:.*core\.wasm; read the file and pass its bytes$/),
    cause: expect.anything(),
  })
})

test.each([
  ['a string', 'core.wasm', '"core.wasm"'],
  ['an object', {}, 'an object'],
  ['null', null, 'null'],
])('%s is no source', async (_, source, got) => {
  await expect(compileSource('test', source as never)).rejects.toThrow(
    new TypeError(`test: "engine" expected WebAssembly.Module, bytes, Response, URL or a promise of one, got ${got}`),
  )
})

test('on a host without WebAssembly nothing is fetched', async () => {
  const fetched = vi.fn()
  vi.stubGlobal('WebAssembly', undefined)
  vi.stubGlobal('fetch', fetched)
  await expect(compileSource('test', new URL('http://127.0.0.1/core.wasm'))).rejects.toMatchObject({
    code: 'E_NO_WASM',
  })
  expect(fetched).not.toHaveBeenCalled()
})
