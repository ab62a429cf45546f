/** The engine that needs nothing from the caller: the core inside this package. */
import { core } from '#wasm'
import { wrongType, wrongValue } from '../../check.js'
import { compile } from './compile.js'
import type { LoadedEngine } from './loaded.js'
import { wasmEngine } from './wasm.js'

/**
 * Which engine computes: the WebAssembly core inside this package (default), a compiled core of the caller's own, or what
 * `loadEngine` gave, which has the plain-JS engine too. All give the same bits.
 */
export type Engine = 'wasm' | (WebAssembly.Module & object) | LoadedEngine

let ownModule: Promise<WebAssembly.Module> | undefined

export async function resolvePackaged(where: string, engine: Engine = 'wasm'): Promise<LoadedEngine> {
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
  const next = engine === 'js' ? "write await loadEngine('js')" : undefined
  throw wrong(where, 'engine', 'wasm, a WebAssembly.Module or what loadEngine gave', engine, next)
}
