/**
 * The gradients of a convolution's weights and biases, given dZ [B, outHeight, outWidth, O].
 *
 *     conv2d_backward_weight_f32   dw(ky, kx, c, o) = 0 + sum of p(b), b ascending, with
 *                                  p(b) = 0 + sum of x(b, its tap ky, kx, c) dz(b, oy, ox, o), (oy, ox) ascending, x 0 outside
 *                                  db(o) likewise, with p(b) = 0 + sum of dz(b, oy, ox, o), unless db is 0
 *
 * For each image P is the product of its patches, transposed, and dZ. A tile has four neighbouring weights of a ky, which meet
 * four neighbouring numbers of the image, a vector, at each window. At stride 1 the windows of the next ky meet those of this
 * one a row further down: so one strip of such vectors, over the whole height, is the A of all ky.
 */
import { dense_backward_bias_f32 } from '../dense_backward_f32'
import { pack_narrow_f32, pack_panel_f32, pack_panels_f32, transpose_vectors_f32 } from '../pack_f32'
import { packed_8x4 } from '../tile_narrow_f32'
import { packed_4x8 } from '../tile_packed_f32'
import { EPILOGUE_STORE } from '../inline/epilogue'

const ZEROS: usize = memory.data(32, 16)

/** Of each ky the rows `from` to `to` - 1 of dW [kh, kw C, O], and db, as dZ is at hand. */
export function conv2d_backward_weight_f32(
  dw: usize, db: usize, x: usize, dz: usize, batch: i32, from: i32, to: i32,
  height: i32, width: i32, channels: i32, outHeight: i32, outWidth: i32,
  kh: i32, kw: i32, stride: i32, top: i32, left: i32, filters: i32, work: usize,
): void {
  const pixels = outHeight * outWidth
  const row = <usize>filters << 2
  const imageX = <usize>(height * width * channels) << 2
  const imageZ = <usize>pixels * row
  // what the windows cover, which stands over where the image is padded, or ends before it
  const rows = (outHeight - 1) * stride + kh
  const columns = (outWidth - 1) * stride + kw
  const padded = top > 0 || left > 0 || rows > height || columns > width
  const line = <usize>((padded ? columns : width) * channels) << 2
  const image = work + <usize>pixels * panels_width(filters)
  const tiles = image + (padded ? <usize>rows * line : 0)
  const across = kw * channels
  const count = to - from
  for (let ky = 0; ky < kh; ky++) memory.fill(dw + <usize>(ky * across + from) * row, 0, <usize>count * row)
  if (db) memory.fill(db, 0, row)
  if (padded) memory.fill(image, 0, <usize>rows * line)
  for (let b = 0; b < batch; b++, x += imageX, dz += imageZ) {
    if (db) add_image_bias(db, dz, pixels, filters, work)
    pack_columns(work, dz, pixels, filters)
    if (padded) copy_inside(image, line, x, height, width, channels, top, left, rows, columns)
    const source = padded ? image : x
    if (count >= 16 || (count & 3) == 0) {
      by_strips(dw, source, line, channels, outHeight, outWidth, kh, across, stride, from, to, filters, work, tiles)
    } else {
      by_taps(dw, source, line, channels, outHeight, outWidth, kh, across, stride, from, to, filters, work, tiles)
    }
  }
}

/** Four rows of each ky at a time, to - from >= 4; those that are left over at the end go with some before them, in a place apart. */
function by_strips(
  dw: usize, image: usize, line: usize, channels: i32, outHeight: i32, outWidth: i32,
  kh: i32, across: i32, stride: i32, from: i32, to: i32, filters: i32, panels: usize, strip: usize,
): void {
  const pixels = outHeight * outWidth
  const row = <usize>filters << 2
  const next = <usize>(stride * channels) << 2
  const together = stride == 1 ? kh : 1
  const height = outHeight + together - 1
  const part = strip + (<usize>(height * outWidth) << 4)
  for (let tap = from; tap < to; tap += 4) {
    const first = min(tap, to - 4)
    const late = <usize>(tap - first) * row
    for (let ky = 0; ky < kh; ky += together) {
      pack_strip(strip, image + <usize>ky * line + (<usize>first << 2), height, outWidth, <usize>stride * line, next)
      const c = dw + <usize>(ky * across + first) * row
      const step = late ? row << 2 : <usize>across * row
      if (late) memory.fill(part, 0, <usize>together * step)
      add_columns(late ? part : c, step, strip, <usize>outWidth << 4, together, panels, pixels, filters)
      if (!late) continue
      for (let j = 0; j < together; j++) {
        add(c + <usize>(j * across) * row + late, part + <usize>j * step + late, (4 - (tap - first)) * filters)
      }
    }
  }
}

