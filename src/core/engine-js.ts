/** The engine without WebAssembly: the plain-JS core alone, for hosts that have none or forbid it. */
import { checkOneOf, checkOptions } from '../check.js'
import type { Core } from './core.js'
import { checked, type LoadedEngine, resultOf, type SelfCheckMode } from './engine/loaded.js'
import type { SelfCheck } from './engine/self-check.js'
import { jsEngine } from './js/engine.js'

export type Engine = 'js' | LoadedEngine

export interface EngineOptions {
  /** on a host that computes other bits: refuse (default), warn on the console, or skip the check */
  selfCheck?: SelfCheckMode
}

/**
 * Checks the engine ahead of its first network.
 *
 * @throws TypeError, RangeError for a value that is not an engine; Error with the code E_WRONG_BITS on a host that computes
 *   other bits
 */
export async function loadEngine(engine: Engine = 'js', options: EngineOptions = {}): Promise<LoadedEngine> {
  checkOptions('loadEngine', options, ['selfCheck'])
  return checked('loadEngine', resolve('loadEngine', engine), options.selfCheck)
}

/** The self-check of the engine as a result instead of an error; run once. */
export async function selfCheck(engine: Engine = 'js'): Promise<SelfCheck> {
  return resultOf('selfCheck', resolve('selfCheck', engine))
}

/** A core with memory of its own. Errors as in `loadEngine`; they name the public function `where`. */
export async function createCore(engine: Engine = 'js', where = 'createNetwork'): Promise<Core> {
  const loaded = resolve(where, engine)
  // what loadEngine gave was checked there, or was let pass
  return (loaded === engine ? loaded : await checked(where, loaded)).start(where)
}

function resolve(where: string, engine: Engine): LoadedEngine {
  if (typeof engine === 'object' && engine !== null && 'start' in engine) return engine
  checkOneOf(where, 'engine', engine, ['js'])
  return jsEngine
}
