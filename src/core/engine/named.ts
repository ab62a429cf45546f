/** Every engine of this package, for those who choose by name: who takes the default loads no plain-JS twin. */
import { checkOneOf } from '../../check.js'
import { jsEngine } from '../js/engine.js'
import type { LoadedEngine } from './loaded.js'
import { resolvePackaged } from './own.js'
import type { Engine } from './packaged.js'

export function resolveNamed(where: string, engine: Engine | 'js' = 'wasm'): LoadedEngine | Promise<LoadedEngine> {
  if (typeof engine === 'string') checkOneOf(where, 'engine', engine, ['wasm', 'js'])
  return engine === 'js' ? jsEngine : resolvePackaged(where, engine)
}
