/** The engine without bytes: the caller supplies the core. */
import { checkOptions, wrongType } from '../check.js'
import type { Core } from './core.js'
import { compile, type WasmSource } from './engine/compile.js'
import { checked, type LoadedEngine, resultOf, type SelfCheckMode } from './engine/loaded.js'
import type { SelfCheck } from './engine/self-check.js'
import { wasmEngine } from './engine/wasm.js'

/**
 * The core of this release (`onecycle/core.wasm`) as a compiled module, its bytes, a `Response` with them, the `URL` to
 * fetch them from, or a promise of one of these; or what `loadEngine` gave.
 */
export type Engine = LoadedEngine | WasmSource | PromiseLike<WasmSource>

export interface EngineOptions {
  /** on a host that computes other bits: refuse (default), warn on the console, or skip the check */
  selfCheck?: SelfCheckMode
}

/**
 * Fetches, compiles and checks a core. A `Response` can be read once: load it once, and pass the engine to each network.
 *
 * @returns the engine, to be passed as `engine` to `createNetwork`
 * @throws TypeError for a value that is not a source; Error with a `code` (E_WASM_FETCH, E_NO_SIMD, E_WASM_CSP,
 *   E_WASM_EMBEDDER, E_WASM_INVALID, E_WRONG_BITS) and the remedy where it fails
 */
export async function loadEngine(engine: Engine, options: EngineOptions = {}): Promise<LoadedEngine> {
  checkOptions('loadEngine', options, ['selfCheck'])
  return checked('loadEngine', await resolve('loadEngine', engine), options.selfCheck)
}

/** The self-check of an engine as a result instead of an error; run once for each. Errors of the host as in `loadEngine`. */
export async function selfCheck(engine: Engine): Promise<SelfCheck> {
  return resultOf('selfCheck', await resolve('selfCheck', engine))
}

/** A core with memory of its own. Errors as in `loadEngine`; they name the public function `where`. */
export async function createCore(engine: Engine | undefined, where = 'createNetwork'): Promise<Core> {
  const loaded = await resolve(where, engine)
  // what loadEngine gave was checked there, or was let pass
  return (loaded === engine ? loaded : await checked(where, loaded)).start(where)
}

async function resolve(where: string, engine: Engine | undefined): Promise<LoadedEngine> {
  const next = 'pass the core: import, fetch or read onecycle/core.wasm'
  if (engine === undefined) throw wrongType(where, 'engine', 'a source of the core', engine, next)
  if (typeof engine === 'object' && engine !== null && 'start' in engine) return engine
  return wasmEngine(await compile(where, engine))
}
