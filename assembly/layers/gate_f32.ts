/**
 * Numbers times a gate: y = x s with s = sigmoid(x (a + b z)), z = min(x x, 10000), which keeps what overflows finite.
 *
 *     gate_forward_f32    y = x s
 *     gate_backward_f32   dx = dy (s + ((x s) (1 - s)) (a + 3 b z))
 *
 * a = 1, b = 0 is SiLU; a = 2 sqrt(2 / pi), b = 0.044715 a is GELU by the tanh formula, as (1 + tanh u) / 2 = sigmoid(2 u).
 * The last n mod 4 go one by one with the same operations.
 */
import { sigmoid_f32, sigmoid_f32x4 } from '../activation_f32'

@inline const FAR: f32 = 10000

export function gate_forward_f32(y: usize, x: usize, n: i32, a: f32, b: f32): void {
  const last = x + (<usize>n << 2)
  const whole = x + (<usize>(n & ~3) << 2)
  for (; x < whole; x += 16, y += 16) {
    const v = v128.load(x)
    const z = f32x4.pmin(f32x4.mul(v, v), f32x4.splat(FAR))
    const inside = f32x4.mul(v, f32x4.add(f32x4.splat(a), f32x4.mul(f32x4.splat(b), z)))
    v128.store(y, f32x4.mul(v, sigmoid_f32x4(inside)))
  }
  for (; x < last; x += 4, y += 4) {
    const v = load<f32>(x)
    const z = near(v * v)
    store<f32>(y, v * sigmoid_f32(v * (a + b * z)))
  }
}

export function gate_backward_f32(dx: usize, dy: usize, x: usize, n: i32, a: f32, b: f32): void {
  const last = x + (<usize>n << 2)
  const whole = x + (<usize>(n & ~3) << 2)
  const b3: f32 = 3 * b
  const one = f32x4.splat(1)
  for (; x < whole; x += 16, dy += 16, dx += 16) {
    const v = v128.load(x)
    const z = f32x4.pmin(f32x4.mul(v, v), f32x4.splat(FAR))
    const s = sigmoid_f32x4(f32x4.mul(v, f32x4.add(f32x4.splat(a), f32x4.mul(f32x4.splat(b), z))))
    const slope = f32x4.add(f32x4.splat(a), f32x4.mul(f32x4.splat(b3), z))
    const rest = f32x4.mul(f32x4.mul(f32x4.mul(v, s), f32x4.sub(one, s)), slope)
    v128.store(dx, f32x4.mul(v128.load(dy), f32x4.add(s, rest)))
  }
  for (; x < last; x += 4, dy += 4, dx += 4) {
    const v = load<f32>(x)
    const z = near(v * v)
    const s = sigmoid_f32(v * (a + b * z))
    store<f32>(dx, load<f32>(dy) * (s + v * s * (1 - s) * (a + b3 * z)))
  }
}

@inline
function near(z: f32): f32 {
  return FAR < z ? FAR : z
}
