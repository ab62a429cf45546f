/** Batch normalisation in plain JS, channel by channel: assembly/layers/batch_norm_f32.ts has the formulas. */
import type { LayerKernels } from '../../layers/kernels.js'
import type { Memory } from '../../memory.js'

const { fround } = Math

export function batchNormKernels(
  memory: Memory,
): Pick<LayerKernels, 'batchNormMoments' | 'batchNormForward' | 'batchNormBackwardScale' | 'batchNormBackwardInput'> {
  return {
    batchNormMoments(mean, variance, x, count, channels) {
      const { f32 } = memory
      for (let c = 0; c < channels; c++) {
        const end = (x >>> 2) + count * channels
        let sum = 0
        let squares = 0
        for (let at = (x >>> 2) + c; at < end; at += channels) {
          const v = f32[at] as number
          sum += v
          squares += v * v
        }
        const m = sum / count
        f32[(mean >>> 2) + c] = m
        f32[(variance >>> 2) + c] = Math.max(squares / count - m * m, 0)
      }
    },
    batchNormForward(y, x, mean, factor, shift, count, channels) {
      const { f32 } = memory
      for (let c = 0; c < channels; c++) {
        const m = f32[(mean >>> 2) + c] as number
        const f = f32[(factor >>> 2) + c] as number
        const s = f32[(shift >>> 2) + c] as number
        for (let i = c; i < count * channels; i += channels) {
          f32[(y >>> 2) + i] = fround(fround((f32[(x >>> 2) + i] as number) - m) * f) + s
        }
      }
    },
    batchNormBackwardScale(dgamma, dbeta, dy, x, mean, inverse, count, channels) {
      const { f32 } = memory
      for (let c = 0; c < channels; c++) {
        const m = f32[(mean >>> 2) + c] as number
        const r = f32[(inverse >>> 2) + c] as number
        let gamma = 0
        let beta = 0
        for (let i = c; i < count * channels; i += channels) {
          const d = f32[(dy >>> 2) + i] as number
          gamma += d * fround(fround((f32[(x >>> 2) + i] as number) - m) * r)
          beta += d
        }
        f32[(dgamma >>> 2) + c] = gamma
        f32[(dbeta >>> 2) + c] = beta
      }
    },
    batchNormBackwardInput(dx, dy, x, mean, inverse, a, b, factor, count, channels) {
      const { f32 } = memory
      for (let c = 0; c < channels; c++) {
        const m = f32[(mean >>> 2) + c] as number
        const r = f32[(inverse >>> 2) + c] as number
        const ac = f32[(a >>> 2) + c] as number
        const bc = f32[(b >>> 2) + c] as number
        const f = f32[(factor >>> 2) + c] as number
        for (let i = c; i < count * channels; i += channels) {
          const xhat = fround(fround((f32[(x >>> 2) + i] as number) - m) * r)
          const rest = fround(fround((f32[(dy >>> 2) + i] as number) - ac) - fround(xhat * bc))
          f32[(dx >>> 2) + i] = rest * f
        }
      }
    },
  }
}
