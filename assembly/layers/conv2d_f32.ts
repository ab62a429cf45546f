/**
 * A convolution of images, channels last, and the gradient for its input: X [B, height, width, C], W [kh, kw, C, O], Y
 * [B, outHeight, outWidth, O]. The windows stand as README.md says; taps outside the image are not there.
 *
 *     conv2d_forward_f32          y(b, oy, ox, o) = act(bias(o) + sum of x(its tap ky, kx, c) w(ky, kx, c, o)), (ky, kx, c) ascending
 *     conv2d_backward_input_f32   dx(b, y, x, c) = (0 + sum of dz(b, oy, ox, o) w(the tap that (y, x) is there, c, o), (oy, ox, o)
 *                                 ascending over the windows that it is in) times act', where x is the layer below's output
 *
 * Both are matrix products without a matrix of patches. Four images are laid side by side, number by number, as the four rows
 * of a tile are (pack_f32), once and not for each window: the taps of a window in one row of the image are then one run of the
 * tile's A, those of W one run of its B. So a window is a chain of kh runs, and one at the border is one of fewer and shorter
 * runs. The input gradient is such a convolution over dZ, with W turned round: one for each remainder of (y, x) by the stride.
 */
import { RELU } from '../activation_f32'
import { narrow_init_f32, pack_group_f32, pack_narrow_f32, pack_panel_transposed_f32, pack_tiles_f32 } from '../pack_f32'
import { packed_8x4 } from '../tile_narrow_f32'
import { packed_4x8 } from '../tile_packed_f32'
import { EPILOGUE_MASK, EPILOGUE_RELU, EPILOGUE_STORE } from '../inline/epilogue'
import { panelCount, panelStart, panelWidth } from '../inline/panels'

const ZEROS: usize = memory.data(32, 16)

/** act is linear or ReLU: others are applied to Y afterwards. */
export function conv2d_forward_f32(
  y: usize, x: usize, w: usize, bias: usize, batch: i32,
  height: i32, width: i32, channels: i32, outHeight: i32, outWidth: i32,
  kh: i32, kw: i32, stride: i32, top: i32, left: i32, filters: i32, activation: i32, work: usize,
): void {
  const epilogue = activation == RELU ? EPILOGUE_RELU : EPILOGUE_STORE
  const panels = panelCount(filters)
  const taps = kh * kw * channels
  const panelStep = <usize>taps << 5
  pack_group_f32(work, w, false, 0, panels, taps, filters, <usize>filters << 2)
  let images = work + <usize>panels * panelStep
  if (filters < 4) {
    bias = narrow_init_f32(images, bias, filters)
    images += 16
  }
  const inputs = height * width * channels
  const pixel = <usize>filters << 2
  const row = <usize>outWidth * pixel
  const imageX = <usize>inputs << 2
  const imageY = <usize>outHeight * row
  for (let b = 0; b < batch; b += images_at_once(batch)) {
    const first = first_of(b, batch)
    const second = second_of(b, batch)
    pack_images(images, x, imageX, inputs, batch, first, second)
    for (let t = 0; t < panels; t++) {
      const start = <usize>panelStart(t, filters) << 2
      slide(
        y + <usize>first * imageY + start, row, pixel, batch < 4 ? 0 : imageY, outHeight, outWidth,
        images, height, width, channels, kh, kw, stride, top, left,
        work + <usize>t * panelStep, panelWidth(t, filters), bias + start, 0, epilogue,
        <usize>(second - first) * imageY,
      )
    }
  }
}

/** act' is that of linear or ReLU. */
export function conv2d_backward_input_f32(
  dx: usize, dz: usize, w: usize, x: usize, batch: i32,
  height: i32, width: i32, channels: i32, outHeight: i32, outWidth: i32,
  kh: i32, kw: i32, stride: i32, top: i32, left: i32, filters: i32, activation: i32, work: usize,
): void {
  const epilogue = activation == RELU ? EPILOGUE_MASK : EPILOGUE_STORE
  const panels = panelCount(channels)
  const images = work + (<usize>(panels * kh * kw) * filters << 5)
  pack_turned(work, w, channels, kh, kw, stride, filters)
  const outputs = outHeight * outWidth * filters
  const pixel = <usize>channels << 2
  const row = <usize>width * pixel
  const imageX = <usize>height * row
  const imageZ = <usize>outputs << 2
  const below = (outHeight - 1) * stride - top + kh
  const right = (outWidth - 1) * stride - left + kw
  // pixels that are in no window
  if (stride > min(kh, kw) || below < height || right < width) memory.fill(dx, 0, <usize>batch * imageX)
  for (let b = 0; b < batch; b += images_at_once(batch)) {
    const first = first_of(b, batch)
    const second = second_of(b, batch)
    pack_images(images, dz, imageZ, outputs, batch, first, second)
    const image = dx + <usize>first * imageX
    let panel = work
    for (let py = 0; py < min(stride, kh); py++) {
      // pixels y0, y0 + stride, ... and the windows that they are in: the first begins with window `above` before the grid
      const jh = (kh - py + stride - 1) / stride
      const i0 = (max(top - py, 0) + stride - 1) / stride
      const y0 = py - top + stride * i0
      const rows = (height - y0 + stride - 1) / stride
      for (let px = 0; px < min(stride, kw); px++) {
        const jw = (kw - px + stride - 1) / stride
        const j0 = (max(left - px, 0) + stride - 1) / stride
        const x0 = px - left + stride * j0
        const columns = (width - x0 + stride - 1) / stride
        for (let t = 0; t < panels; t++) {
          const c = image + <usize>y0 * row + (<usize>(x0 * channels + panelStart(t, channels)) << 2)
          const size = panelWidth(t, channels)
          slide(
            c, <usize>stride * row, <usize>stride * pixel, batch < 4 ? 0 : imageX, rows, columns,
            images, outHeight, outWidth, filters, jh, jw, 1, jh - 1 - i0, jw - 1 - j0,
            panel, size, ZEROS, x - dx, epilogue, <usize>(second - first) * imageX,
          )
          panel += <usize>(jh * jw * filters) << (size == 8 ? 5 : 4)
        }
      }
    }
  }
}

