/** Layer normalisation in plain JS, row by row: assembly/layers/layer_norm_f32.ts has the formulas. */
import type { LayerKernels } from '../../layers/kernels.js'
import type { Memory } from '../../memory.js'

const { fround } = Math

export function layerNormKernels(
  memory: Memory,
): Pick<LayerKernels, 'layerNormForward' | 'layerNormBackwardScale' | 'layerNormBackwardInput'> {
  return {
    layerNormForward(y, moments, x, gamma, beta, count, channels, epsilon) {
      const { f32 } = memory
      for (let n = 0; n < count; n++) {
        const row = (x >>> 2) + n * channels
        let sum = 0
        let squares = 0
        for (let c = 0; c < channels; c++) {
          const v = f32[row + c] as number
          sum += v
          squares += v * v
        }
        const exact = sum / channels
        const mean = fround(exact)
        const inverse = fround(1 / Math.sqrt(Math.max(squares / channels - exact * exact, 0) + epsilon))
        f32[(moments >>> 2) + 2 * n] = mean
        f32[(moments >>> 2) + 2 * n + 1] = inverse
        for (let c = 0; c < channels; c++) {
          const xhat = fround(fround((f32[row + c] as number) - mean) * inverse)
          f32[(y >>> 2) + n * channels + c] =
            fround(xhat * (f32[(gamma >>> 2) + c] as number)) + (f32[(beta >>> 2) + c] as number)
        }
      }
    },
    layerNormBackwardScale(dgamma, dbeta, dy, x, moments, count, channels) {
      const { f32 } = memory
      for (let c = 0; c < channels; c++) {
        let gamma = 0
        let beta = 0
        for (let n = 0; n < count; n++) {
          const d = f32[(dy >>> 2) + n * channels + c] as number
          gamma += d * xhatAt(f32, (x >>> 2) + n * channels + c, (moments >>> 2) + 2 * n)
          beta += d
        }
        f32[(dgamma >>> 2) + c] = gamma
        f32[(dbeta >>> 2) + c] = beta
      }
    },
    layerNormBackwardInput(dx, dy, x, moments, gamma, count, channels) {
      const { f32 } = memory
      for (let n = 0; n < count; n++) {
        const at = n * channels
        const pair = (moments >>> 2) + 2 * n
        let a = 0
        let b = 0
        for (let c = 0; c < channels; c++) {
          const g = fround((f32[(dy >>> 2) + at + c] as number) * (f32[(gamma >>> 2) + c] as number))
          a += g
          b += g * xhatAt(f32, (x >>> 2) + at + c, pair)
        }
        a = fround(a / channels)
        b = fround(b / channels)
        for (let c = 0; c < channels; c++) {
          const g = fround((f32[(dy >>> 2) + at + c] as number) * (f32[(gamma >>> 2) + c] as number))
          const rest = fround(fround(g - a) - fround(xhatAt(f32, (x >>> 2) + at + c, pair) * b))
          f32[(dx >>> 2) + at + c] = rest * (f32[pair + 1] as number)
        }
      }
    },
  }
}

/** (x - mean) inverse, with the mean and the inverse at `pair`. */
function xhatAt(f32: Float32Array, x: number, pair: number): number {
  return fround(fround((f32[x] as number) - (f32[pair] as number)) * (f32[pair + 1] as number))
}
