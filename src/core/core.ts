/**
 * A core is an engine with its own linear memory: the WebAssembly one or its plain-JS twin, which give the same bits.
 * Each network owns one, so dropping the network frees everything.
 */
import type { Kernels } from './kernels.js'
import type { LayerKernels } from './layers/kernels.js'
import type { Memory } from './memory.js'

/** Which core computes: WebAssembly or its plain-JS twin. */
export type EngineName = 'wasm' | 'js'

/**
 * A set of kernels that a core has only where a layer of the network asks for it: `images` are those of convolutions and max
 * pooling, `layers` are all of the layers beyond dense, these too.
 */
export type Family = 'images' | 'layers'

export interface Core extends Memory {
  readonly engine: EngineName
  /** the compiled core that this is an instance of; the plain-JS one has none */
  readonly module?: WebAssembly.Module
  readonly kernels: Kernels
  /** the kernels of the family, where the core was started with it, and the compiled module that they come from */
  readonly layers?: LayerKernels
  readonly layersModule?: WebAssembly.Module
  /** first byte that the caller may use */
  readonly start: number
  /** a fresh core of the same engine with the same kernels; `where` is the public function that errors name */
  another(where: string): Promise<Core>
}
