/**
 * Rows of raw features become standardised f32: x(b, i) = (raw(b, i) - mean(i)) * scale(i).
 *
 *     standardize_u8_f32   raw: bytes         standardize_f32   raw: f32, may be X itself
 *
 * X and raw [rows, inputs] row-major, mean and scale [inputs].
 */

export function standardize_u8_f32(x: usize, raw: usize, mean: usize, scale: usize, rows: i32, inputs: i32): void {
  const whole = <usize>(inputs & ~3)
  const width = <usize>inputs
  for (let b = 0; b < rows; b++) {
    let i: usize = 0
    for (; i < whole; i += 4) {
      const words = i32x4.extend_low_i16x8_u(i16x8.extend_low_i8x16_u(v128.load32_zero(raw + i)))
      const v = f32x4.sub(f32x4.convert_i32x4_s(words), v128.load(mean + (i << 2)))
      v128.store(x + (i << 2), f32x4.mul(v, v128.load(scale + (i << 2))))
    }
    for (; i < width; i++) {
      const v = <f32>load<u8>(raw + i) - load<f32>(mean + (i << 2))
      store<f32>(x + (i << 2), v * load<f32>(scale + (i << 2)))
    }
    raw += width
    x += width << 2
  }
}

export function standardize_f32(x: usize, raw: usize, mean: usize, scale: usize, rows: i32, inputs: i32): void {
  const whole = <usize>(inputs & ~3) << 2
  const width = <usize>inputs << 2
  for (let b = 0; b < rows; b++) {
    let i: usize = 0
    for (; i < whole; i += 16) {
      const v = f32x4.sub(v128.load(raw + i), v128.load(mean + i))
      v128.store(x + i, f32x4.mul(v, v128.load(scale + i)))
    }
    for (; i < width; i += 4) {
      store<f32>(x + i, (load<f32>(raw + i) - load<f32>(mean + i)) * load<f32>(scale + i))
    }
    raw += width
    x += width
  }
}
