/** Convolution of each channel by itself in plain JS: assembly/layers/depthwise_f32.ts has the formulas. */
import type { LayerKernels } from '../../layers/kernels.js'
import type { Memory } from '../../memory.js'
import { imageBias } from './conv2d-weight.js'

const { fround } = Math

export function depthwiseKernels(
  memory: Memory,
): Pick<LayerKernels, 'depthwiseForward' | 'depthwiseBackwardWeight' | 'depthwiseBackwardInput'> {
  return {
    depthwiseForward(y, x, w, bias, batch, height, width, channels, outHeight, outWidth, kh, kw, stride, top, left) {
      const { f32 } = memory
      let to = y >>> 2
      for (let b = 0; b < batch; b++) {
        for (let oy = 0; oy < outHeight; oy++) {
          const y0 = oy * stride - top
          for (let ox = 0; ox < outWidth; ox++) {
            const x0 = ox * stride - left
            for (let c = 0; c < channels; c++) {
              let sum = f32[(bias >>> 2) + c] as number
              for (let ky = Math.max(-y0, 0); ky < Math.min(kh, height - y0); ky++) {
                for (let kx = Math.max(-x0, 0); kx < Math.min(kw, width - x0); kx++) {
                  const from = (x >>> 2) + ((b * height + y0 + ky) * width + x0 + kx) * channels + c
                  const weight = (w >>> 2) + (ky * kw + kx) * channels + c
                  sum = fround(sum + fround((f32[from] as number) * (f32[weight] as number)))
                }
              }
              f32[to++] = sum
            }
          }
        }
      }
    },
    depthwiseBackwardWeight(
      dw,
      db,
      x,
      dz,
      batch,
      height,
      width,
      channels,
      outHeight,
      outWidth,
      kh,
      kw,
      stride,
      top,
      left,
    ) {
      const { f32 } = memory
      if (db) imageBias(memory, db, dz, batch, outHeight * outWidth, channels)
      let to = dw >>> 2
      for (let ky = 0; ky < kh; ky++) {
        for (let kx = 0; kx < kw; kx++) {
          for (let c = 0; c < channels; c++) {
            let sum = 0
            for (let b = 0; b < batch; b++) {
              let part = 0
              for (let oy = 0; oy < outHeight; oy++) {
                const iy = oy * stride - top + ky
                if (iy < 0 || iy >= height) continue
                for (let ox = 0; ox < outWidth; ox++) {
                  const ix = ox * stride - left + kx
                  if (ix < 0 || ix >= width) continue
                  const from = (x >>> 2) + ((b * height + iy) * width + ix) * channels + c
                  const d = (dz >>> 2) + ((b * outHeight + oy) * outWidth + ox) * channels + c
                  part = fround(part + fround((f32[from] as number) * (f32[d] as number)))
                }
              }
              sum = fround(sum + part)
            }
            f32[to++] = sum
          }
        }
      }
    },
    depthwiseBackwardInput(dx, dz, w, batch, height, width, channels, outHeight, outWidth, kh, kw, stride, top, left) {
      const { f32 } = memory
      f32.fill(0, dx >>> 2, (dx >>> 2) + batch * height * width * channels)
      let from = dz >>> 2
      for (let b = 0; b < batch; b++) {
        for (let oy = 0; oy < outHeight; oy++) {
          const y0 = oy * stride - top
          for (let ox = 0; ox < outWidth; ox++) {
            const x0 = ox * stride - left
            for (let c = 0; c < channels; c++) {
              const d = f32[from++] as number
              for (let ky = Math.max(-y0, 0); ky < Math.min(kh, height - y0); ky++) {
                for (let kx = Math.max(-x0, 0); kx < Math.min(kw, width - x0); kx++) {
                  const at = (dx >>> 2) + ((b * height + y0 + ky) * width + x0 + kx) * channels + c
                  const weight = f32[(w >>> 2) + (ky * kw + kx) * channels + c] as number
                  f32[at] = (f32[at] as number) + fround(d * weight)
                }
              }
            }
          }
        }
      }
    },
  }
}
