/** How the task of one kernel is built. */
import type { Kernels } from '../../../core/kernels.js'
import type { Buffers } from '../buffers.js'
import type { KernelCase } from '../cases.js'

export interface Built {
  /** calls the kernel; returns what the last call returned, 0 where that is nothing */
  run(times: number): number
  /** what it writes: pointer and floats of each */
  readonly outputs: readonly (readonly [number, number])[]
}

/**
 * Takes buffers for the operands and gives a loop of its own, so that each call site sees one function and the compiler
 * may inline it. Operands that are updated in place stay in a range where every call does the same work: no value becomes
 * denormal or infinite.
 */
export type Builder = (k: Kernels, buffers: Buffers, c: KernelCase) => Built
