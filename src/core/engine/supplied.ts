/** The engine without bytes inside: the caller supplies the core. */
import { checkOptions, message, wrongType } from '../../check.js'
import type { CoreBytes } from '../core.js'
import type { LoadedEngine } from './loaded.js'
import { compileSource, type WasmSource } from './source.js'
import { wasmEngine } from './wasm.js'

/** A source of a module: see `Engine`. */
type Given = WasmSource | PromiseLike<WasmSource>

/**
 * The core of this release (`onecycle/core.wasm`) as a compiled module, its bytes, a `Response` with them, the `URL` to
 * fetch them from, or a promise of one of these; or `{ core, layers }` with such a source of `onecycle/layers.wasm` too, for
 * networks with other layers than dense ones; or what `loadEngine` gave. A `Response` can be read once: load it once with
 * `loadEngine`, and pass the engine to each network.
 */
export type Engine = LoadedEngine | Given | { readonly core: Given; readonly layers: Given }

export async function resolveSupplied(where: string, engine: Engine | undefined): Promise<LoadedEngine> {
  const next = 'pass the core: import, fetch or read onecycle/core.wasm'
  if (engine === undefined) throw wrongType(where, 'engine', 'a source of the core', engine, next)
  if (typeof engine === 'object' && engine !== null) {
    if ('start' in engine) return engine
    if ('layers' in engine) {
      const { core, layers } = checkOptions(where, engine, ['core', 'layers'])
      const [ofCore, ofLayers] = await Promise.all([compileSource(where, core), compileSource(where, layers)])
      const bytes: CoreBytes = (family) => (family ? ofLayers : ofCore).source
      return wasmEngine(ofCore.module, () => ofLayers.module, bytes)
    }
  }
  const { module, source } = await compileSource(where, engine)
  return wasmEngine(module, without, () => source)
}

function without(where: string): never {
  const next = 'pass { core, layers } with a source of onecycle/layers.wasm'
  throw new TypeError(message(where, 'engine', 'the kernels of the layers beside the core', 'the core alone', next))
}
