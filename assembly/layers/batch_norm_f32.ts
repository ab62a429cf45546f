/**
 * Batch normalisation of X[N, C], channels last: N counts the rows of the batch times the pixels of an image.
 *
 *     batch_norm_moments_f32          mean(c) = S / N, variance(c) = max(Q / N - (S / N)^2, 0), S and Q the sums of x and x x
 *     batch_norm_forward_f32          y = (x - mean(c)) factor(c) + shift(c)
 *     batch_norm_backward_scale_f32   dgamma(c) = sum of dy xhat, dbeta(c) = sum of dy, with xhat = (x - mean(c)) inverse(c)
 *     batch_norm_backward_input_f32   dx = ((dy - a(c)) - xhat b(c)) factor(c)
 *
 * Each sum is one f64 chain, n ascending, a channel a lane; xhat and all of y and dx are f32. A last group of channels that
 * would stand over starts earlier, and finds the same; fewer than four go one by one.
 */

export function batch_norm_moments_f32(mean: usize, variance: usize, x: usize, count: i32, channels: i32): void {
  const pixel = <usize>channels << 2
  const end = x + <usize>count * pixel
  const divisor = f64x2.splat(<f64>count)
  if (channels < 4) {
    for (let c = 0; c < channels; c++, mean += 4, variance += 4) {
      let sum: f64 = 0
      let squares: f64 = 0
      for (let at = x + (<usize>c << 2); at < end; at += pixel) {
        const v = <f64>load<f32>(at)
        sum += v
        squares += v * v
      }
      const m = sum / <f64>count
      store<f32>(mean, <f32>m)
      store<f32>(variance, <f32>max<f64>(squares / <f64>count - m * m, 0))
    }
    return
  }
  const width = channels < 8 ? 4 : 8
  for (let c = 0; c < channels; c += width) {
    const from = <usize>min(c, channels - width) << 2
    let s0 = f64x2.splat(0)
    let s1 = f64x2.splat(0)
    let q0 = f64x2.splat(0)
    let q1 = f64x2.splat(0)
    if (width == 4) {
      for (let at = x + from; at < end; at += pixel) {
        const v0 = f64x2.promote_low_f32x4(v128.load64_zero(at))
        const v1 = f64x2.promote_low_f32x4(v128.load64_zero(at, 8))
        s0 = f64x2.add(s0, v0)
        s1 = f64x2.add(s1, v1)
        q0 = f64x2.add(q0, f64x2.mul(v0, v0))
        q1 = f64x2.add(q1, f64x2.mul(v1, v1))
      }
    } else {
      let s2 = f64x2.splat(0)
      let s3 = f64x2.splat(0)
      let q2 = f64x2.splat(0)
      let q3 = f64x2.splat(0)
      for (let at = x + from; at < end; at += pixel) {
        const v0 = f64x2.promote_low_f32x4(v128.load64_zero(at))
        const v1 = f64x2.promote_low_f32x4(v128.load64_zero(at, 8))
        const v2 = f64x2.promote_low_f32x4(v128.load64_zero(at, 16))
        const v3 = f64x2.promote_low_f32x4(v128.load64_zero(at, 24))
        s0 = f64x2.add(s0, v0)
        s1 = f64x2.add(s1, v1)
        s2 = f64x2.add(s2, v2)
        s3 = f64x2.add(s3, v3)
        q0 = f64x2.add(q0, f64x2.mul(v0, v0))
        q1 = f64x2.add(q1, f64x2.mul(v1, v1))
        q2 = f64x2.add(q2, f64x2.mul(v2, v2))
        q3 = f64x2.add(q3, f64x2.mul(v3, v3))
      }
      moments_f64x2(mean + from + 16, variance + from + 16, s2, q2, divisor)
      moments_f64x2(mean + from + 24, variance + from + 24, s3, q3, divisor)
    }
    moments_f64x2(mean + from, variance + from, s0, q0, divisor)
    moments_f64x2(mean + from + 8, variance + from + 8, s1, q1, divisor)
  }
}

/** Of two channels. */
@inline
function moments_f64x2(mean: usize, variance: usize, sums: v128, squares: v128, divisor: v128): void {
  const m = f64x2.div(sums, divisor)
  const v = f64x2.max(f64x2.sub(f64x2.div(squares, divisor), f64x2.mul(m, m)), f64x2.splat(0))
  v128.store64_lane(mean, f32x4.demote_f64x2_zero(m), 0)
  v128.store64_lane(variance, f32x4.demote_f64x2_zero(v), 0)
}

export function batch_norm_forward_f32(
  y: usize, x: usize, mean: usize, factor: usize, shift: usize, count: i32, channels: i32,
): void {
  const pixel = <usize>channels << 2
  const end = x + <usize>count * pixel
  for (; x < end; x += pixel, y += pixel) {
    if (channels < 4) {
      for (let c: usize = 0; c < pixel; c += 4) {
        const centred: f32 = load<f32>(x + c) - load<f32>(mean + c)
        store<f32>(y + c, centred * load<f32>(factor + c) + load<f32>(shift + c))
      }
      continue
    }
    for (let c: usize = 0; c < pixel; c += 16) {
      const from = min(c, pixel - 16)
      const centred = f32x4.sub(v128.load(x + from), v128.load(mean + from))
      v128.store(y + from, f32x4.add(f32x4.mul(centred, v128.load(factor + from)), v128.load(shift + from)))
    }
  }
}

