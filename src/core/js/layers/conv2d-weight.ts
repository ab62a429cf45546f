/** The gradients of a convolution's weights and biases in plain JS: assembly/layers/conv2d_weight_f32.ts. */
import type { LayerKernels } from '../../layers/kernels.js'
import type { Memory } from '../../memory.js'
import { chainsOver } from './chains.js'

const { fround, min } = Math

/** A row of W: its ky, and its place among the rows of that ky. */
interface Tap {
  readonly ky: number
  readonly rest: number
}

export function conv2dWeightKernels(memory: Memory): Pick<LayerKernels, 'conv2dBackwardWeight'> {
  const { sums, pack, run } = chainsOver(memory)

  /** Adds the ends of four chains, those from `first` on, to the `size` of them that are there. */
  function addTo(at: number, first: number, size: number): void {
    const { f32 } = memory
    for (let n = 0; n < size; n++) f32[at + n] = (f32[at + n] as number) + (sums[first + n] as number)
  }

  return {
    conv2dBackwardWeight(
      dw,
      db,
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
      const across = kw * channels
      if (db) imageBias(memory, db, dz, batch, pixels, filters)
      for (let ky = 0; ky < kh; ky++) {
        const row = gradient + ky * across * filters
        f32.fill(0, row + from * filters, row + to * filters)
      }
      for (let b = 0; b < batch; b++) {
        for (let y = 0; y < min(height, rows - top); y++) {
          const source = (x >>> 2) + (b * height + y) * width * channels
          image.set(f32.subarray(source, source + inside), (y + top) * line + left * channels)
        }
        for (let o = 0; o < filters; o += 4) {
          const size = min(4, filters - o)
          pack(pixels, size, (p, j) => (dz >>> 2) + (b * pixels + p) * filters + o + j)
          for (let n = 0; n < kh * (to - from); n += 2) {
            // the last of an odd number goes with itself
            const [tap, other] = [n, min(n + 1, kh * (to - from) - 1)].map((row) => {
              const ky = Math.floor(row / (to - from))
              return { ky, rest: from + row - ky * (to - from) }
            }) as [Tap, Tap]
            const first = tap.ky * line + tap.rest
            const second = other.ky * line + other.rest
            sums.fill(0)
            for (let oy = 0; oy < outHeight; oy++) {
              const down = oy * stride * line
              run(image, first + down, second + down, oy * outWidth, outWidth, stride * channels)
            }
            addTo(gradient + (tap.ky * across + tap.rest) * filters + o, 0, size)
            if (second !== first) addTo(gradient + (other.ky * across + other.rest) * filters + o, 4, size)
          }
        }
      }
    },
  }
}

/** db <- the sums of dZ[B, pixels, O]. */
export function imageBias(
  { f32 }: Memory,
  db: number,
  dz: number,
  batch: number,
  pixels: number,
  filters: number,
): void {
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
}
