/**
 * Some of the numbers, times `scale`, the others 0: which ones is a function of two keys and the number's place alone, so the
 * backward pass finds them again.
 *
 *     y(i) = h(i) < threshold ? 0 : x(i) scale, h(i) = mix(mix(i ^ first) + second), 32 bits without sign
 *     mix(h) = h ^ h >> 16, times 0x7feb352d, ^ >> 15, times 0x846ca68b, ^ >> 16
 *
 * The last n mod 4 go one by one.
 */
@inline const M0: i32 = 0x7feb352d
@inline const M1: i32 = 0x846ca68b

export function dropout_f32(y: usize, x: usize, n: i32, first: i32, second: i32, threshold: i32, scale: f32): void {
  const whole = n & ~3
  let places = i32x4(0, 1, 2, 3)
  for (let i = 0; i < whole; i += 4, x += 16, y += 16) {
    const h = mix_i32x4(i32x4.add(mix_i32x4(v128.xor(places, i32x4.splat(first))), i32x4.splat(second)))
    const dropped = i32x4.lt_u(h, i32x4.splat(threshold))
    v128.store(y, v128.andnot(f32x4.mul(v128.load(x), f32x4.splat(scale)), dropped))
    places = i32x4.add(places, i32x4.splat(4))
  }
  for (let i = whole; i < n; i++, x += 4, y += 4) {
    const h = mix_i32(mix_i32(i ^ first) + second)
    store<f32>(y, <u32>h < <u32>threshold ? 0 : load<f32>(x) * scale)
  }
}

@inline
function mix_i32x4(h: v128): v128 {
  h = v128.xor(h, i32x4.shr_u(h, 16))
  h = i32x4.mul(h, i32x4.splat(M0))
  h = v128.xor(h, i32x4.shr_u(h, 15))
  h = i32x4.mul(h, i32x4.splat(M1))
  return v128.xor(h, i32x4.shr_u(h, 16))
}

@inline
function mix_i32(h: i32): i32 {
  h = (h ^ (h >>> 16)) * M0
  h = (h ^ (h >>> 15)) * M1
  return h ^ (h >>> 16)
}
