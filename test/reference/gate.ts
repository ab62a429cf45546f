/** Oracle of numbers times a gate: y = x s, s = sigmoid(x (a + b z)), z the square of x, at most 10,000. */
import { sigmoid32 } from './functions.js'

const { fround } = Math

export function orderedGate(x: Float32Array, dy: Float32Array, a: number, b: number) {
  const [a32, b32] = [fround(a), fround(b)]
  const square = (v: number) => (fround(v * v) > 10_000 ? 10_000 : fround(v * v))
  const gate = (v: number) => sigmoid32(fround(v * fround(a32 + fround(b32 * square(v)))))
  return {
    y: x.map((v) => fround(v * gate(v))),
    dx: x.map((v, i) => {
      const s = gate(v)
      const slope = fround(a32 + fround(fround(3 * b32) * square(v)))
      return fround(dy[i]! * fround(s + fround(fround(fround(v * s) * fround(1 - s)) * slope)))
    }),
  }
}

/**
 * In f64, with the size of what is rounded: the gate's argument v has a relative error, which the gate turns into s |v| of it;
 * 2^-100 is where the exponential ends as 0.
 */
export function exactGate(x: Float32Array, dy: Float32Array, a: number, b: number) {
  const terms = Array.from(x, (at, i) => {
    const v = at * (a + b * at * at)
    const s = 1 / (1 + Math.exp(-v))
    const slope = a + 3 * b * at * at
    const size = s * (1 + Math.abs(v)) + 2 ** -100
    return {
      y: at * s,
      ySize: Math.abs(at) * size,
      dx: dy[i]! * (s + at * s * (1 - s) * slope),
      dxSize: Math.abs(dy[i]!) * size * (1 + Math.abs(at * slope)),
    }
  })
  return {
    y: { value: terms.map(({ y }) => y), magnitude: terms.map(({ ySize }) => ySize) },
    dx: { value: terms.map(({ dx }) => dx), magnitude: terms.map(({ dxSize }) => dxSize) },
  }
}
