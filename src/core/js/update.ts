/** The update in plain JS; formula in assembly/sgd_f32.ts. */
import type { Kernels } from '../kernels.js'
import type { Heap } from './core.js'

const { fround } = Math
const SMALLEST = 2 ** -100

/** |x| < 2^-100 becomes +0, NaN stays NaN (assembly/inline/flush.ts). */
export function flush(x: number): number {
  return Math.abs(x) < SMALLEST ? 0 : x
}

export function updateKernels(heap: Heap): Pick<Kernels, 'sgdStep'> {
  return {
    sgdStep(w, v, g, n, learningRate, momentum, weightDecay, nesterov) {
      const f32 = heap.f32
      const lr = fround(learningRate)
      const mu = fround(momentum)
      const decay = fround(weightDecay)
      const atW = w >>> 2
      const atV = v >>> 2
      const atG = g >>> 2
      for (let i = 0; i < n; i++) {
        const x = f32[atW + i] as number
        const u = fround((f32[atG + i] as number) + fround(decay * x))
        const velocity = flush(fround(fround(mu * (f32[atV + i] as number)) + u))
        f32[atV + i] = velocity
        const direction = nesterov === 0 ? velocity : fround(u + fround(mu * velocity))
        f32[atW + i] = x - fround(lr * direction)
      }
    },
  }
}
