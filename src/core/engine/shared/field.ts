/** Instances of compiled modules over one memory, and types for what they export. */
import type { Kernels } from '../../kernels.js'
import type { LayerKernels } from '../../layers/kernels.js'
import { type Memory, memoryOver, PAGE } from '../../memory.js'

/** A memory and the kernels over it. */
export interface Field extends Memory {
  readonly kernels: Kernels
  readonly layers?: LayerKernels
  /** first byte above the data of the kernels */
  readonly start: number
}

/** @param more the instance of a family's kernels, whose data lie above the core's */
export function fieldOver(
  linear: WebAssembly.Memory,
  core: WebAssembly.Instance,
  more: WebAssembly.Instance | undefined,
): Field {
  const memory = memoryOver(linear.buffer, (bytes) => {
    linear.grow(Math.ceil((bytes - linear.buffer.byteLength) / PAGE))
    return linear.buffer
  })
  return Object.assign(memory, {
    // copies, as an engine looks a name up faster in an object that is not frozen
    kernels: { ...core.exports } as unknown as Kernels,
    start: ((more ?? core).exports.arena_start as () => number)() >>> 0,
    ...(more && { layers: { ...more.exports } as unknown as LayerKernels }),
  })
}
