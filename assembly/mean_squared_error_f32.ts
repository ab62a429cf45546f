/**
 * mean_squared_error_f32: loss and gradient over n = batch * outputs values in one pass.
 *
 *     e = y - t        loss = sum of e e in f64, ascending; the caller divides by n
 *     dy = flush(e * (2 / n))
 *
 * dY may be Y itself.
 */
import { flush_f32, flush_f32x4, signs_f32x4, smallest_f32x4 } from './inline/flush'
import { held_f32x4 } from './inline/held'

/** Returns the sum of the n squared errors. */
export function mean_squared_error_f32(dy: usize, y: usize, t: usize, n: i32): f64 {
  const share: f32 = <f32>2 / <f32>n
  const whole = n & ~3
  const shares = held_f32x4(share)
  const signs = signs_f32x4()
  const smallest = smallest_f32x4()
  let total: f64 = 0
  let i = 0
  for (; i < whole; i += 4) {
    const e = f32x4.sub(v128.load(y), v128.load(t))
    const low = f64x2.promote_low_f32x4(e)
    const high = f64x2.promote_low_f32x4(v128.shuffle<f32>(e, e, 2, 3, 0, 1))
    const a = f64x2.mul(low, low)
    const b = f64x2.mul(high, high)
    total += f64x2.extract_lane(a, 0)
    total += f64x2.extract_lane(a, 1)
    total += f64x2.extract_lane(b, 0)
    total += f64x2.extract_lane(b, 1)
    v128.store(dy, flush_f32x4(f32x4.mul(e, shares), signs, smallest))
    y += 16
    t += 16
    dy += 16
  }
  for (; i < n; i++) {
    const e = load<f32>(y) - load<f32>(t)
    total += <f64>e * <f64>e
    store<f32>(dy, flush_f32(e * share))
    y += 4
    t += 4
    dy += 4
  }
  return total
}
