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
import { flush_f32, flush_f32x4 } from './inline/flush'

export function adam_step_f32(
  w: usize, m: usize, v: usize, g: usize, n: i32,
  rate: f32, beta1: f32, beta2: f32, scale: f32, epsilon: f32, decay: f32, keep: f32,
): void {
  const rest1: f32 = 1 - beta1
  const rest2: f32 = 1 - beta2
  const whole = w + (<usize>(n & ~3) << 2)
  const last = w + (<usize>n << 2)
  for (; w < whole; w += 16, m += 16, v += 16, g += 16) {
    const x = v128.load(w)
    const u = f32x4.add(v128.load(g), f32x4.mul(f32x4.splat(decay), x))
    const m1 = flush_f32x4(f32x4.add(f32x4.mul(f32x4.splat(beta1), v128.load(m)), f32x4.mul(f32x4.splat(rest1), u)))
    const square = f32x4.mul(u, u)
    const v1 = flush_f32x4(f32x4.add(f32x4.mul(f32x4.splat(beta2), v128.load(v)), f32x4.mul(f32x4.splat(rest2), square)))
    v128.store(m, m1)
    v128.store(v, v1)
    const root = f32x4.add(f32x4.sqrt(f32x4.mul(v1, f32x4.splat(scale))), f32x4.splat(epsilon))
    const step = f32x4.mul(f32x4.splat(rate), f32x4.div(m1, root))
    v128.store(w, f32x4.sub(f32x4.mul(f32x4.splat(keep), x), step))
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
