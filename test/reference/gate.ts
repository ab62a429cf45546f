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
