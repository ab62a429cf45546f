/** Dropout in plain JS: assembly/layers/dropout_f32.ts has the rule. */
import type { LayerKernels } from '../../layers/kernels.js'
import type { Memory } from '../../memory.js'

export function dropoutKernels(memory: Memory): Pick<LayerKernels, 'dropout'> {
  return {
    dropout(y, x, n, first, second, threshold, scale) {
      const { f32 } = memory
      const factor = Math.fround(scale)
      for (let i = 0; i < n; i++) {
        const h = mix(mix(i ^ first) + second) >>> 0
        f32[(y >>> 2) + i] = h < threshold >>> 0 ? 0 : (f32[(x >>> 2) + i] as number) * factor
      }
    },
  }
}

function mix(given: number): number {
  let h = Math.imul(given ^ (given >>> 16), 0x7feb352d)
  h = Math.imul(h ^ (h >>> 15), 0x846ca68b)
  return h ^ (h >>> 16)
}
