/**
 * Layer normalisation of X[N, C]: each of the N, a row of the batch or a pixel of one, over its own C numbers.
 *
 *     layer_norm_forward_f32          y = ((x - mean(n)) inverse(n)) gamma(c) + beta(c), inverse = 1 / sqrt(variance + epsilon)
 *                                     mean = S / C, variance = max(Q / C - mean^2, 0), S and Q the sums of x and x x
 *     layer_norm_backward_scale_f32   dgamma(c) = sum of dy xhat, dbeta(c) = sum of dy, with xhat = (x - mean) inverse
 *     layer_norm_backward_input_f32   dx = ((g - a(n)) - xhat b(n)) inverse(n), g = dy gamma, a = sum of g / C, b = sum of g xhat / C
 *
 * `moments` are pairs of mean and inverse, f32. Each sum is one f64 chain, c ascending or n ascending; xhat, g and what is
 * written are f32. Four n are summed at a time, two a vector; a last group that would stand over starts earlier, in either
 * direction, and finds the same; fewer than four go one by one.
 */

export function layer_norm_forward_f32(
  y: usize, moments: usize, x: usize, gamma: usize, beta: usize, count: i32, channels: i32, epsilon: f64,
): void {
  const line = <usize>channels << 2
  const divisor = <f64>channels
  if (count < 4) {
    for (let n = 0; n < count; n++) {
      let sum: f64 = 0
      let squares: f64 = 0
      for (let c: usize = 0; c < line; c += 4) {
        const v = <f64>load<f32>(x + <usize>n * line + c)
        sum += v
        squares += v * v
      }
      keep(moments + (<usize>n << 3), sum / divisor, squares / divisor, epsilon)
    }
  } else {
    for (let n = 0; n < count; n += 4) {
      const from = <usize>min(n, count - 4)
      const x0 = x + from * line
      let s0 = f64x2.splat(0)
      let s1 = f64x2.splat(0)
      let q0 = f64x2.splat(0)
      let q1 = f64x2.splat(0)
      for (let c: usize = 0; c < line; c += 4) {
        const v0 = pair(x0 + c, line)
        const v1 = pair(x0 + 2 * line + c, line)
        s0 = f64x2.add(s0, v0)
        s1 = f64x2.add(s1, v1)
        q0 = f64x2.add(q0, f64x2.mul(v0, v0))
        q1 = f64x2.add(q1, f64x2.mul(v1, v1))
      }
      s0 = f64x2.div(s0, f64x2.splat(divisor))
      s1 = f64x2.div(s1, f64x2.splat(divisor))
      q0 = f64x2.div(q0, f64x2.splat(divisor))
      q1 = f64x2.div(q1, f64x2.splat(divisor))
      const to = moments + (from << 3)
      keep(to, f64x2.extract_lane(s0, 0), f64x2.extract_lane(q0, 0), epsilon)
      keep(to + 8, f64x2.extract_lane(s0, 1), f64x2.extract_lane(q0, 1), epsilon)
      keep(to + 16, f64x2.extract_lane(s1, 0), f64x2.extract_lane(q1, 0), epsilon)
      keep(to + 24, f64x2.extract_lane(s1, 1), f64x2.extract_lane(q1, 1), epsilon)
    }
  }
  for (let n = 0; n < count; n++, x += line, y += line, moments += 8) {
    const mean = load<f32>(moments)
    const inverse = load<f32>(moments, 4)
    if (channels < 4) {
      for (let c: usize = 0; c < line; c += 4) {
        const centred: f32 = load<f32>(x + c) - mean
        store<f32>(y + c, centred * inverse * load<f32>(gamma + c) + load<f32>(beta + c))
      }
      continue
    }
    for (let c: usize = 0; c < line; c += 16) {
      const from = min(c, line - 16)
      const xhat = f32x4.mul(f32x4.sub(v128.load(x + from), f32x4.splat(mean)), f32x4.splat(inverse))
      v128.store(y + from, f32x4.add(f32x4.mul(xhat, v128.load(gamma + from)), v128.load(beta + from)))
    }
  }
}

