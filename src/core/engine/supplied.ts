/** The engine without bytes inside: the caller supplies the core. */
import { wrongType } from '../../check.js'
import type { LoadedEngine } from './loaded.js'
import { compileSource, type WasmSource } from './source.js'
import { wasmEngine } from './wasm.js'

/**
 * The core of this release (`onecycle/core.wasm`) as a compiled module, its bytes, a `Response` with them, the `URL` to
 * fetch them from, or a promise of one of these; or what `loadEngine` gave. A `Response` can be read once: load it once
 * with `loadEngine`, and pass the engine to each network.
 */
export type Engine = LoadedEngine | WasmSource | PromiseLike<WasmSource>

export async function resolveSupplied(where: string, engine: Engine | undefined): Promise<LoadedEngine> {
  const next = 'pass the core: import, fetch or read onecycle/core.wasm'
  if (engine === undefined) throw wrongType(where, 'engine', 'a source of the core', engine, next)
  if (typeof engine === 'object' && engine !== null && 'start' in engine) return engine
  return wasmEngine(await compileSource(where, engine))
}