/** Two tiles of four images; with fewer than four images one stands in all rows of its tile. */
@inline
function images_at_once(batch: i32): i32 {
  return batch < 4 ? 1 : 8
}

/** The first image of a tile. A last tile that would stand over is moved back, and computes some again with the same result. */
@inline
function first_of(b: i32, batch: i32): i32 {
  return batch < 4 ? b : min(b, batch - 4)
}

/** The first image of the tile after it, or the same where there is none. */
@inline
function second_of(b: i32, batch: i32): i32 {
  return b + 4 < batch ? first_of(b + 4, batch) : first_of(b, batch)
}

function pack_images(to: usize, from: usize, image: usize, size: i32, batch: i32, first: i32, second: i32): void {
  const apart: usize = batch < 4 ? 0 : image
  pack_tiles_f32(to, from + <usize>first * image, 4, size, apart)
  if (second > first) pack_tiles_f32(to + (<usize>size << 4), from + <usize>second * image, 4, size, apart)
}

/**
 * The panels of W turned round, for each remainder of ky and kx by the stride: the taps from the last to the first, in each o
 * ascending, for columns of c.
 */
function pack_turned(to: usize, w: usize, channels: i32, kh: i32, kw: i32, stride: i32, filters: i32): void {
  const row = <usize>filters << 2
  for (let py = 0; py < min(stride, kh); py++) {
    for (let px = 0; px < min(stride, kw); px++) {
      for (let t = 0; t < panelCount(channels); t++) {
        const size = panelWidth(t, channels)
        for (let ky = kh - 1 - (kh - 1 - py) % stride; ky >= 0; ky -= stride) {
          for (let kx = kw - 1 - (kw - 1 - px) % stride; kx >= 0; kx -= stride) {
            const from = w + <usize>((ky * kw + kx) * channels + panelStart(t, channels)) * row
            if (size < 4) pack_narrow_f32(to, from, true, filters, channels, row)
            else pack_panel_transposed_f32(to, from, size, filters, row)
            to += <usize>filters << (size == 8 ? 5 : 4)
          }
        }
      }
    }
  }
}

/**
 * One panel of columns at all windows of four images, or of twice four: C(i, j) at c + i cRow + j cStep, the images ldc bytes
 * apart, from the window over the grid A [height, width, channels] that begins at (i stride - top, j stride - left). Windows
 * without a tap inside are left as they are. The mask is maskFar bytes after C; the second four images follow the first in A,
 * and are `other` bytes after them in C, 0 for none.
 */
function slide(
  c: usize, cRow: usize, cStep: usize, ldc: usize, rows: i32, columns: i32,
  a: usize, height: i32, width: i32, channels: i32, kh: i32, kw: i32, stride: i32, top: i32, left: i32,
  b: usize, size: i32, init: usize, maskFar: usize, epilogue: i32, other: usize,
): void {
  const pixel = <usize>channels << 4
  const line = <usize>width * pixel
  const next = <usize>height * line
  const tap = <usize>channels << (size == 8 ? 5 : 4)
  const bRun = <usize>kw * tap
  const aStep = <usize>stride * pixel
  // windows `first` to `last` - 1 are inside the grid from left to right
  const first = min((max(left, 0) + stride - 1) / stride, columns)
  const inside = width - kw + left
  const last = inside < 0 ? first : max(min(inside / stride + 1, columns), first)
  for (let i = 0; i < rows; i++, c += cRow) {
    const y = i * stride - top
    const above = max(-y, 0)
    const runs = min(kh, height - y) - above
    if (runs <= 0) continue
    const line0 = a + <usize>(y + above) * line
    const tap0 = b + <usize>(above * kw) * tap
    for (let j = 0; j < columns; j++) {
      const x = j * stride - left
      const before = max(-x, 0)
      const across = min(kw, width - x) - before
      const m = j == first && last > first ? (last - first) << 2 : 4
      if (across > 0) {
        const at = c + <usize>j * cStep
        const from = line0 + <usize>(x + before) * pixel
        const taps = tap0 + <usize>before * tap
        const k = across * channels
        const mask = at + maskFar
        if (size == 8) {
          packed_4x8(at, from, taps, init, mask, m, k, ldc, epilogue, runs, line, bRun, cStep, aStep)
          if (other) {
            packed_4x8(
              at + other, from + next, taps, init, mask + other, m, k, ldc, epilogue, runs, line, bRun, cStep, aStep,
            )
          }
        } else if (other && m == 4) {
          // the narrow tile takes two anyway
          packed_8x4(at, from, taps, init, mask, 8, k, ldc, epilogue, size, runs, line, bRun, other, next)
        } else {
          packed_8x4(at, from, taps, init, mask, m, k, ldc, epilogue, size, runs, line, bRun, cStep, aStep)
          if (other) {
            packed_8x4(
              at + other, from + next, taps, init, mask + other, m, k, ldc, epilogue, size, runs, line, bRun, cStep, aStep,
            )
          }
        }
      }
      j += (m >> 2) - 1
    }
  }
}
