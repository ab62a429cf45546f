/**
 * sgd_step_f32: one in-place update of n parameters by stochastic gradient descent with momentum.
 *
 *     u = g + decay w              or g itself where decay is 0, as in PyTorch: 15 % less work
 *     v = flush(mu v + u)
 *     w = w - lr v                 or, Nesterov, w = w - lr (u + mu v)
 *
 * lr multiplies after v is updated, so a changing lr does not rescale past velocity (Sutskever et al. 2013 in the form
 * of PyTorch and optax, not the form with lr inside v).
 * w, v [n] read and written, g [n] read, none overlapping; the last n mod 16 one by one with the same operations.
 */
import { flush_f32, flush_f32x4, signs_f32x4, smallest_f32x4 } from './inline/flush'
import { held_f32x4 } from './inline/held'

export function sgd_step_f32(
  w: usize, v: usize, g: usize, n: i32, lr: f32, mu: f32, decay: f32, nesterov: bool,
): void {
  const whole = w + (<usize>(n & ~15) << 2)
  const last = w + (<usize>n << 2)
  const rate = held_f32x4(lr)
  const momentum = held_f32x4(mu)
  const shrink = held_f32x4(decay)
  const signs = signs_f32x4()
  const smallest = smallest_f32x4()
  // A loop for each form, written out: as one inlined function they are merged into a loop that tests in every vector,
  // 40 % slower. Nesterov is as fast with two vectors a turn as with four.
  if (decay == 0) {
    if (nesterov) {
      for (; w < whole; w += 32, v += 32, g += 32) {
        four(w, v, g, rate, momentum, shrink, signs, smallest, true, false)
        four(w + 16, v + 16, g + 16, rate, momentum, shrink, signs, smallest, true, false)
      }
    } else {
      for (; w < whole; w += 64, v += 64, g += 64) {
        four(w, v, g, rate, momentum, shrink, signs, smallest, false, false)
        four(w + 16, v + 16, g + 16, rate, momentum, shrink, signs, smallest, false, false)
        four(w + 32, v + 32, g + 32, rate, momentum, shrink, signs, smallest, false, false)
        four(w + 48, v + 48, g + 48, rate, momentum, shrink, signs, smallest, false, false)
      }
    }
  } else if (nesterov) {
    for (; w < whole; w += 32, v += 32, g += 32) {
      four(w, v, g, rate, momentum, shrink, signs, smallest, true, true)
      four(w + 16, v + 16, g + 16, rate, momentum, shrink, signs, smallest, true, true)
    }
  } else {
    for (; w < whole; w += 64, v += 64, g += 64) {
      four(w, v, g, rate, momentum, shrink, signs, smallest, false, true)
      four(w + 16, v + 16, g + 16, rate, momentum, shrink, signs, smallest, false, true)
      four(w + 32, v + 32, g + 32, rate, momentum, shrink, signs, smallest, false, true)
      four(w + 48, v + 48, g + 48, rate, momentum, shrink, signs, smallest, false, true)
    }
  }
  for (; w < last; w += 4, v += 4, g += 4) {
    const x = load<f32>(w)
    const u = decay == 0 ? load<f32>(g) : load<f32>(g) + decay * x
    const velocity = flush_f32(mu * load<f32>(v) + u)
    store<f32>(v, velocity)
    const direction = nesterov ? u + mu * velocity : velocity
    store<f32>(w, x - lr * direction)
  }
}

@inline
function four(
  w: usize, v: usize, g: usize,
  rate: v128, momentum: v128, shrink: v128, signs: v128, smallest: v128, nesterov: bool, decays: bool,
): void {
  const x = v128.load(w)
  const u = decays ? f32x4.add(v128.load(g), f32x4.mul(shrink, x)) : v128.load(g)
  const velocity = flush_f32x4(f32x4.add(f32x4.mul(momentum, v128.load(v)), u), signs, smallest)
  v128.store(v, velocity)
  const direction = nesterov ? f32x4.add(u, f32x4.mul(momentum, velocity)) : velocity
  v128.store(w, f32x4.sub(x, f32x4.mul(rate, direction)))
}
