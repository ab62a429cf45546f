/** The engine of a core inside this package, with the kernels of layers beside it. */
import type { Family } from '../core.js'
import { bytesOf } from '../text-bytes.js'
import { type Compilable, compile } from './compile.js'
import type { LoadedEngine } from './loaded.js'
import { refuse } from './refusals/refuse.js'
import { wasmEngine } from './wasm.js'

/**
 * Which engine computes: the WebAssembly core inside this package (default), a compiled core of the caller's own, or what
 * `loadEngine` gave, which has the plain-JS engine too. All give the same bits.
 */
export type Engine = 'wasm' | (WebAssembly.Module & object) | LoadedEngine

/** Compiles once, and again after a failure, as the error names who asked. */
function once(source: () => Compilable | Promise<Compilable>): (where: string) => Promise<WebAssembly.Module> {
  let module: Promise<WebAssembly.Module> | undefined
  return (where) => {
    module ??= compile(where, source).catch((error) => {
      module = undefined
      throw error
    })
    return module
  }
}

/** What was compiled. */
const known: Partial<Record<Family | 'core', Compilable>> = {}

const ownImages = /* @__PURE__ */ once(async () => (known.images = (await import('#images-wasm')).layers(bytesOf)))
const ownLayers = /* @__PURE__ */ once(async () => (known.layers = (await import('#layers-wasm')).layers(bytesOf)))
const bytes = (family: Family | 'core' = 'core') => known[family]

const ownFamily = (where: string, family: Family) => (family === 'images' ? ownImages : ownLayers)(where)

export function packagedOf(core: () => Compilable): (where: string, engine?: Engine) => Promise<LoadedEngine> {
  const ownCore = once(() => (known.core = core()))
  return async (where, engine = 'wasm') => {
    if (engine === 'wasm') return wasmEngine(await ownCore(where), ownFamily, bytes)
    if (typeof engine === 'object' && engine !== null) {
      return 'start' in engine ? engine : wasmEngine(engine, ownFamily)
    }
    return refuse('unknown', where, engine)
  }
}
