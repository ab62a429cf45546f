/**
 * A core is an engine with its own linear memory: the WebAssembly one or its plain-JS twin, which give the same bits.
 * Each network owns one, so dropping the network frees everything.
 */
import type { Kernels } from './kernels.js'
import type { Memory } from './memory.js'

/** Which core computes: WebAssembly or its plain-JS twin. */
export type EngineName = 'wasm' | 'js'

export interface Core extends Memory {
  readonly engine: EngineName
  /** the compiled core that this is an instance of; the plain-JS one has none */
  readonly module?: WebAssembly.Module
  readonly kernels: Kernels
  /** first byte that the caller may use */
  readonly start: number
  /** a fresh core of the same engine; `where` is the public function that errors name */
  another(where: string): Promise<Core>
}
