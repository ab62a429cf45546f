/**
 * Rows of raw features become standardised f32: x(b, i) = (raw(r, i) - mean(i)) * scale(i).
 *
 *     standardize_u8_f32, standardize_f32   r = b: consecutive rows; raw f32 may be X itself
 *     gather_u8_f32, gather_f32             r = rows(b): the shuffled rows of a whole dataset, outside X
 *
 * X [count, inputs] row-major, raw [.., inputs] row-major bytes or f32, rows i32 [count], mean and scale [inputs].
 */

export function standardize_u8_f32(x: usize, raw: usize, mean: usize, scale: usize, count: i32, inputs: i32): void {
  for (let b = 0; b < count; b++) {
    row_u8(x, raw, mean, scale, <usize>inputs)
    raw += <usize>inputs
    x += <usize>inputs << 2
  }
}

export function standardize_f32(x: usize, raw: usize, mean: usize, scale: usize, count: i32, inputs: i32): void {
  for (let b = 0; b < count; b++) {
    row_f32(x, raw, mean, scale, <usize>inputs << 2)
    raw += <usize>inputs << 2
    x += <usize>inputs << 2
  }
}

export function gather_u8_f32(
  x: usize, raw: usize, rows: usize, mean: usize, scale: usize, count: i32, inputs: i32,
): void {
  for (let b = 0; b < count; b++) {
    row_u8(x, raw + <usize>load<u32>(rows) * <usize>inputs, mean, scale, <usize>inputs)
    rows += 4
    x += <usize>inputs << 2
  }
}

export function gather_f32(
  x: usize, raw: usize, rows: usize, mean: usize, scale: usize, count: i32, inputs: i32,
): void {
  const row = <usize>inputs << 2
  for (let b = 0; b < count; b++) {
    row_f32(x, raw + <usize>load<u32>(rows) * row, mean, scale, row)
    rows += 4
    x += row
  }
}

/** One row of `width` bytes, sixteen at a time; a last group that would stand over starts earlier. */
function row_u8(x: usize, raw: usize, mean: usize, scale: usize, width: usize): void {
  const end = raw + width
  if (width >= 16) {
    for (const last = end - 16; raw <= last; raw += 16) {
      sixteen(x, raw, mean, scale)
      x += 64
      mean += 64
      scale += 64
    }
    if (raw == end) return
    const back: usize = 16 - (end - raw)
    const lane = back << 2
    return sixteen(x - lane, raw - back, mean - lane, scale - lane)
  }
  for (; raw < end; raw++, x += 4, mean += 4, scale += 4) {
    store<f32>(x, (<f32>load<u8>(raw) - load<f32>(mean)) * load<f32>(scale))
  }
}

@inline
function sixteen(x: usize, raw: usize, mean: usize, scale: usize): void {
  const bytes = v128.load(raw)
  const low = i16x8.extend_low_i8x16_u(bytes)
  const high = i16x8.extend_high_i8x16_u(bytes)
  four(x, 0, i32x4.extend_low_i16x8_u(low), mean, scale)
  four(x, 16, i32x4.extend_high_i16x8_u(low), mean, scale)
  four(x, 32, i32x4.extend_low_i16x8_u(high), mean, scale)
  four(x, 48, i32x4.extend_high_i16x8_u(high), mean, scale)
}

/** Four values, `at` bytes on. */
@inline
function four(x: usize, at: usize, words: v128, mean: usize, scale: usize): void {
  const v = f32x4.sub(f32x4.convert_i32x4_s(words), v128.load(mean + at))
  v128.store(x + at, f32x4.mul(v, v128.load(scale + at)))
}

/** One row of `bytes` bytes of f32. */
function row_f32(x: usize, raw: usize, mean: usize, scale: usize, bytes: usize): void {
  const whole = bytes & ~15
  let i: usize = 0
  for (; i < whole; i += 16) {
    const v = f32x4.sub(v128.load(raw + i), v128.load(mean + i))
    v128.store(x + i, f32x4.mul(v, v128.load(scale + i)))
  }
  for (; i < bytes; i += 4) {
    store<f32>(x + i, (load<f32>(raw + i) - load<f32>(mean + i)) * load<f32>(scale + i))
  }
}
