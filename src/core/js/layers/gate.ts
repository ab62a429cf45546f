/** SiLU and GELU in plain JS: assembly/layers/gate_f32.ts has the formulas. */
import type { LayerKernels } from '../../layers/kernels.js'
import type { Memory } from '../../memory.js'
import { sigmoidF32 } from '../exponential.js'

const { fround } = Math
const FAR = 10_000

export function gateKernels(memory: Memory): Pick<LayerKernels, 'gateForward' | 'gateBackward'> {
  return {
    gateForward(y, x, n, a, b) {
      const { f32 } = memory
      const inner = [fround(a), fround(b)] as const
      for (let i = 0; i < n; i++) {
        const v = f32[(x >>> 2) + i] as number
        f32[(y >>> 2) + i] = v * sigmoidF32(fround(v * polynomial(nearSquare(v), ...inner)))
      }
    },
    gateBackward(dx, dy, x, n, a, b) {
      const { f32 } = memory
      const inner = [fround(a), fround(b)] as const
      const slope = [inner[0], fround(3 * inner[1])] as const
      for (let i = 0; i < n; i++) {
        const v = f32[(x >>> 2) + i] as number
        const z = nearSquare(v)
        const s = sigmoidF32(fround(v * polynomial(z, ...inner)))
        const rest = fround(fround(fround(v * s) * fround(1 - s)) * polynomial(z, ...slope))
        f32[(dx >>> 2) + i] = (f32[(dy >>> 2) + i] as number) * fround(s + rest)
      }
    },
  }
}

function nearSquare(v: number): number {
  const z = fround(v * v)
  return z > FAR ? FAR : z
}

function polynomial(z: number, a: number, b: number): number {
  return fround(a + fround(b * z))
}
