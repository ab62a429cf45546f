/**
 * A core is an engine with its own linear memory: the WebAssembly one or its plain-JS twin, which give the same bits.
 * Each network owns one, so dropping the network frees everything.
 */
import { message } from '../check.js'
import type { Kernels } from './kernels.js'

export type EngineName = 'wasm' | 'js'

export interface Core {
  readonly engine: EngineName
  /** the compiled core that this is an instance of; the plain-JS one has none */
  readonly module?: WebAssembly.Module
  readonly kernels: Kernels
  /** views over the whole memory; `grow` replaces them, so read them from the core and keep them no longer than a step */
  readonly f32: Float32Array
  readonly i32: Int32Array
  readonly u8: Uint8Array
  /** first byte that the caller may use */
  readonly start: number
  /** makes at least `bytes` of memory exist, counted from 0; new memory is zero */
  grow(bytes: number): void
  /** a fresh core of the same engine; `where` is the public function that errors name */
  another(where: string): Promise<Core>
}

/** Both engines count in 32-bit addresses, so that what fits one fits the other. */
export const MEMORY_LIMIT = 2 ** 32 - 65536

/** What asks for memory is always a network, whichever of its methods was called. */
export function outOfMemory(bytes: number): RangeError {
  const next = 'use fewer units, a smaller batch, or fewer rows at once'
  const most = `at most ${megabytes(MEMORY_LIMIT)} and as much as the host has free`
  return new RangeError(message('network', 'memory', most, megabytes(bytes), next))
}

function megabytes(bytes: number): string {
  return `${Math.ceil(bytes / 2 ** 20)} MiB`
}
