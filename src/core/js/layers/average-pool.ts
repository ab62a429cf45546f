/** Average pooling in plain JS, number by number: assembly/layers/average_pool_f32.ts has the rule. */
import type { LayerKernels } from '../../layers/kernels.js'
import type { Memory } from '../../memory.js'

const { fround } = Math

export function averagePoolKernels(memory: Memory): Pick<LayerKernels, 'averagePoolForward' | 'averagePoolBackward'> {
  return {
    averagePoolForward(y, x, batch, height, width, channels, outHeight, outWidth, kh, kw, stride, top, left) {
      const { f32 } = memory
      let to = y >>> 2
      for (let b = 0; b < batch; b++) {
        const image = (x >>> 2) + b * height * width * channels
        for (let oy = 0; oy < outHeight; oy++) {
          const [y0, y1] = inside(oy * stride - top, kh, height)
          for (let ox = 0; ox < outWidth; ox++) {
            const [x0, x1] = inside(ox * stride - left, kw, width)
            const share = fround(1 / ((y1 - y0) * (x1 - x0)))
            for (let c = 0; c < channels; c++) {
              let sum = 0
              for (let iy = y0; iy < y1; iy++) {
                for (let ix = x0; ix < x1; ix++) {
                  sum = fround(sum + (f32[image + (iy * width + ix) * channels + c] as number))
                }
              }
              f32[to++] = sum * share
            }
          }
        }
      }
    },
    averagePoolBackward(dx, dy, batch, height, width, channels, outHeight, outWidth, kh, kw, stride, top, left) {
      const { f32 } = memory
      let from = dy >>> 2
      f32.fill(0, dx >>> 2, (dx >>> 2) + batch * height * width * channels)
      for (let b = 0; b < batch; b++) {
        const image = (dx >>> 2) + b * height * width * channels
        for (let oy = 0; oy < outHeight; oy++) {
          const [y0, y1] = inside(oy * stride - top, kh, height)
          for (let ox = 0; ox < outWidth; ox++) {
            const [x0, x1] = inside(ox * stride - left, kw, width)
            const share = fround(1 / ((y1 - y0) * (x1 - x0)))
            for (let c = 0; c < channels; c++) {
              const part = fround((f32[from++] as number) * share)
              for (let iy = y0; iy < y1; iy++) {
                for (let ix = x0; ix < x1; ix++) {
                  const at = image + (iy * width + ix) * channels + c
                  f32[at] = (f32[at] as number) + part
                }
              }
            }
          }
        }
      }
    },
  }
}

/** The pixels, in one direction, that a window covers: from the first up to the second. */
function inside(from: number, taps: number, size: number): [number, number] {
  return [Math.max(from, 0), Math.min(from + taps, size)]
}
