/**
 * rmsprop_step_f32: one in-place update of n parameters by RMSprop (Tieleman and Hinton 2012) with momentum.
 *
 *     u = g + decay w
 *     s = flush(rho s + (1 - rho) (u u))
 *     v = flush(mu v + u / (sqrt(s) + epsilon))
 *     w = w - lr v
 *
 * w, s, v [n] read and written, g [n] read, none overlapping; the last n mod 4 one by one, same operations.
 */
import { flush_f32, flush_f32x4, signs_f32x4, smallest_f32x4 } from './inline/flush'
import { held_f32x4 } from './inline/held'

export function rmsprop_step_f32(
  w: usize, s: usize, v: usize, g: usize, n: i32, lr: f32, rho: f32, mu: f32, epsilon: f32, decay: f32,
): void {
  const rest: f32 = 1 - rho
  const whole = w + (<usize>(n & ~3) << 2)
  const last = w + (<usize>n << 2)
  const lrs = held_f32x4(lr)
  const rhos = held_f32x4(rho)
  const mus = held_f32x4(mu)
  const epsilons = held_f32x4(epsilon)
  const decays = held_f32x4(decay)
  const rests = held_f32x4(rest)
  const signs = signs_f32x4()
  const smallest = smallest_f32x4()
  for (; w < whole; w += 16, s += 16, v += 16, g += 16) {
    const x = v128.load(w)
    const u = f32x4.add(v128.load(g), f32x4.mul(decays, x))
    const square = f32x4.mul(rests, f32x4.mul(u, u))
    const s1 = flush_f32x4(f32x4.add(f32x4.mul(rhos, v128.load(s)), square), signs, smallest)
    const direction = f32x4.div(u, f32x4.add(f32x4.sqrt(s1), epsilons))
    const v1 = flush_f32x4(f32x4.add(f32x4.mul(mus, v128.load(v)), direction), signs, smallest)
    v128.store(s, s1)
    v128.store(v, v1)
    v128.store(w, f32x4.sub(x, f32x4.mul(lrs, v1)))
  }
  for (; w < last; w += 4, s += 4, v += 4, g += 4) {
    const x = load<f32>(w)
    const u = load<f32>(g) + decay * x
    const s1 = flush_f32(rho * load<f32>(s) + rest * (u * u))
    const direction: f32 = u / (sqrt<f32>(s1) + epsilon)
    const v1 = flush_f32(mu * load<f32>(v) + direction)
    store<f32>(s, s1)
    store<f32>(v, v1)
    store<f32>(w, x - lr * v1)
  }
}