/** A number of one row and, `line` bytes on, that of the next. */
@inline
function pair(at: usize, line: usize): v128 {
  return f64x2.promote_low_f32x4(v128.load32_lane(at + line, v128.load32_zero(at), 1))
}

@inline
function keep(moments: usize, mean: f64, square: f64, epsilon: f64): void {
  const variance = max<f64>(square - mean * mean, 0)
  store<f32>(moments, <f32>mean)
  store<f32>(moments, <f32>(1 / sqrt<f64>(variance + epsilon)), 4)
}

export function layer_norm_backward_scale_f32(
  dgamma: usize, dbeta: usize, dy: usize, x: usize, moments: usize, count: i32, channels: i32,
): void {
  const line = <usize>channels << 2
  if (channels < 4) {
    for (let c: usize = 0; c < line; c += 4) {
      let gamma: f64 = 0
      let beta: f64 = 0
      for (let n: usize = 0; n < <usize>count; n++) {
        const centred: f32 = load<f32>(x + n * line + c) - load<f32>(moments + (n << 3))
        const xhat: f32 = centred * load<f32>(moments + (n << 3), 4)
        const d = <f64>load<f32>(dy + n * line + c)
        gamma += d * <f64>xhat
        beta += d
      }
      store<f32>(dgamma + c, <f32>gamma)
      store<f32>(dbeta + c, <f32>beta)
    }
    return
  }
  for (let c: usize = 0; c < line; c += 16) {
    const lanes = min(c, line - 16)
    let g0 = f64x2.splat(0)
    let g1 = f64x2.splat(0)
    let b0 = f64x2.splat(0)
    let b1 = f64x2.splat(0)
    let from = dy + lanes
    let at = x + lanes
    const end = moments + (<usize>count << 3)
    for (let m = moments; m < end; m += 8, at += line, from += line) {
      const centred = f32x4.sub(v128.load(at), v128.load32_splat(m))
      const xhat = f32x4.mul(centred, v128.load32_splat(m, 4))
      const d0 = f64x2.promote_low_f32x4(v128.load64_zero(from))
      const d1 = f64x2.promote_low_f32x4(v128.load64_zero(from, 8))
      g0 = f64x2.add(g0, f64x2.mul(d0, f64x2.promote_low_f32x4(xhat)))
      g1 = f64x2.add(g1, f64x2.mul(d1, f64x2.promote_low_f32x4(v128.shuffle<i64>(xhat, xhat, 1, 1))))
      b0 = f64x2.add(b0, d0)
      b1 = f64x2.add(b1, d1)
    }
    v128.store64_lane(dgamma + lanes, f32x4.demote_f64x2_zero(g0), 0)
    v128.store64_lane(dgamma + lanes, f32x4.demote_f64x2_zero(g1), 0, 8)
    v128.store64_lane(dbeta + lanes, f32x4.demote_f64x2_zero(b0), 0)
    v128.store64_lane(dbeta + lanes, f32x4.demote_f64x2_zero(b1), 0, 8)
  }
}

