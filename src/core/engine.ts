/** Chooses and starts an engine: the core inside this package, its plain-JS twin, or a compiled core of the caller's. */
import { core } from '#wasm'
import { checkOneOf, checkOptions, wrongType, wrongValue } from '../check.js'
import type { Core } from './core.js'
import { compile } from './engine/compile.js'
import { isUnable } from './engine/host-error.js'
import { checked, type LoadedEngine, resultOf, type SelfCheckMode } from './engine/loaded.js'
import type { SelfCheck } from './engine/self-check.js'
import { wasmEngine } from './engine/wasm.js'
import { jsEngine } from './js/engine.js'

/**
 * Which engine computes: the WebAssembly core inside this package, its plain-JS twin, a compiled core of the caller's
 * own, or what `loadEngine` gave. All give the same bits.
 */
export type Engine = 'wasm' | 'js' | (WebAssembly.Module & object) | LoadedEngine

export interface EngineOptions {
  /** the engine to take where the host has no WebAssembly SIMD or forbids compiling; without it, that is an error */
  fallback?: 'js'
  /** on a host that computes other bits: refuse (default), warn on the console, or skip the check */
  selfCheck?: SelfCheckMode
}

/**
 * Compiles and checks an engine ahead of its first network. Nothing is done twice: a module is checked once.
 *
 * @param engine by default the core inside this package
 * @returns the engine, to be passed as `engine` to `createNetwork`; `engine.name` tells which it is
 * @throws TypeError, RangeError for a value that is not an engine; Error with a `code` (E_NO_SIMD, E_WASM_CSP,
 *   E_WASM_EMBEDDER, E_WRONG_BITS, ...) and the remedy where the host cannot run it
 */
export async function loadEngine(engine: Engine = 'wasm', options: EngineOptions = {}): Promise<LoadedEngine> {
  checkOptions('loadEngine', options, ['fallback', 'selfCheck'])
  const { fallback, selfCheck } = options
  if (fallback !== undefined) checkOneOf('loadEngine', 'fallback', fallback, ['js'])
  try {
    return await checked('loadEngine', await resolve('loadEngine', engine), selfCheck)
  } catch (error) {
    if (fallback === undefined || !isUnable(error)) throw error
    return checked('loadEngine', jsEngine, selfCheck)
  }
}

/** The self-check of an engine as a result instead of an error; run once for each. Errors of the host as in `loadEngine`. */
export async function selfCheck(engine: Engine = 'wasm'): Promise<SelfCheck> {
  return resultOf('selfCheck', await resolve('selfCheck', engine))
}

/** A core with memory of its own. Errors as in `loadEngine`; they name the public function `where`. */
export async function createCore(engine: Engine = 'wasm', where = 'createNetwork'): Promise<Core> {
  const loaded = await resolve(where, engine)
  // what loadEngine gave was checked there, or was let pass
  return (loaded === engine ? loaded : await checked(where, loaded)).start(where)
}

let ownModule: Promise<WebAssembly.Module> | undefined

async function resolve(where: string, engine: Engine): Promise<LoadedEngine> {
  if (engine === 'js') return jsEngine
  if (engine === 'wasm') {
    ownModule ??= compile(where, core()).catch((error) => {
      // not kept: the error names who asked
      ownModule = undefined
      throw error
    })
    return wasmEngine(await ownModule)
  }
  if (typeof engine === 'object' && engine !== null) return 'start' in engine ? engine : wasmEngine(engine)
  const wrong = typeof engine === 'string' ? wrongValue : wrongType
  throw wrong(where, 'engine', 'wasm, js, a WebAssembly.Module or what loadEngine gave', engine)
}
