/** e^x for x <= 0 in f32, operation for operation the `exp_f32` of assembly/inline/exp.ts. */
const { fround } = Math
const LOG2_E = fround(1.4426950408889634)
const ROUND = 12582912
const C1 = 0.693359375
const C2 = fround(-2.1219444e-4)
const P0 = fround(1.98756915e-4)
const P1 = fround(1.3981999507e-3)
const P2 = fround(8.3334519073e-3)
const P3 = fround(4.1665795894e-2)
const P4 = fround(1.6666665459e-1)
const P5 = fround(5.0000001201e-1)

/** POWERS[n + 126] = 2^n for n = -126 .. 0 */
const POWERS = new Float32Array(127)
for (let n = 126, power = 1; n >= 0; n--, power /= 2) POWERS[n] = power

export function expF32(x: number): number {
  if (x < -87) return 0
  const n = fround(fround(fround(x * LOG2_E) + ROUND) - ROUND)
  const r = fround(fround(x - fround(n * C1)) - fround(n * C2))
  let p = fround(fround(P0 * r) + P1)
  p = fround(fround(p * r) + P2)
  p = fround(fround(p * r) + P3)
  p = fround(fround(p * r) + P4)
  p = fround(fround(p * r) + P5)
  const y = fround(fround(fround(p * fround(r * r)) + r) + 1)
  // a NaN indexes nothing, and NaN times undefined is NaN
  return fround(y * (POWERS[n + 126] as number))
}

/** 1 / (1 + e^-x) without overflow. */
export function sigmoidF32(x: number): number {
  const e = expF32(-Math.abs(x))
  return fround((x < 0 ? e : 1) / fround(1 + e))
}
