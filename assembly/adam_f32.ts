/**
 * adam_step_f32: one in-place update of n parameters by Adam (Kingma and Ba 2015) or AdamW (Loshchilov and Hutter 2019).
 *
 *     u = g + decay w                     decay: L2 in the gradient (Adam); 0 for AdamW
 *     m = flush(beta1 m + (1 - beta1) u)
 *     v = flush(beta2 v + (1 - beta2) (u u))
 *     w = keep w - rate (m / (sqrt(v scale) + epsilon))
 *
 * The host passes rate = lr / c1, scale = 1 / c2 with the bias corrections c1, c2, and keep = 1 - lr decay for AdamW, 1 for
 * Adam. w, m, v [n] read and written, g [n] read, none overlapping; the last n mod 4 one by one, same operations.
 */
import { flush_f32, flush_f32x4, signs_f32x4, smallest_f32x4 } from './inline/flush'
import { held_f32x4 } from './inline/held'

export function adam_step_f32(
  w: usize, m: usize, v: usize, g: usize, n: i32,
  rate: f32, beta1: f32, beta2: f32, scale: f32, epsilon: f32, decay: f32, keep: f32,
): void {
  const rest1: f32 = 1 - beta1
  const rest2: f32 = 1 - beta2
  const whole = w + (<usize>(n & ~3) << 2)
  const last = w + (<usize>n << 2)
  const rates = held_f32x4(rate)
  const beta1s = held_f32x4(beta1)
  const beta2s = held_f32x4(beta2)
  const scales = held_f32x4(scale)
  const epsilons = held_f32x4(epsilon)
  const decays = held_f32x4(decay)
  const keeps = held_f32x4(keep)
  const rest1s = held_f32x4(rest1)
  const rest2s = held_f32x4(rest2)
  const signs = signs_f32x4()
  const smallest = smallest_f32x4()
  for (; w < whole; w += 16, m += 16, v += 16, g += 16) {
    const x = v128.load(w)
    const u = f32x4.add(v128.load(g), f32x4.mul(decays, x))
    const m1 = flush_f32x4(f32x4.add(f32x4.mul(beta1s, v128.load(m)), f32x4.mul(rest1s, u)), signs, smallest)
    const square = f32x4.mul(u, u)
    const v1 = flush_f32x4(f32x4.add(f32x4.mul(beta2s, v128.load(v)), f32x4.mul(rest2s, square)), signs, smallest)
    v128.store(m, m1)
    v128.store(v, v1)
    const root = f32x4.add(f32x4.sqrt(f32x4.mul(v1, scales)), epsilons)
    const step = f32x4.mul(rates, f32x4.div(m1, root))
    v128.store(w, f32x4.sub(f32x4.mul(keeps, x), step))
  }
  for (; w < last; w += 4, m += 4, v += 4, g += 4) {
    const x = load<f32>(w)
    const u = load<f32>(g) + decay * x
    const m1 = flush_f32(beta1 * load<f32>(m) + rest1 * u)
    const v1 = flush_f32(beta2 * load<f32>(v) + rest2 * (u * u))
    store<f32>(m, m1)
    store<f32>(v, v1)
    const root: f32 = sqrt<f32>(v1 * scale) + epsilon
    store<f32>(w, keep * x - rate * (m1 / root))
  }
}
