/**
 * e^x for x <= 0 in single precision, the same operations in four lanes and in one.
 *
 *     t = x log2(e) + 1.5 * 2^23      its low bits are n = round(x log2(e)), ties to even
 *     r = (x - n C1) - n C2           C1 + C2 = ln 2, C1 with few bits, so the first product is exact
 *     y = (P(r) r^2 + r) + 1          P: minimax polynomial of degree 5 (Cephes, Moshier)
 *     e^x = y 2^n                     0 below -87, so the result is never denormal; NaN stays NaN
 *
 * Relative error below 2 ulp.
 */
@inline const LOG2_E: f32 = 1.44269504088896341
@inline const ROUND: f32 = 12582912
@inline const C1: f32 = 0.693359375
@inline const C2: f32 = -2.12194440e-4
@inline const P0: f32 = 1.9875691500e-4
@inline const P1: f32 = 1.3981999507e-3
@inline const P2: f32 = 8.3334519073e-3
@inline const P3: f32 = 4.1665795894e-2
@inline const P4: f32 = 1.6666665459e-1
@inline const P5: f32 = 5.0000001201e-1
@inline const LOWEST: f32 = -87

@inline
export function exp_f32x4(x: v128): v128 {
  return exp_given(
    x, f32x4.splat(LOG2_E), f32x4.splat(ROUND), f32x4.splat(C1), f32x4.splat(C2), f32x4.splat(P0), f32x4.splat(P1),
    f32x4.splat(P2), f32x4.splat(P3), f32x4.splat(P4), f32x4.splat(P5), f32x4.splat(1), f32x4.splat(LOWEST),
  )
}

/** Four lanes, given the constants. */
@inline
function exp_given(
  x: v128, log2e: v128, round: v128, c1: v128, c2: v128,
  p0: v128, p1: v128, p2: v128, p3: v128, p4: v128, p5: v128, one: v128, lowest: v128,
): v128 {
  const t = f32x4.add(f32x4.mul(x, log2e), round)
  const n = f32x4.sub(t, round)
  const r = f32x4.sub(f32x4.sub(x, f32x4.mul(n, c1)), f32x4.mul(n, c2))
  let p = f32x4.add(f32x4.mul(p0, r), p1)
  p = f32x4.add(f32x4.mul(p, r), p2)
  p = f32x4.add(f32x4.mul(p, r), p3)
  p = f32x4.add(f32x4.mul(p, r), p4)
  p = f32x4.add(f32x4.mul(p, r), p5)
  const y = f32x4.add(f32x4.add(f32x4.mul(p, f32x4.mul(r, r)), r), one)
  // one is also 127 << 23, the exponent's bias
  const scale = i32x4.add(i32x4.shl(t, 23), one)
  return v128.andnot(f32x4.mul(y, scale), f32x4.lt(x, lowest))
}

@inline
export function exp_f32(x: f32): f32 {
  const t: f32 = x * LOG2_E + ROUND
  const n: f32 = t - ROUND
  const r: f32 = x - n * C1 - n * C2
  let p: f32 = P0 * r + P1
  p = p * r + P2
  p = p * r + P3
  p = p * r + P4
  p = p * r + P5
  const y: f32 = p * (r * r) + r + 1
  const scale = reinterpret<f32>((reinterpret<i32>(t) << 23) + (127 << 23))
  return x < LOWEST ? 0 : y * scale
}

/** The constants above as a table, since V8 builds a constant vector anew, in three instructions, at each use. */
const TABLE: usize = memory.data<f32>([LOG2_E, ROUND, C1, C2, P0, P1, P2, P3, P4, P5, 1, LOWEST], 16)

/**
 * In place: x <- e^(x - most) for `groups` groups of vectors, `group` bytes each and one after the other, each with a vector
 * of its own in `most`. The sums, one chain in each lane, go to `sums`. A call, since its constants take all registers.
 */
export function exp_differences_f32x4(at: usize, group: usize, groups: i32, most: usize, sums: usize): void {
  const log2e = v128.load32_splat(TABLE)
  const round = v128.load32_splat(TABLE, 4)
  const c1 = v128.load32_splat(TABLE, 8)
  const c2 = v128.load32_splat(TABLE, 12)
  const p0 = v128.load32_splat(TABLE, 16)
  const p1 = v128.load32_splat(TABLE, 20)
  const p2 = v128.load32_splat(TABLE, 24)
  const p3 = v128.load32_splat(TABLE, 28)
  const p4 = v128.load32_splat(TABLE, 32)
  const p5 = v128.load32_splat(TABLE, 36)
  const one = v128.load32_splat(TABLE, 40)
  const lowest = v128.load32_splat(TABLE, 44)
  for (let g = 0; g < groups; g++) {
    const shift = v128.load(most)
    let sum = f32x4.splat(0)
    const end = at + group
    // four at a time, since each is one long chain
    for (; at + 64 <= end; at += 64) {
      const x0 = f32x4.sub(v128.load(at), shift)
      const x1 = f32x4.sub(v128.load(at, 16), shift)
      const x2 = f32x4.sub(v128.load(at, 32), shift)
      const x3 = f32x4.sub(v128.load(at, 48), shift)
      const e0 = exp_given(x0, log2e, round, c1, c2, p0, p1, p2, p3, p4, p5, one, lowest)
      const e1 = exp_given(x1, log2e, round, c1, c2, p0, p1, p2, p3, p4, p5, one, lowest)
      const e2 = exp_given(x2, log2e, round, c1, c2, p0, p1, p2, p3, p4, p5, one, lowest)
      const e3 = exp_given(x3, log2e, round, c1, c2, p0, p1, p2, p3, p4, p5, one, lowest)
      v128.store(at, e0)
      v128.store(at, e1, 16)
      v128.store(at, e2, 32)
      v128.store(at, e3, 48)
      sum = f32x4.add(sum, e0)
      sum = f32x4.add(sum, e1)
      sum = f32x4.add(sum, e2)
      sum = f32x4.add(sum, e3)
    }
    for (; at < end; at += 16) {
      const e = exp_given(f32x4.sub(v128.load(at), shift), log2e, round, c1, c2, p0, p1, p2, p3, p4, p5, one, lowest)
      v128.store(at, e)
      sum = f32x4.add(sum, e)
    }
    v128.store(sums, sum)
    most += 16
    sums += 16
  }
}
