/**
 * sgd_step_f32: one in-place update of n parameters by stochastic gradient descent with momentum.
 *
 *     u = g + decay w
 *     v = flush(mu v + u)
 *     w = w - lr v                 or, Nesterov, w = w - lr (u + mu v)
 *
 * lr multiplies after v is updated, so a changing lr does not rescale past velocity (Sutskever et al. 2013 in the form
 * of PyTorch and optax, not the form with lr inside v).
 * w, v [n] read and written, g [n] read, none overlapping; the last n mod 16 one by one with the same operations.
 */
import { flush_f32, flush_f32x4 } from './inline/flush'

export function sgd_step_f32(
  w: usize, v: usize, g: usize, n: i32, lr: f32, mu: f32, decay: f32, nesterov: bool,
): void {
  const whole = w + (<usize>(n & ~15) << 2)
  const last = w + (<usize>n << 2)
  if (nesterov) {
    for (; w < whole; w += 64, v += 64, g += 64) {
      four(w, v, g, 0, lr, mu, decay, true)
      four(w, v, g, 16, lr, mu, decay, true)
      four(w, v, g, 32, lr, mu, decay, true)
      four(w, v, g, 48, lr, mu, decay, true)
    }
  } else {
    for (; w < whole; w += 64, v += 64, g += 64) {
      four(w, v, g, 0, lr, mu, decay, false)
      four(w, v, g, 16, lr, mu, decay, false)
      four(w, v, g, 32, lr, mu, decay, false)
      four(w, v, g, 48, lr, mu, decay, false)
    }
  }
  for (; w < last; w += 4, v += 4, g += 4) {
    const x = load<f32>(w)
    const u = load<f32>(g) + decay * x
    const velocity = flush_f32(mu * load<f32>(v) + u)
    store<f32>(v, velocity)
    const direction = nesterov ? u + mu * velocity : velocity
    store<f32>(w, x - lr * direction)
  }
}

/** Four parameters, `at` bytes on. */
@inline
function four(w: usize, v: usize, g: usize, at: usize, lr: f32, mu: f32, decay: f32, nesterov: bool): void {
  const x = v128.load(w + at)
  const u = f32x4.add(v128.load(g + at), f32x4.mul(f32x4.splat(decay), x))
  const velocity = flush_f32x4(f32x4.add(f32x4.mul(f32x4.splat(mu), v128.load(v + at)), u))
  v128.store(v + at, velocity)
  const direction = nesterov ? f32x4.add(u, f32x4.mul(f32x4.splat(mu), velocity)) : velocity
  v128.store(w + at, f32x4.sub(x, f32x4.mul(f32x4.splat(lr), direction)))
}
