/** The engine without WebAssembly: the plain-JS core alone, for hosts that have none or forbid it. */
import { checkOneOf } from '../../check.js'
import { jsEngine } from '../js/engine.js'
import type { LoadedEngine } from './loaded.js'

/** js (default), or what `loadEngine` gave. */
export type Engine = 'js' | LoadedEngine

export function resolvePlain(where: string, engine: Engine = 'js'): LoadedEngine {
  if (typeof engine === 'object' && engine !== null && 'start' in engine) return engine
  checkOneOf(where, 'engine', engine, ['js'])
  return jsEngine
}
