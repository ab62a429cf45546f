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
