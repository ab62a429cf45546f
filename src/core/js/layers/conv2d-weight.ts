/** The gradients of a convolution's weights and biases in plain JS: assembly/layers/conv2d_weight_f32.ts. */
import type { LayerKernels } from '../../layers/kernels.js'
import type { Memory } from '../../memory.js'
import { chainsOver } from './chains.js'

const { fround, min } = Math

export function conv2dWeightKernels(memory: Memory): Pick<LayerKernels, 'conv2dBackwardWeight' | 'conv2dBackwardBias'> {
  const { sums, pack, run } = chainsOver(memory)

  return {
    conv2dBackwardWeight(
      dw,
      x,
      dz,
      batch,
      from,
      to,
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
      filters,
    ) {
      const { f32 } = memory
      const gradient = dw >>> 2
      const pixels = outHeight * outWidth
      // the image inside what the windows cover, 0 around it
      const rows = (outHeight - 1) * stride + kh
      const line = ((outWidth - 1) * stride + kw) * channels
      const image = new Float32Array(rows * line)
      const inside = min(width * channels, line - left * channels)
      f32.fill(0, gradient + from * filters, gradient + to * filters)
      for (let b = 0; b < batch; b++) {
        for (let y = 0; y < min(height, rows - top); y++) {
          const source = (x >>> 2) + (b * height + y) * width * channels
          image.set(f32.subarray(source, source + inside), (y + top) * line + left * channels)
        }
        for (let o = 0; o < filters; o += 4) {
          const size = min(4, filters - o)
          pack(pixels, size, (p, j) => (dz >>> 2) + (b * pixels + p) * filters + o + j)
          for (let tap = from; tap < to; tap += 2) {
            const other = min(tap + 1, to - 1)
            const [first, second] = [tap, other].map((row) => {
              const across = row % (kw * channels)
              return ((row - across) / (kw * channels)) * line + across
            }) as [number, number]
            sums.fill(0)
            for (let oy = 0; oy < outHeight; oy++) {
              const down = oy * stride * line
              run(image, first + down, second + down, oy * outWidth, outWidth, stride * channels)
            }
            for (let n = 0; n < size; n++) {
              const at = gradient + o + n
              f32[at + tap * filters] = (f32[at + tap * filters] as number) + (sums[n] as number)
              if (other === tap) continue
              f32[at + other * filters] = (f32[at + other * filters] as number) + (sums[n + 4] as number)
            }
          }
        }
      }
    },

    conv2dBackwardBias(db, dz, batch, pixels, filters) {
      const { f32 } = memory
      const to = db >>> 2
      for (let o = 0; o < filters; o++) {
        let at = (dz >>> 2) + o
        let sum = 0
        for (let b = 0; b < batch; b++) {
          let part = 0
          for (let p = 0; p < pixels; p++, at += filters) part = fround(part + (f32[at] as number))
          sum = fround(sum + part)
        }
        f32[to + o] = sum
      }
    },
  }
}
