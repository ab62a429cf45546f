/** Y = A + B, n numbers; the last n mod 4 one by one. */
export function add_f32(y: usize, a: usize, b: usize, n: i32): void {
  const last = y + (<usize>n << 2)
  const whole = y + (<usize>(n & ~3) << 2)
  for (; y < whole; y += 16, a += 16, b += 16) v128.store(y, f32x4.add(v128.load(a), v128.load(b)))
  for (; y < last; y += 4, a += 4, b += 4) store<f32>(y, load<f32>(a) + load<f32>(b))
}
