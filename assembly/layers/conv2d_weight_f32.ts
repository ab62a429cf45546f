/**
 * The gradients of a convolution's weights and biases, given dZ [B, outHeight, outWidth, O].
 *
 *     conv2d_backward_weight_f32   dw(ky, kx, c, o) = 0 + sum of p(b), b ascending, with
 *                                  p(b) = 0 + sum of x(b, its tap ky, kx, c) dz(b, oy, ox, o), (oy, ox) ascending, x 0 outside
 *     conv2d_backward_bias_f32     db(o) likewise, with p(b) = 0 + sum of dz(b, oy, ox, o)
 *
 * For each image P is the product of its patches, transposed, and dZ. The patches of a block of rows of W are copied into the
 * tiles of A: what four neighbouring weights of a tap meet lies side by side in the image, so a step of a tile is one vector.
 */
import { dense_backward_bias_f32 } from '../dense_backward_f32'
import { pack_group_f32 } from '../pack_f32'
import { packed_8x4 } from '../tile_narrow_f32'
import { packed_4x8 } from '../tile_packed_f32'
import { EPILOGUE_STORE } from '../inline/epilogue'
import { panelCount, panelStart, panelWidth } from '../inline/panels'

const ZEROS: usize = memory.data(32, 16)

/** Rows of W whose tiles of A are to stay in the first-level cache or near it: 2^14 floats, at most 128 rows. */
@inline
function block_rows(pixels: i32): i32 {
  return max(min(16384 / pixels, 128) & ~3, 4)
}

/** Rows `from` to `to` - 1 of dW [kh kw C, O]. */
export function conv2d_backward_weight_f32(
  dw: usize, x: usize, dz: usize, batch: i32, from: i32, to: i32,
  height: i32, width: i32, channels: i32, outHeight: i32, outWidth: i32,
  kh: i32, kw: i32, stride: i32, top: i32, left: i32, filters: i32, work: usize,
): void {
  const pixels = outHeight * outWidth
  const row = <usize>filters << 2
  const imageX = <usize>(height * width * channels) << 2
  const imageZ = <usize>pixels * row
  // what the windows cover, which stands over where the image is padded, or ends before it
  const paddedHeight = (outHeight - 1) * stride + kh
  const paddedWidth = (outWidth - 1) * stride + kw
  const padded = top > 0 || left > 0 || paddedHeight > height || paddedWidth > width
  const panels = panelCount(filters)
  const panelStep = <usize>pixels << 5
  const image = work + <usize>panels * panelStep
  const line = <usize>((padded ? paddedWidth : width) * channels) << 2
  const tiles = image + (padded ? <usize>paddedHeight * line : 0)
  const block = block_rows(pixels)
  const part = tiles + (<usize>(block * pixels) << 2)
  const all = kh * kw * channels
  memory.fill(dw + <usize>from * row, 0, <usize>(to - from) * row)
  if (padded) memory.fill(image, 0, <usize>paddedHeight * line)
  for (let b = 0; b < batch; b++, x += imageX, dz += imageZ) {
    pack_group_f32(work, dz, false, 0, panels, pixels, filters, row)
    if (padded) copy_inside(image, line, x, height, width, channels, top, left, paddedHeight, paddedWidth)
    for (let at = from; at < to; at += block) {
      const rows = min(block, to - at)
      // a last tile of fewer rows starts higher
      const first = max(min(at, all - 4), 0)
      const top4 = rows < 4 ? first : at
      const count = rows < 4 ? 4 : rows
      pack_taps(tiles, padded ? image : x, line, top4, count, all, channels, outHeight, outWidth, kw, stride)
      for (let t = 0; t < panels; t++) {
        const start = <usize>panelStart(t, filters) << 2
        const panel = work + <usize>t * panelStep
        const size = panelWidth(t, filters)
        if (size == 8) packed_4x8(part + start, tiles, panel, ZEROS, 0, count, pixels, row, EPILOGUE_STORE)
        else packed_8x4(part + start, tiles, panel, ZEROS, 0, count, pixels, row, EPILOGUE_STORE, size)
      }
      add(dw + <usize>at * row, part + <usize>(at - top4) * row, rows * filters)
    }
  }
}

/**
 * The tiles of rows `first` to `first + count` - 1 of W, count >= 4, the last one moved back as that of a product is: for each
 * window the numbers that four of its taps meet. Rows that W does not have meet what its last one does.
 */
function pack_taps(
  to: usize, image: usize, line: usize, first: i32, count: i32, all: i32,
  channels: i32, outHeight: i32, outWidth: i32, kw: i32, stride: i32,
): void {
  const across = kw * channels
  const next = <usize>(stride * channels) << 2
  const down = <usize>stride * line
  for (let row = 0; row < count; row += 4) {
    const tap = first + min(row, count - 4)
    const o0 = offset_of(tap, across, line)
    const together = tap % across + 4 <= across
    const o1 = offset_of(min(tap + 1, all - 1), across, line)
    const o2 = offset_of(min(tap + 2, all - 1), across, line)
    const o3 = offset_of(min(tap + 3, all - 1), across, line)
    let from = image
    for (let oy = 0; oy < outHeight; oy++, from += down) {
      let at = from
      for (let ox = 0; ox < outWidth; ox++, at += next, to += 16) {
        if (together) {
          v128.store(to, v128.load(at + o0))
        } else {
          let v = v128.load32_zero(at + o0)
          v = v128.load_lane<f32>(at + o1, v, 1)
          v = v128.load_lane<f32>(at + o2, v, 2)
          v128.store(to, v128.load_lane<f32>(at + o3, v, 3))
        }
      }
    }
  }
}

/** From the corner of a window to what a row of W meets, in bytes. */
@inline
function offset_of(tap: i32, across: i32, line: usize): usize {
  return <usize>(tap / across) * line + (<usize>(tap % across) << 2)
}

/** What the windows cover of an image that is inside an area of zeros. */
function copy_inside(
  to: usize, line: usize, x: usize, height: i32, width: i32, channels: i32, top: i32, left: i32, rows: i32, columns: i32,
): void {
  const pixel = <usize>channels << 2
  const bytes = <usize>min(width, columns - left) * pixel
  to += <usize>top * line + <usize>left * pixel
  for (let y = 0; y < min(height, rows - top); y++) {
    memory.copy(to, x, bytes)
    to += line
    x += <usize>width * pixel
  }
}

/** to += from, n values. */
function add(to: usize, from: usize, n: i32): void {
  const last = to + (<usize>n << 2)
  const whole = to + (<usize>(n & ~3) << 2)
  for (; to < whole; to += 16, from += 16) v128.store(to, f32x4.add(v128.load(to), v128.load(from)))
  for (; to < last; to += 4, from += 4) store<f32>(to, load<f32>(to) + load<f32>(from))
}

/** work: `filters` floats. */
export function conv2d_backward_bias_f32(
  db: usize, dz: usize, batch: i32, pixels: i32, filters: i32, work: usize,
): void {
  const imageZ = <usize>(pixels * filters) << 2
  memory.fill(db, 0, <usize>filters << 2)
  for (let b = 0; b < batch; b++, dz += imageZ) {
    dense_backward_bias_f32(work, dz, pixels, filters)
    add(db, work, filters)
  }
}
