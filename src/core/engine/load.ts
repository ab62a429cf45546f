/** `loadEngine` and `selfCheck` over the engines of an entry point. */
import { checkOneOf, checkOptions } from '../../check.js'
import { checked, type LoadedEngine, markLoaded, resultOf, type SelfCheckMode } from './loaded.js'
import { isUnable } from './refusals/host-error.js'
import type { SelfCheck } from './self-check.js'
import type { Resolve } from './start.js'

/** Options of `loadEngine`. */
export interface EngineOptions {
  /** on a host that computes other bits: refuse (default), warn on the console, or skip the check */
  selfCheck?: SelfCheckMode
}

/** Options of `loadEngine`, with what to do where there is no WebAssembly SIMD. */
export interface FallbackOptions extends EngineOptions {
  /** the engine to take where the host has no WebAssembly SIMD, forbids to compile or has no more memory; without it that is an error */
  fallback?: 'js'
}

/** @param spare the engine that the option `fallback` names; without one the entry point has no such option */
export function loadEngineOf<E>(
  resolve: Resolve<E>,
  spare?: LoadedEngine,
): (engine?: E, options?: FallbackOptions) => Promise<LoadedEngine> {
  const where = 'loadEngine'
  const known = spare === undefined ? ['selfCheck'] : ['fallback', 'selfCheck']
  return async (engine, options = {}) => {
    const { fallback, selfCheck } = checkOptions(where, options, known)
    if (fallback !== undefined) checkOneOf(where, 'fallback', fallback, ['js'])
    const other = fallback && spare
    try {
      const found = await checked(where, await resolve(where, engine), selfCheck)
      return markLoaded(other === undefined ? found : withSpare(found, other), selfCheck)
    } catch (error) {
      if (other === undefined || !isUnable(error)) throw error
      return markLoaded(await checked(where, other, selfCheck), selfCheck)
    }
  }
}

/** The engine, or the other one for networks for which the host has no more memory by then. */
function withSpare(engine: LoadedEngine, other: LoadedEngine): LoadedEngine {
  const { name, module } = engine
  return {
    name,
    ...(module && { module }),
    async start(...asked) {
      try {
        return await engine.start(...asked)
      } catch (error) {
        if (!isUnable(error)) throw error
        return other.start(...asked)
      }
    },
  }
}

export function selfCheckOf<E>(resolve: Resolve<E>): (engine?: E) => Promise<SelfCheck> {
  return async (engine) => resultOf('selfCheck', await resolve('selfCheck', engine))
}
