/**
 * binary_cross_entropy_f32: independent yes-or-no outputs, from logits, over n = batch * outputs values in one pass.
 *
 *     loss = sum of max(z, 0) - z t + log(1 + e^-|z|) in f64, ascending; the caller divides by n
 *     dz = flush((sigmoid(z) - t) * (1 / n))
 *
 * The form with |z| never overflows (sigmoid and e^-|z| in inline/exp's single precision). dZ may be Z itself.
 */
import { sigmoid_f32 } from './activation_f32'
import { exp_f32 } from './inline/exp'
import { flush_f32 } from './inline/flush'
import { log_f64 } from './inline/log'

/** t in [0, 1]. Returns the sum of the n losses. */
export function binary_cross_entropy_f32(dz: usize, z: usize, t: usize, n: i32): f64 {
  const share: f32 = <f32>1 / <f32>n
  let total: f64 = 0
  for (let i = 0; i < n; i++) {
    const x = load<f32>(z)
    const target = load<f32>(t)
    const e = exp_f32(-abs(x))
    const positive: f64 = x > 0 ? <f64>x : 0
    total += positive - <f64>x * <f64>target + log_f64(1 + <f64>e)
    store<f32>(dz, flush_f32((sigmoid_f32(x) - target) * share))
    z += 4
    t += 4
    dz += 4
  }
  return total
}
