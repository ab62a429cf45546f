/** One kernel at one size as a task: operands in the core's memory, and a loop that calls it. */
import type { Core } from '../../core/core.js'
import type { Kernels } from '../../core/kernels.js'
import { joined, type Task } from '../task.js'
import { Buffers } from './buffers.js'
import type { Builder } from './builders/builder.js'
import { layers } from './builders/layers.js'
import { losses } from './builders/losses.js'
import { optimizers } from './builders/optimizers.js'
import { rows } from './builders/rows.js'
import type { KernelCase } from './cases.js'

const builders: Record<keyof Kernels, Builder> = { ...layers, ...losses, ...optimizers, ...rows }

/**
 * @param start first free byte of the core's memory
 * @returns the task, and the first byte behind its operands
 */
export function kernelTask(core: Core, start: number, seed: number, c: KernelCase): { task: Task; end: number } {
  const buffers = new Buffers(core, start, seed)
  const { run, outputs } = builders[c.kernel](core.kernels, buffers, c)
  const check = () => {
    buffers.reset()
    const result = new Uint32Array(Float64Array.of(run(1)).buffer)
    const words = outputs.map(([at, n]) => new Uint32Array(core.f32.slice(at >>> 2, (at >>> 2) + n).buffer))
    return joined([...words, result])
  }
  return { task: { run, check }, end: buffers.end }
}
