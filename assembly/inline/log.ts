/**
 * Natural logarithm in double precision of a finite x >= 1, from + - * / alone: the operations of `log` in
 * src/math/exponential.ts, one for one. x = 2^n m with m in [sqrt(1/2), sqrt(2)), then msun's polynomial in
 * s^2 for s = (m - 1) / (m + 1); error below 1 ulp. NaN and infinity come back as they are.
 */
@inline
export function log_f64(x: f64): f64 {
  if (!(x < Infinity)) return x
  const bits = reinterpret<i64>(x)
  let n = <f64>(<i32>(bits >> 52) - 1023)
  let m = reinterpret<f64>((bits & 0x000fffffffffffff) | 0x3ff0000000000000)
  if (m > 1.4142135623730951) {
    m *= 0.5
    n += 1
  }
  const f = m - 1
  const s = f / (2 + f)
  const z = s * s
  const w = z * z
  const odd = w * (3.999999999940941908e-1 + w * (2.222219843214978396e-1 + w * 1.531383769920937332e-1))
  const even =
    z *
    (6.666666666666735130e-1 +
      w * (2.857142874366239149e-1 + w * (1.818357216161805012e-1 + w * 1.479819860511658591e-1)))
  const halfSquare = 0.5 * f * f
  return n * 6.93147180369123816490e-1 - (halfSquare - (s * (halfSquare + (odd + even)) + n * 1.90821492927058770002e-10) - f)
}

/** Two at once: the operations of log_f64, one for one. */
@inline
export function log_f64x2(x: v128): v128 {
  const exponent = i64x2.sub(i64x2.shr_u(x, 52), i64x2.splat(1023))
  const m0 = v128.or(v128.and(x, i64x2.splat(0x000fffffffffffff)), f64x2.splat(1))
  const large = f64x2.gt(m0, f64x2.splat(1.4142135623730951))
  const n = f64x2.add(
    f64x2.convert_low_i32x4_s(v128.shuffle<i32>(exponent, exponent, 0, 2, 0, 2)),
    v128.and(large, f64x2.splat(1)),
  )
  const m = v128.bitselect(f64x2.mul(m0, f64x2.splat(0.5)), m0, large)
  const f = f64x2.sub(m, f64x2.splat(1))
  const s = f64x2.div(f, f64x2.add(f64x2.splat(2), f))
  const z = f64x2.mul(s, s)
  const w = f64x2.mul(z, z)
  let odd = f64x2.add(f64x2.splat(2.222219843214978396e-1), f64x2.mul(w, f64x2.splat(1.531383769920937332e-1)))
  odd = f64x2.add(f64x2.splat(3.999999999940941908e-1), f64x2.mul(w, odd))
  odd = f64x2.mul(w, odd)
  let even = f64x2.add(f64x2.splat(1.818357216161805012e-1), f64x2.mul(w, f64x2.splat(1.479819860511658591e-1)))
  even = f64x2.add(f64x2.splat(2.857142874366239149e-1), f64x2.mul(w, even))
  even = f64x2.add(f64x2.splat(6.666666666666735130e-1), f64x2.mul(w, even))
  even = f64x2.mul(z, even)
  const halfSquare = f64x2.mul(f64x2.mul(f64x2.splat(0.5), f), f)
  const small = f64x2.add(
    f64x2.mul(s, f64x2.add(halfSquare, f64x2.add(odd, even))),
    f64x2.mul(n, f64x2.splat(1.90821492927058770002e-10)),
  )
  const rest = f64x2.sub(f64x2.sub(halfSquare, small), f)
  const log = f64x2.sub(f64x2.mul(n, f64x2.splat(6.93147180369123816490e-1)), rest)
  return v128.bitselect(log, x, f64x2.lt(x, f64x2.splat(Infinity)))
}
