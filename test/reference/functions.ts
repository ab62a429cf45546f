/**
 * The single-precision functions of the kernels, rounded after every operation in the order that the heads of
 * assembly/inline/exp.ts, assembly/activation_f32.ts and assembly/inline/flush.ts state.
 */
const { fround } = Math

/** e^x for x <= 0; 0 below -87 */
export function exp32(x: number): number {
  if (x < -87) return 0
  const n = nearestEven(fround(x * fround(Math.LOG2E)))
  const r = fround(fround(x - fround(n * 0.693359375)) - fround(n * fround(-2.1219444e-4)))
  const p = polynomial(
    r,
    [1.98756915e-4, 1.3981999507e-3, 8.3334519073e-3, 4.1665795894e-2, 1.6666665459e-1, 5.0000001201e-1],
  )
  const y = fround(fround(fround(p * fround(r * r)) + r) + 1)
  return fround(y * 2 ** n)
}

export function sigmoid32(x: number): number {
  const e = exp32(-Math.abs(x))
  return fround((x < 0 ? e : 1) / fround(1 + e))
}

export function tanh32(x: number): number {
  if (Math.abs(x) < 0.625) {
    const z = fround(x * x)
    const q = polynomial(
      z,
      [-5.70498872745e-3, 2.06390887954e-2, -5.37397155531e-2, 1.33314422036e-1, -3.33332819422e-1],
    )
    return fround(fround(fround(q * z) * x) + x)
  }
  const e = exp32(fround(-2 * Math.abs(x)))
  return Math.sign(x) * fround(fround(1 - e) / fround(1 + e))
}

/** The five activations by name. */
export const activation32: Record<string, (x: number) => number> = {
  linear: (x) => x,
  relu: (x) => (x < 0 ? 0 : x),
  leakyRelu: (x) => (x < 0 ? fround(fround(0.01) * x) : x),
  tanh: tanh32,
  sigmoid: sigmoid32,
}

/** The gradient d behind an activation whose output was y. */
export const activationBackward32: Record<string, (d: number, y: number) => number> = {
  linear: (d) => d,
  relu: (d, y) => (y > 0 ? d : 0),
  leakyRelu: (d, y) => (y > 0 ? d : fround(fround(0.01) * d)),
  tanh: (d, y) => fround(d * fround(1 - fround(y * y))),
  sigmoid: (d, y) => fround(d * fround(y * fround(1 - y))),
}

/** |x| < 2^-100 becomes +0 */
export function flush32(x: number): number {
  return x > -(2 ** -100) && x < 2 ** -100 ? 0 : x
}

/** Horner's rule from the highest power down. */
function polynomial(x: number, coefficients: readonly number[]): number {
  let sum = 0
  for (const c of coefficients) sum = fround(fround(sum * x) + fround(c))
  return sum
}

function nearestEven(x: number): number {
  const low = Math.floor(x)
  const rest = x - low
  if (rest === 0.5) return low % 2 === 0 ? low : low + 1
  return rest < 0.5 ? low : low + 1
}
