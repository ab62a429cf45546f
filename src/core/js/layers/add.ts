/** The sum of two tensors in plain JS: assembly/layers/add_f32.ts. */
import type { LayerKernels } from '../../layers/kernels.js'
import type { Memory } from '../../memory.js'

export function addKernels(memory: Memory): Pick<LayerKernels, 'add'> {
  return {
    add(y, a, b, n) {
      const { f32 } = memory
      for (let i = 0; i < n; i++) {
        f32[(y >>> 2) + i] = (f32[(a >>> 2) + i] as number) + (f32[(b >>> 2) + i] as number)
      }
    },
  }
}
