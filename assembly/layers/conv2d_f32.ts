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
  for (let b = 0; b < batch; b += tile_of(batch)) {
    const apart = first_of(b, batch)
    pack_tiles_f32(images, x + <usize>apart * imageX, 4, inputs, batch < 4 ? 0 : imageX)
    for (let t = 0; t < panels; t++) {
      const start = <usize>panelStart(t, filters) << 2
      slide(
        y + <usize>apart * imageY + start, row, pixel, batch < 4 ? 0 : imageY, outHeight, outWidth,
        images, height, width, channels, kh, kw, stride, top, left,
        work + <usize>t * panelStep, panelWidth(t, filters), bias + start, 0, epilogue,
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
  for (let b = 0; b < batch; b += tile_of(batch)) {
    const apart = first_of(b, batch)
    pack_tiles_f32(images, dz + <usize>apart * imageZ, 4, outputs, batch < 4 ? 0 : imageZ)
    const image = dx + <usize>apart * imageX
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
            panel, size, ZEROS, x - dx, epilogue,
          )
          panel += <usize>(jh * jw * filters) << (size == 8 ? 5 : 4)
        }
      }
    }
  }
}

/** Images that a tile takes further on: with fewer than four, one image stands in all four rows. */
@inline
function tile_of(batch: i32): i32 {
  return batch < 4 ? 1 : 4
}

/** The last tile of images is moved back until it fits, and computes some again with the same result. */
@inline
function first_of(b: i32, batch: i32): i32 {
  return batch < 4 ? b : min(b, batch - 4)
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
 * One panel of columns at all windows of four images: C(i, j) at c + i cRow + j cStep, the images ldc bytes apart, from the
 * window over the grid A [height, width, channels] that begins at (i stride - top, j stride - left). Windows without a tap
 * inside are left as they are. The mask is maskFar bytes after C.
 */
function slide(
  c: usize, cRow: usize, cStep: usize, ldc: usize, rows: i32, columns: i32,
  a: usize, height: i32, width: i32, channels: i32, kh: i32, kw: i32, stride: i32, top: i32, left: i32,
  b: usize, size: i32, init: usize, maskFar: usize, epilogue: i32,
): void {
  const pixel = <usize>channels << 4
  const line = <usize>width * pixel
  const tap = <usize>channels << (size == 8 ? 5 : 4)
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
      const whole = j == first && last > first
      if (across > 0) {
        const at = c + <usize>j * cStep
        run(
          at, line0 + <usize>(x + before) * pixel, tap0 + <usize>before * tap, init, at + maskFar, whole ? last - first : 1,
          across * channels, ldc, epilogue, runs, line, <usize>kw * tap, cStep, <usize>stride * pixel, size,
        )
      }
      if (whole) j = last - 1
    }
  }
}

@inline
function run(
  c: usize, a: usize, b: usize, init: usize, mask: usize, tiles: i32, k: i32, ldc: usize, epilogue: i32,
  runs: i32, aRun: usize, bRun: usize, cStep: usize, aStep: usize, size: i32,
): void {
  if (size == 8) packed_4x8(c, a, b, init, mask, tiles << 2, k, ldc, epilogue, runs, aRun, bRun, cStep, aStep)
  else packed_8x4(c, a, b, init, mask, tiles << 2, k, ldc, epilogue, size, runs, aRun, bRun, cStep, aStep)
}
