/** The updates in plain JS; formulas in assembly/sgd_f32.ts, adam_f32.ts and rmsprop_f32.ts. */
import type { Kernels } from '../kernels.js'
import type { Memory } from '../memory.js'
import { flush } from './flush.js'

const { fround } = Math

export function updateKernels(memory: Memory): Pick<Kernels, 'sgdStep' | 'adamStep' | 'rmspropStep'> {
  return {
    sgdStep(w, v, g, n, learningRate, momentum, weightDecay, nesterov) {
      const f32 = memory.f32
      const lr = fround(learningRate)
      const mu = fround(momentum)
      const decay = fround(weightDecay)
      const atW = w >>> 2
      const atV = v >>> 2
      const atG = g >>> 2
      for (let i = 0; i < n; i++) {
        const x = f32[atW + i] as number
        const g = f32[atG + i] as number
        const u = decay === 0 ? g : fround(g + fround(decay * x))
        const velocity = flush(fround(fround(mu * (f32[atV + i] as number)) + u))
        f32[atV + i] = velocity
        const direction = nesterov === 0 ? velocity : fround(u + fround(mu * velocity))
        f32[atW + i] = x - fround(lr * direction)
      }
    },
    adamStep(w, m, v, g, n, rate, beta1, beta2, scale, epsilon, decay, keep) {
      const f32 = memory.f32
      const b1 = fround(beta1)
      const b2 = fround(beta2)
      const rest1 = fround(1 - b1)
      const rest2 = fround(1 - b2)
      const lr = fround(rate)
      const inverse = fround(scale)
      const eps = fround(epsilon)
      const l2 = fround(decay)
      const kept = fround(keep)
      const atW = w >>> 2
      const atM = m >>> 2
      const atV = v >>> 2
      const atG = g >>> 2
      for (let i = 0; i < n; i++) {
        const x = f32[atW + i] as number
        const u = fround((f32[atG + i] as number) + fround(l2 * x))
        const m1 = flush(fround(fround(b1 * (f32[atM + i] as number)) + fround(rest1 * u)))
        const v1 = flush(fround(fround(b2 * (f32[atV + i] as number)) + fround(rest2 * fround(u * u))))
        f32[atM + i] = m1
        f32[atV + i] = v1
        const root = fround(fround(Math.sqrt(fround(v1 * inverse))) + eps)
        f32[atW + i] = fround(kept * x) - fround(lr * fround(m1 / root))
      }
    },
    rmspropStep(w, s, v, g, n, learningRate, rho, momentum, epsilon, weightDecay) {
      const f32 = memory.f32
      const lr = fround(learningRate)
      const kept = fround(rho)
      const rest = fround(1 - kept)
      const mu = fround(momentum)
      const eps = fround(epsilon)
      const decay = fround(weightDecay)
      const atW = w >>> 2
      const atS = s >>> 2
      const atV = v >>> 2
      const atG = g >>> 2
      for (let i = 0; i < n; i++) {
        const x = f32[atW + i] as number
        const u = fround((f32[atG + i] as number) + fround(decay * x))
        const s1 = flush(fround(fround(kept * (f32[atS + i] as number)) + fround(rest * fround(u * u))))
        const direction = fround(u / fround(fround(Math.sqrt(s1)) + eps))
        const v1 = flush(fround(fround(mu * (f32[atV + i] as number)) + direction))
        f32[atS + i] = s1
        f32[atV + i] = v1
        f32[atW + i] = x - fround(lr * v1)
      }
    },
  }
}
