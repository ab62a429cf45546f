/** What is said of a host, or of a core, that cannot be used. */
import { wrongType, wrongValue } from '../../../check.js'
import type { EngineName } from '../../core.js'
import { type HostError, hostError } from './host-error.js'

const USE_JS = 'use the plain-JS engine (loadEngine("js"), or onecycle/js), which gives the same bits'

/** @param engine that is none of those which the option takes */
export function unknown(where: string, engine: unknown): Error {
  const wrong = typeof engine === 'string' ? wrongValue : wrongType
  const next = engine === 'js' ? "write await loadEngine('js')" : undefined
  return wrong(where, 'engine', 'wasm, a compiled WebAssembly module or what loadEngine gave', engine, next)
}

export function uncompiled(where: string, module: unknown): Error {
  return wrongType(where, 'engine', 'a compiled WebAssembly module', module)
}

export function withoutLayers(where: string, engine: unknown): Error {
  return wrongType(where, 'engine', 'one with the kernels of the layers', engine)
}

export function withoutWasm(where: string): HostError {
  return hostError('E_NO_WASM', where, 'a host with WebAssembly', 'one without', USE_JS)
}

/** The smallest module with an instruction of 128 bits: (func (drop (i32x4.splat (i32.const 0)))). */
const SIMD_PROBE = [0, 97, 115, 109, 1, 0, 0, 0, 1, 4, 1, 96, 0, 0, 3, 2, 1, 0, 10, 9, 1, 7, 0, 65, 0, 253, 17, 26, 11]

/** @param error what the host said to bytes that it would not compile */
export function uncompilable(
  where: string,
  error: unknown,
  bytes: BufferSource,
  validate: (bytes: BufferSource) => boolean,
): unknown {
  // a policy looks like a broken module, and asks for no permission to validate; Node 20 takes no DataView
  if (!(bytes instanceof DataView) && validate(bytes)) return forbidden(where, error)
  if (!validate(Uint8Array.from(SIMD_PROBE))) {
    return hostError('E_NO_SIMD', where, 'a host with WebAssembly SIMD', 'one without', `update it, or ${USE_JS}`)
  }
  const got = `bytes that do not compile: ${wordsOf(error)}`
  return hostError('E_WASM_INVALID', where, 'a compiled core', got, 'pass the whole core.wasm of this package', error)
}

/** What a host said when it would not compile, or instantiate `module`: with a code and the remedy if it is known why. */
export function forbidden(where: string, error: unknown, what = '', module?: WebAssembly.Module): unknown {
  if (module && importsOf(module) !== OWN_IMPORTS) return foreign(where, what, module)
  if (module && error instanceof RangeError) return withoutMemory(where)
  const words = wordsOf(error)
  if (/content security policy|\bCSP\b|unsafe-eval/i.test(words) || (/embedder/i.test(words) && isPage())) {
    const next = `add 'wasm-unsafe-eval' to script-src, or ${USE_JS}`
    return hostError('E_WASM_CSP', where, 'a Content-Security-Policy that lets WebAssembly compile', words, next, error)
  }
  if (/embedder|disallowed|not allowed/i.test(words)) {
    const next = `import onecycle/core.wasm as a module and pass it to onecycle/slim, or ${USE_JS}`
    return hostError('E_WASM_EMBEDDER', where, 'a host that compiles WebAssembly at run time', words, next, error)
  }
  return error
}

/** The host has no address space for another memory, or no memory. */
export function withoutMemory(where: string): HostError {
  const next = `dispose() of unused networks, or ${USE_JS}`
  return hostError('E_NO_MEMORY', where, 'a host with room for another WebAssembly memory', 'one without', next)
}

const OWN_IMPORTS = 'env.memory'

function importsOf(module: WebAssembly.Module): string {
  // by its own class, which may be that of another realm
  return (module.constructor as typeof WebAssembly.Module)
    .imports(module)
    .map((found) => `${found.module}.${found.name}`)
    .join(', ')
}

/** @param what the module that is another one than that of this release */
export function foreign(where: string, what: string, module: WebAssembly.Module): HostError {
  const imports = importsOf(module)
  const got = imports === OWN_IMPORTS ? 'one without its kernels' : `one that imports ${imports || 'nothing'}`
  return hostError('E_WASM_INVALID', where, `the ${what} of this release`, got, `pass the ${what}.wasm of this package`)
}

export function wrongBits(where: string, engine: EngineName, expected: string, actual: string): HostError {
  const next = `update it, try the ${engine === 'js' ? 'WebAssembly' : 'plain-JS'} engine, or set "selfCheck" to warn`
  return hostError('E_WRONG_BITS', where, `a host that computes bits ${expected}`, `bits ${actual}`, next)
}

function wordsOf(error: unknown): string {
  const words = error instanceof Error ? error.message : String(error)
  return words.split('\n', 1)[0] as string
}

/** Older Chromium speaks of the embedder where the page's policy refused. */
function isPage(): boolean {
  return typeof (globalThis as { Document?: unknown }).Document === 'function'
}
