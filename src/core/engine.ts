/** Chooses and starts an engine. */
import { base64 } from '#wasm'
import { message, wrongType } from '../check.js'
import type { Core } from './core.js'
import { createJsCore } from './js/core.js'
import { createWasmCore } from './wasm.js'

/**
 * Which engine computes: the WebAssembly core inside this package, its plain-JS twin, or a compiled core of the
 * caller's own. All give the same bits.
 */
export type Engine = 'wasm' | 'js' | WebAssembly.Module

export async function createCore(engine: Engine = 'wasm'): Promise<Core> {
  if (engine === 'js') return createJsCore()
  if (engine === 'wasm') return createWasmCore(await compiled())
  if (typeof engine === 'object') return createWasmCore(engine)
  const value = message('createCore', 'engine', 'one of wasm, js or a WebAssembly.Module', JSON.stringify(engine) ?? '')
  throw typeof engine === 'string' ? new RangeError(value) : wrongType('createCore', 'engine', 'a name', engine)
}

let module: Promise<WebAssembly.Module> | undefined

/** Compiled once and kept: a Module may be shared by any number of instances. */
function compiled(): Promise<WebAssembly.Module> {
  module ??= WebAssembly.compile(Uint8Array.from(atob(base64), (unit) => unit.charCodeAt(0)))
  return module
}
