/** From the core to a compiled module. */
import { refuse } from './refusals/refuse.js'

/** The core, compiled or as bytes. */
export type Compilable = (WebAssembly.Module & object) | ArrayBuffer | ArrayBufferView<ArrayBuffer>

/**
 * Compiles what `core` gives, or takes it as it is where it is a module.
 *
 * @param core asked only on a host with WebAssembly
 * @throws HostError with E_NO_WASM, E_NO_SIMD, E_WASM_CSP, E_WASM_EMBEDDER or E_WASM_INVALID; what `core` throws
 */
export async function compile(
  where: string,
  core: () => Compilable | Promise<Compilable>,
): Promise<WebAssembly.Module> {
  if (typeof WebAssembly === 'undefined') return refuse('withoutWasm', where)
  const bytes = await core()
  if (isModule(bytes)) return bytes
  try {
    return await atOnce(
      () => new WebAssembly.Module(bytes),
      () => WebAssembly.compile(bytes),
    )
  } catch (error) {
    return refuse('uncompilable', where, error, bytes, WebAssembly.validate)
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
