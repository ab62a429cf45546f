/**
 * A core is an engine with linear memory: the WebAssembly one or its plain-JS twin, which give the same bits. Each network
 * owns one, so dropping the network frees everything.
 */
import type { Kernels } from './kernels.js'
import type { LayerKernels } from './layers/kernels.js'
import type { Memory } from './memory.js'
import type { Pace, Shared, Threads } from './threads/threads.js'

/** Which core computes: WebAssembly or its plain-JS twin. */
export type EngineName = 'wasm' | 'js'

/**
 * A set of kernels that a core has only where a layer of the network asks for it: `images` are those of convolutions and max
 * pooling, `layers` are all of the layers beyond dense, these too.
 */
export type Family = 'images' | 'layers'

/** The bytes of the core, or of a family of kernels that a core was started with; a compiled module where there are none. */
export type CoreBytes = (family?: Family) => WebAssembly.Module | ArrayBuffer | ArrayBufferView | undefined

/** What of a network may ask for its memory, and the threads that are asked for. */
export interface Parts {
  readonly layers: readonly object[]
  readonly loss: object
  readonly threads?: number | 'auto' | undefined
  /** that 'auto' may choose, and how many of them now, asked before each update; by default as many as there are cores */
  readonly most?: number | undefined
  readonly limit?: (() => number) | undefined
}

export interface Core extends Memory {
  readonly engine: EngineName
  /** the compiled core that this is an instance of; the plain-JS one has none */
  readonly module?: WebAssembly.Module
  readonly kernels: Kernels
  /** the kernels of the family, where the core was started with it, and the compiled module that they come from */
  readonly layers?: LayerKernels | undefined
  readonly layersModule?: WebAssembly.Module | undefined
  /** first byte that the caller may use */
  readonly start: number
  /**
   * a fresh core of the same engine with the same kernels; `where` is the public function that errors name, `shares` the
   * parts of a network whose memory may be one that others use too: then `grow` may move `start`, and what lies above it
   */
  another(where: string, shares?: Parts): Promise<Core>
  /** the bytes of both, where the engine has them: a shared memory needs modules of its own */
  readonly bytes?: CoreBytes | undefined
  /** threads that were asked for and are there, where any were asked for */
  readonly threads?: Threads
  /** those that share its kernels, where there are several */
  readonly team?: Shared
  /** told of each update, where the number of threads is chosen by time */
  readonly pace?: Pace
  /** gives back at once what garbage collection would give back; nothing of the core may be used after it */
  dispose?(): void
}
