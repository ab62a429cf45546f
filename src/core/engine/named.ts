/** Every engine of this package, for those who choose by name: who takes the default loads no plain-JS twin. */
import { checkOneOf } from '../../check.js'
import type { Core, Family } from '../core.js'
import { jsEngine } from '../js/engine.js'
import type { LoadedEngine } from './loaded.js'
import { type Engine, resolvePackaged } from './packaged.js'
import { startCore } from './start.js'

export function resolveNamed(where: string, engine: Engine | 'js' = 'wasm'): LoadedEngine | Promise<LoadedEngine> {
  if (typeof engine === 'string') checkOneOf(where, 'engine', engine, ['wasm', 'js'])
  return engine === 'js' ? jsEngine : resolvePackaged(where, engine)
}

/** A core with memory of its own, for what works below networks. */
export function createCore(engine?: Engine | 'js', family?: Family): Promise<Core> {
  return startCore(resolveNamed, 'createCore', engine, family)
}
