/**
 * From the core to a compiled module, and what to say where the host refuses it.
 *
 * A host refuses in its own words, and a policy looks like a broken module. `WebAssembly.validate` needs no permission,
 * so it tells the two apart: what validates but does not compile was forbidden.
 */
import { hostError } from './host-error.js'

/** The core, compiled or as bytes. */
export type Compilable = (WebAssembly.Module & object) | ArrayBuffer | ArrayBufferView<ArrayBuffer>

const USE_JS = 'use the plain-JS engine (loadEngine("js"), or onecycle/js), which gives the same bits'

/** The smallest module with an instruction of 128 bits: (func (drop (i32x4.splat (i32.const 0)))). */
const SIMD_PROBE = [0, 97, 115, 109, 1, 0, 0, 0, 1, 4, 1, 96, 0, 0, 3, 2, 1, 0, 10, 9, 1, 7, 0, 65, 0, 253, 17, 26, 11]

/**
 * Compiles what `core` gives, or takes it as it is where it is a module.
 *
 * @param core asked only on a host that can run one
 * @throws HostError with E_NO_WASM, E_NO_SIMD, E_WASM_CSP, E_WASM_EMBEDDER or E_WASM_INVALID; what `core` throws
 */
export async function compile(
  where: string,
  core: () => Compilable | Promise<Compilable>,
): Promise<WebAssembly.Module> {
  checkHost(where)
  const bytes = await core()
  if (isModule(bytes)) return bytes
  try {
    return await atOnce(
      () => new WebAssembly.Module(bytes),
      () => WebAssembly.compile(bytes),
    )
  } catch (error) {
    throw refusal(where, bytes, error)
  }
}

/**
 * Does at once what takes a millisecond, and by a promise only where the host insists, as Chromium before 114 does on the
 * page's thread. In Node, a program that waits for such a promise alone has an empty event loop, and then Node itself
 * waits for all of the compiler's threads: if one of those waits for a garbage collection, for ever (nodejs/node#54918).
 */
export async function atOnce<T>(now: () => T, later: () => Promise<T>): Promise<T> {
  try {
    return now()
  } catch (error) {
    if (error instanceof RangeError) return later()
    throw error
  }
}

/** By its tag: a module from another realm (a frame, a test runner) is not an instance of this one's class. */
export function isModule(value: unknown): value is WebAssembly.Module {
  return Object.prototype.toString.call(value) === '[object WebAssembly.Module]'
}

/** @throws HostError where this host cannot run any core */
function checkHost(where: string): void {
  if (typeof WebAssembly === 'undefined') {
    throw hostError('E_NO_WASM', where, 'a host with WebAssembly', 'one without', USE_JS)
  }
  if (!WebAssembly.validate(Uint8Array.from(SIMD_PROBE))) {
    throw hostError('E_NO_SIMD', where, 'a host with WebAssembly SIMD', 'one without', `update it, or ${USE_JS}`)
  }
}

function refusal(where: string, bytes: BufferSource, error: unknown): unknown {
  if (WebAssembly.validate(bytes)) return asForbidden(where, error)
  const next = 'pass the whole core.wasm of this package'
  return hostError(
    'E_WASM_INVALID',
    where,
    'a compiled core',
    `bytes that do not compile: ${wordsOf(error)}`,
    next,
    error,
  )
}

/** What a host said when it would not compile or instantiate: with a code and the remedy if a policy forbade it. */
export function asForbidden(where: string, error: unknown): unknown {
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

function wordsOf(error: unknown): string {
  const words = error instanceof Error ? error.message : String(error)
  return words.split('\n', 1)[0] as string
}

/** Older Chromium speaks of the embedder where the page's policy refused. */
function isPage(): boolean {
  return typeof (globalThis as { Document?: unknown }).Document === 'function'
}