/** All rows in one sequence, four at a time, for so few that tiles of one ky each would be half empty. */
function by_taps(
  dw: usize, image: usize, line: usize, channels: i32, outHeight: i32, outWidth: i32,
  kh: i32, across: i32, stride: i32, from: i32, to: i32, filters: i32, panels: usize, tiles: usize,
): void {
  const pixels = outHeight * outWidth
  const row = <usize>filters << 2
  const next = <usize>(stride * channels) << 2
  const count = to - from
  const all = kh * count
  // as many tiles as stay near the first-level cache
  const most = max(min(4096 / pixels, 16), 1)
  const part = tiles + (<usize>(most * pixels) << 4)
  for (let first = 0; first < all; first += 4 * most) {
    const end = min(first + 4 * most, all)
    let tile = tiles
    for (let tap = first; tap < end; tap += 4, tile += <usize>pixels << 4) {
      const o0 = offset_of(tap, count, from, line)
      const o1 = offset_of(min(tap + 1, all - 1), count, from, line)
      const o2 = offset_of(min(tap + 2, all - 1), count, from, line)
      const o3 = offset_of(min(tap + 3, all - 1), count, from, line)
      // four that are there and lie side by side; two rows 12 bytes apart end like those
      if (tap + 3 < all && o3 == o0 + 12) pack_strip(tile, image + o0, outHeight, outWidth, <usize>stride * line, next)
      else gather_strip(tile, image, o0, o1, o2, o3, outHeight, outWidth, <usize>stride * line, next)
    }
    const used = (end - first + 3) >> 2
    memory.fill(part, 0, <usize>used * 4 * row)
    add_columns(part, 4 * row, tiles, <usize>pixels << 4, used, panels, pixels, filters)
    for (let tap = first; tap < end; tap++) {
      const to = dw + <usize>(tap / count * across + from + tap % count) * row
      add(to, part + <usize>(tap - first) * row, filters)
    }
  }
}

/** From the corner of a window to what row `tap` of the sequence meets, in bytes. */
@inline
function offset_of(tap: i32, count: i32, from: i32, line: usize): usize {
  return <usize>(tap / count) * line + (<usize>(from + tap % count) << 2)
}

/** A vector of the image for each window; the windows lie `next` bytes apart, their rows `down`. */
function pack_strip(to: usize, from: usize, rows: i32, columns: i32, down: usize, next: usize): void {
  for (let y = 0; y < rows; y++, from += down) {
    let at = from
    for (let x = 0; x < columns; x++, at += next, to += 16) v128.store(to, v128.load(at))
  }
}

/** The same of four numbers that lie apart. */
function gather_strip(
  to: usize, image: usize, o0: usize, o1: usize, o2: usize, o3: usize, rows: i32, columns: i32, down: usize, next: usize,
): void {
  for (let y = 0; y < rows; y++, image += down) {
    let at = image
    let x = 0
    if (next == 4) {
      for (; x + 4 <= columns; x += 4, at += 16, to += 64) {
        transpose_vectors_f32(to, 16, v128.load(at + o0), v128.load(at + o1), v128.load(at + o2), v128.load(at + o3))
      }
    }
    for (; x < columns; x++, at += next, to += 16) {
      let v = v128.load32_zero(at + o0)
      v = v128.load_lane<f32>(at + o1, v, 1)
      v = v128.load_lane<f32>(at + o2, v, 2)
      v128.store(to, v128.load_lane<f32>(at + o3, v, 3))
    }
  }
}

/** Bytes of a row of all panels. */
@inline
function panels_width(n: i32): usize {
  return <usize>((n + 3) & ~3) << 2
}

/** Panels of B that cover its n columns once: eight wide, then of four, the last of those that are left. */
function pack_columns(to: usize, b: usize, k: i32, n: i32): void {
  const row = <usize>n << 2
  const full = n & ~7
  if (full) pack_panels_f32(to, b, full >> 3, k, row)
  to += <usize>(full * k) << 2
  for (let left = full; left < n; left += 4, to += <usize>k << 4) {
    const from = b + (<usize>left << 2)
    if (n - left < 4) pack_narrow_f32(to, from, false, k, n - left, row)
    else pack_panel_f32(to, from, 4, k, row)
  }
}

/** C += A B: `tiles` tiles of four rows and all columns, whose panels pack_columns made. */
function add_columns(
  c: usize, cStep: usize, a: usize, aStep: usize, tiles: i32, panels: usize, k: i32, n: i32,
): void {
  const row = <usize>n << 2
  const m = tiles << 2
  let left = 0
  for (; left + 8 <= n; left += 8, c += 32, panels += <usize>k << 5) {
    packed_4x8(c, a, panels, ZEROS, 0, m, k, row, EPILOGUE_STORE, 1, 0, 0, cStep, aStep, true)
  }
  for (; left < n; left += 4, c += 16, panels += <usize>k << 4) {
    packed_8x4(c, a, panels, ZEROS, 0, m, k, row, EPILOGUE_STORE, min(n - left, 4), 1, 0, 0, cStep, aStep, true)
  }
}

/** What the windows cover of an image, inside an area that is 0 around it. */
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

/** db += the sum of the rows of an image of dZ; work: `filters` floats. */
export function add_image_bias(db: usize, dz: usize, pixels: i32, filters: i32, work: usize): void {
  dense_backward_bias_f32(work, dz, pixels, filters)
  add(db, work, filters)
}
