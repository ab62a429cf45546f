/**
 * A loaded engine: compiled and checked once, it starts a core for each network.
 *
 * An engine that does not compute the pinned bits of `self-check` is refused before a network sees it.
 */
import { checkOneOf } from '../../check.js'
import type { Core, EngineName } from '../core.js'
import { hostError } from './host-error.js'
import { checkBits, type SelfCheck } from './self-check.js'

/** What `loadEngine` gives: an engine that is compiled and checked. */
export interface LoadedEngine {
  readonly name: EngineName
  /** the compiled core; it may be posted to workers. The plain-JS engine has none */
  readonly module?: WebAssembly.Module
  /** a core with memory of its own; `where` is the public function that errors name */
  start(where?: string): Promise<Core>
}

/** What happens on a host that computes other bits: an error (default), a warning on the console, or nothing. */
export const selfCheckModes = ['refuse', 'warn', 'skip'] as const
/** What happens on a host that computes other bits. */
export type SelfCheckMode = (typeof selfCheckModes)[number]

/** Engines that `loadEngine` has checked, or was told not to check. */
const loaded = new WeakSet<LoadedEngine>()

/** Whether `loadEngine` gave this engine: one that a caller made by hand is checked like any other. */
export function isLoaded(engine: LoadedEngine): boolean {
  return loaded.has(engine)
}

/** Notes that `loadEngine` gives this engine. Returns it. */
export function markLoaded(engine: LoadedEngine): LoadedEngine {
  loaded.add(engine)
  return engine
}

/** Runs the self-check of an engine, or gives the result that is known, and acts on it. Returns the engine. */
export async function checked(
  where: string,
  engine: LoadedEngine,
  mode: SelfCheckMode = 'refuse',
): Promise<LoadedEngine> {
  checkOneOf(where, 'selfCheck', mode, selfCheckModes)
  if (mode === 'skip') {
    // a host that will not start it must say so here, where a fallback may follow
    await engine.start(where)
    return engine
  }
  const { ok, expected, actual } = await resultOf(where, engine)
  if (ok) return engine
  const next = `update it, try the ${engine.name === 'js' ? 'WebAssembly' : 'plain-JS'} engine, or set "selfCheck" to warn`
  const error = hostError('E_WRONG_BITS', where, `a host that computes bits ${expected}`, `bits ${actual}`, next)
  if (mode === 'refuse') throw error
  console.warn(error.message)
  return engine
}

const results = new WeakMap<object, Promise<SelfCheck>>()

/** The self-check of an engine, run once for each module; an engine that does not start is tried again. */
export function resultOf(where: string, engine: LoadedEngine): Promise<SelfCheck> {
  const key = engine.module ?? engine
  const known = results.get(key)
  if (known !== undefined) return known
  const result = engine.start(where).then(checkBits)
  results.set(key, result)
  result.catch(() => results.delete(key))
  return result
}