export function batch_norm_backward_scale_f32(
  dgamma: usize, dbeta: usize, dy: usize, x: usize, mean: usize, inverse: usize, count: i32, channels: i32,
): void {
  const pixel = <usize>channels << 2
  const end = x + <usize>count * pixel
  if (channels < 4) {
    for (let c: usize = 0; c < pixel; c += 4) {
      let gamma: f64 = 0
      let beta: f64 = 0
      let from = dy + c
      for (let at = x + c; at < end; at += pixel, from += pixel) {
        const centred: f32 = load<f32>(at) - load<f32>(mean + c)
        const xhat: f32 = centred * load<f32>(inverse + c)
        const d = <f64>load<f32>(from)
        gamma += d * <f64>xhat
        beta += d
      }
      store<f32>(dgamma + c, <f32>gamma)
      store<f32>(dbeta + c, <f32>beta)
    }
    return
  }
  // two groups of four at once, as one alone waits for its own sums; with fewer than eight channels some are in both
  for (let c: usize = 0; c < pixel; c += 32) {
    const left = min(c, pixel - 16)
    const right = min(c + 16, pixel - 16)
    let g0 = f64x2.splat(0)
    let g1 = f64x2.splat(0)
    let g2 = f64x2.splat(0)
    let g3 = f64x2.splat(0)
    let b0 = f64x2.splat(0)
    let b1 = f64x2.splat(0)
    let b2 = f64x2.splat(0)
    let b3 = f64x2.splat(0)
    let from = dy
    for (let at = x; at < end; at += pixel, from += pixel) {
      let xhat = f32x4.mul(f32x4.sub(v128.load(at + left), v128.load(mean + left)), v128.load(inverse + left))
      let d = f64x2.promote_low_f32x4(v128.load64_zero(from + left))
      g0 = f64x2.add(g0, f64x2.mul(d, f64x2.promote_low_f32x4(xhat)))
      b0 = f64x2.add(b0, d)
      d = f64x2.promote_low_f32x4(v128.load64_zero(from + left, 8))
      g1 = f64x2.add(g1, f64x2.mul(d, f64x2.promote_low_f32x4(v128.shuffle<i64>(xhat, xhat, 1, 1))))
      b1 = f64x2.add(b1, d)
      xhat = f32x4.mul(f32x4.sub(v128.load(at + right), v128.load(mean + right)), v128.load(inverse + right))
      d = f64x2.promote_low_f32x4(v128.load64_zero(from + right))
      g2 = f64x2.add(g2, f64x2.mul(d, f64x2.promote_low_f32x4(xhat)))
      b2 = f64x2.add(b2, d)
      d = f64x2.promote_low_f32x4(v128.load64_zero(from + right, 8))
      g3 = f64x2.add(g3, f64x2.mul(d, f64x2.promote_low_f32x4(v128.shuffle<i64>(xhat, xhat, 1, 1))))
      b3 = f64x2.add(b3, d)
    }
    store_f64x4(dgamma + left, g0, g1)
    store_f64x4(dgamma + right, g2, g3)
    store_f64x4(dbeta + left, b0, b1)
    store_f64x4(dbeta + right, b2, b3)
  }
}

/** Four numbers, as the f32 nearest to them. */
@inline
function store_f64x4(to: usize, low: v128, high: v128): void {
  v128.store64_lane(to, f32x4.demote_f64x2_zero(low), 0)
  v128.store64_lane(to, f32x4.demote_f64x2_zero(high), 0, 8)
}

export function batch_norm_backward_input_f32(
  dx: usize, dy: usize, x: usize, mean: usize, inverse: usize, a: usize, b: usize, factor: usize, count: i32, channels: i32,
): void {
  const pixel = <usize>channels << 2
  const end = x + <usize>count * pixel
  for (; x < end; x += pixel, dy += pixel, dx += pixel) {
    if (channels < 4) {
      for (let c: usize = 0; c < pixel; c += 4) {
        const centred: f32 = load<f32>(x + c) - load<f32>(mean + c)
        const xhat: f32 = centred * load<f32>(inverse + c)
        const d: f32 = load<f32>(dy + c) - load<f32>(a + c)
        store<f32>(dx + c, (d - xhat * load<f32>(b + c)) * load<f32>(factor + c))
      }
      continue
    }
    for (let c: usize = 0; c < pixel; c += 16) {
      const from = min(c, pixel - 16)
      const xhat = f32x4.mul(f32x4.sub(v128.load(x + from), v128.load(mean + from)), v128.load(inverse + from))
      const d = f32x4.sub(v128.load(dy + from), v128.load(a + from))
      const rest = f32x4.sub(d, f32x4.mul(xhat, v128.load(b + from)))
      v128.store(dx + from, f32x4.mul(rest, v128.load(factor + from)))
    }
  }
}
