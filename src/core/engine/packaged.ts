/** The engines that need nothing from the caller: the core inside this package, and its plain-JS twin. */
import { core } from '#wasm'
import { wrongType, wrongValue } from '../../check.js'
import type { Core } from '../core.js'
import { jsEngine } from '../js/engine.js'
import { compile } from './compile.js'
import type { LoadedEngine } from './loaded.js'
import { startCore } from './start.js'
import { wasmEngine } from './wasm.js'

/**
 * Which engine computes: the WebAssembly core inside this package (default), its plain-JS twin, a compiled core of the
 * caller's own, or what `loadEngine` gave. All give the same bits.
 */
export type Engine = 'wasm' | 'js' | (WebAssembly.Module & object) | LoadedEngine

let ownModule: Promise<WebAssembly.Module> | undefined

export async function resolvePackaged(where: string, engine: Engine = 'wasm'): Promise<LoadedEngine> {
  if (engine === 'js') return jsEngine
  if (engine === 'wasm') {
    ownModule ??= compile(where, core).catch((error) => {
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

/** A core with memory of its own, for what works below networks. */
export function createCore(engine?: Engine): Promise<Core> {
  return startCore(resolvePackaged, 'createCore', engine)
}
