/** Max pooling in plain JS, number by number: assembly/layers/max_pool_f32.ts has the rule. */
import type { LayerKernels } from '../../layers/kernels.js'
import type { Memory } from '../../memory.js'

export function maxPoolKernels(memory: Memory): Pick<LayerKernels, 'maxPoolForward' | 'maxPoolBackward'> {
  return {
    maxPoolForward(y, winners, x, batch, height, width, channels, outHeight, outWidth, kh, kw, stride, top, left) {
      const { f32, u8 } = memory
      const winnerRow = (outHeight * outWidth * channels + 3) & ~3
      let to = y >>> 2
      for (let b = 0; b < batch; b++) {
        const image = (x >>> 2) + b * height * width * channels
        let winner = winners + b * winnerRow
        for (let oy = 0; oy < outHeight; oy++) {
          const y0 = oy * stride - top
          const [ky0, ky1] = [Math.max(-y0, 0), Math.min(kh, height - y0)]
          for (let ox = 0; ox < outWidth; ox++) {
            const x0 = ox * stride - left
            const [kx0, kx1] = [Math.max(-x0, 0), Math.min(kw, width - x0)]
            for (let c = 0; c < channels; c++) {
              let best = -Infinity
              let first = ky0 * kw + kx0
              for (let ky = ky0; ky < ky1; ky++) {
                let at = image + ((y0 + ky) * width + x0 + kx0) * channels + c
                for (let kx = kx0; kx < kx1; kx++, at += channels) {
                  const v = f32[at] as number
                  if (!(v <= best) && !Number.isNaN(best)) {
                    best = v
                    first = ky * kw + kx
                  }
                }
              }
              f32[to++] = best
              u8[winner++] = first
            }
          }
        }
      }
    },
    maxPoolBackward(dx, dy, winners, batch, height, width, channels, outHeight, outWidth, _kh, kw, stride, top, left) {
      const { f32, u8 } = memory
      const image = height * width * channels
      const winnerRow = (outHeight * outWidth * channels + 3) & ~3
      let from = dy >>> 2
      f32.fill(0, dx >>> 2, (dx >>> 2) + batch * image)
      for (let b = 0; b < batch; b++) {
        const to = (dx >>> 2) + b * image
        let winner = winners + b * winnerRow
        for (let oy = 0; oy < outHeight; oy++) {
          for (let ox = 0; ox < outWidth; ox++) {
            for (let c = 0; c < channels; c++) {
              const tap = u8[winner++] as number
              const kx = tap % kw
              const ky = (tap - kx) / kw
              const at = to + ((oy * stride - top + ky) * width + ox * stride - left + kx) * channels + c
              f32[at] = (f32[at] as number) + (f32[from++] as number)
            }
          }
        }
      }
    },
  }
}
