/** Convolutions of images and their input gradient in plain JS, two images at a time: assembly/layers/conv2d_f32.ts. */
import type { LayerKernels } from '../../layers/kernels.js'
import type { Memory } from '../../memory.js'
import { chainsOver } from './chains.js'

const { max, min } = Math
const RELU = 1

export function conv2dKernels(memory: Memory): Pick<LayerKernels, 'conv2dForward' | 'conv2dBackwardInput'> {
  const { sums, pack, run } = chainsOver(memory)

  /**
   * The panel at all windows of all images: C(b, i, j) at c + b cImage + i cRow + j cStep, from the window over the grid
   * A [B, height, width, channels] that begins at (i stride - top, j stride - left). Windows without a tap inside are left as
   * they are.
   */
  function slide(
    c: number,
    cImage: number,
    cRow: number,
    cStep: number,
    batch: number,
    rows: number,
    columns: number,
    a: number,
    height: number,
    width: number,
    channels: number,
    kh: number,
    kw: number,
    stride: number,
    top: number,
    left: number,
    size: number,
    init: number,
    rectify: boolean,
  ): void {
    const { f32 } = memory
    const image = height * width * channels
    const line = width * channels
    for (let b = 0; b < batch; b += 2) {
      // an odd image out goes with itself
      const other = min(b + 1, batch - 1)
      for (let i = 0; i < rows; i++) {
        const y = i * stride - top
        const above = max(-y, 0)
        const runs = min(kh, height - y) - above
        for (let j = 0; j < columns; j++) {
          const x = j * stride - left
          const before = max(-x, 0)
          const steps = (min(kw, width - x) - before) * channels
          if (runs <= 0 || steps <= 0) continue
          for (let n = 0; n < 8; n++) sums[n] = init < 0 || (n & 3) >= size ? 0 : (f32[init + (n & 3)] as number)
          const from = a + ((y + above) * width + x + before) * channels
          const tap = (above * kw + before) * channels
          for (let n = 0; n < runs; n++) {
            run(f32, from + b * image + n * line, from + other * image + n * line, tap + n * kw * channels, steps, 1)
          }
          const to = c + i * cRow + j * cStep
          for (let n = 0; n < size; n++) {
            const [first, second] = [sums[n] as number, sums[n + 4] as number]
            f32[to + b * cImage + n] = rectify && first < 0 ? 0 : first
            f32[to + other * cImage + n] = rectify && second < 0 ? 0 : second
          }
        }
      }
    }
  }

  return {
    conv2dForward(
      y,
      x,
      w,
      bias,
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
      filters,
      activation,
    ) {
      const row = outWidth * filters
      for (let o = 0; o < filters; o += 4) {
        const size = min(4, filters - o)
        pack(kh * kw * channels, size, (p, j) => (w >>> 2) + p * filters + o + j)
        slide(
          (y >>> 2) + o,
          outHeight * row,
          row,
          filters,
          batch,
          outHeight,
          outWidth,
          x >>> 2,
          height,
          width,
          channels,
          kh,
          kw,
          stride,
          top,
          left,
          size,
          (bias >>> 2) + o,
          activation === RELU,
        )
      }
    },

    conv2dBackwardInput(
      dx,
      dz,
      w,
      x,
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
      filters,
      activation,
    ) {
      const { f32 } = memory
      const to = dx >>> 2
      const row = width * channels
      const size = batch * height * row
      f32.fill(0, to, to + size)
      // pixels with one remainder by the stride meet the taps with that remainder, from the last to the first
      for (let py = 0; py < min(stride, kh); py++) {
        const jh = Math.ceil((kh - py) / stride)
        const i0 = Math.ceil(max(top - py, 0) / stride)
        const y0 = py - top + stride * i0
        for (let px = 0; px < min(stride, kw); px++) {
          const jw = Math.ceil((kw - px) / stride)
          const j0 = Math.ceil(max(left - px, 0) / stride)
          const x0 = px - left + stride * j0
          const tapOf = (turned: number) => {
            const jx = turned % jw
            const jy = (turned - jx) / jw
            return (py + stride * (jh - 1 - jy)) * kw + px + stride * (jw - 1 - jx)
          }
          for (let c = 0; c < channels; c += 4) {
            const columns = min(4, channels - c)
            pack(jh * jw * filters, columns, (p, j) => {
              const o = p % filters
              return (w >>> 2) + (tapOf((p - o) / filters) * channels + c + j) * filters + o
            })
            slide(
              to + y0 * row + x0 * channels + c,
              height * row,
              stride * row,
              stride * channels,
              batch,
              Math.ceil((height - y0) / stride),
              Math.ceil((width - x0) / stride),
              dz >>> 2,
              outHeight,
              outWidth,
              filters,
              jh,
              jw,
              1,
              jh - 1 - i0,
              jw - 1 - j0,
              columns,
              -1,
              false,
            )
          }
        }
      }
      if (activation !== RELU) return
      const below = x >>> 2
      for (let i = 0; i < size; i++) if (!((f32[below + i] as number) > 0)) f32[to + i] = 0
    },
  }
}