export function layer_norm_backward_input_f32(
  dx: usize, dy: usize, x: usize, moments: usize, gamma: usize, count: i32, channels: i32,
): void {
  const line = <usize>channels << 2
  const divisor = <f64>channels
  for (let n = 0; n < count; n += 4) {
    if (count < 4) {
      for (let row: usize = 0; row < <usize>count; row++) {
        let a: f64 = 0
        let b: f64 = 0
        const m = moments + (row << 3)
        for (let c: usize = 0; c < line; c += 4) {
          const at = row * line + c
          const g: f32 = load<f32>(dy + at) * load<f32>(gamma + c)
          const centred: f32 = load<f32>(x + at) - load<f32>(m)
          const xhat: f32 = centred * load<f32>(m, 4)
          a += <f64>g
          b += <f64>g * <f64>xhat
        }
        input_row(dx, dy, x, m, gamma, row * line, line, <f32>(a / divisor), <f32>(b / divisor))
      }
      return
    }
    const from = <usize>min(n, count - 4)
    const first = from * line
    const m = moments + (from << 3)
    // means and inverses of the four
    const low = v128.load(m)
    const high = v128.load(m, 16)
    const means = v128.shuffle<i32>(low, high, 0, 2, 4, 6)
    const inverses = v128.shuffle<i32>(low, high, 1, 3, 5, 7)
    let a0 = f64x2.splat(0)
    let a1 = f64x2.splat(0)
    let b0 = f64x2.splat(0)
    let b1 = f64x2.splat(0)
    for (let c: usize = 0; c < line; c += 4) {
      const g = f32x4.mul(four(dy + first + c, line), v128.load32_splat(gamma + c))
      const xhat = f32x4.mul(f32x4.sub(four(x + first + c, line), means), inverses)
      const g0 = f64x2.promote_low_f32x4(g)
      const g1 = f64x2.promote_low_f32x4(v128.shuffle<i64>(g, g, 1, 1))
      a0 = f64x2.add(a0, g0)
      a1 = f64x2.add(a1, g1)
      b0 = f64x2.add(b0, f64x2.mul(g0, f64x2.promote_low_f32x4(xhat)))
      b1 = f64x2.add(b1, f64x2.mul(g1, f64x2.promote_low_f32x4(v128.shuffle<i64>(xhat, xhat, 1, 1))))
    }
    const d = f64x2.splat(divisor)
    const a = v128.shuffle<i64>(f32x4.demote_f64x2_zero(f64x2.div(a0, d)), f32x4.demote_f64x2_zero(f64x2.div(a1, d)), 0, 2)
    const b = v128.shuffle<i64>(f32x4.demote_f64x2_zero(f64x2.div(b0, d)), f32x4.demote_f64x2_zero(f64x2.div(b1, d)), 0, 2)
    input_row(dx, dy, x, m, gamma, first, line, f32x4.extract_lane(a, 0), f32x4.extract_lane(b, 0))
    input_row(dx, dy, x, m + 8, gamma, first + line, line, f32x4.extract_lane(a, 1), f32x4.extract_lane(b, 1))
    input_row(dx, dy, x, m + 16, gamma, first + 2 * line, line, f32x4.extract_lane(a, 2), f32x4.extract_lane(b, 2))
    input_row(dx, dy, x, m + 24, gamma, first + 3 * line, line, f32x4.extract_lane(a, 3), f32x4.extract_lane(b, 3))
  }
}

/** The same column of four rows. */
@inline
function four(at: usize, line: usize): v128 {
  const low = v128.load32_lane(at + line, v128.load32_zero(at), 1)
  return v128.load32_lane(at + 3 * line, v128.load32_lane(at + 2 * line, low, 2), 3)
}

/** The row `at` bytes on, given its two sums. */
function input_row(
  dx: usize, dy: usize, x: usize, moments: usize, gamma: usize, at: usize, line: usize, a: f32, b: f32,
): void {
  const mean = load<f32>(moments)
  const inverse = load<f32>(moments, 4)
  if (line < 16) {
    for (let c: usize = 0; c < line; c += 4) {
      const centred: f32 = load<f32>(x + at + c) - mean
      const xhat: f32 = centred * inverse
      const g: f32 = load<f32>(dy + at + c) * load<f32>(gamma + c)
      store<f32>(dx + at + c, (g - a - xhat * b) * inverse)
    }
    return
  }
  for (let c: usize = 0; c < line; c += 16) {
    const from = min(c, line - 16)
    const xhat = f32x4.mul(f32x4.sub(v128.load(x + at + from), f32x4.splat(mean)), f32x4.splat(inverse))
    const g = f32x4.mul(v128.load(dy + at + from), v128.load(gamma + from))
    const rest = f32x4.sub(f32x4.sub(g, f32x4.splat(a)), f32x4.mul(xhat, f32x4.splat(b)))
    v128.store(dx + at + from, f32x4.mul(rest, f32x4.splat(inverse)))
  }
}
