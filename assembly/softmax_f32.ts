/**
 * Softmax over the rows of Z[B, C], alone and with the cross-entropy against one class a row.
 *
 *     m = max z, kept left to right      e(j) = exp(z(j) - m)      s = e(0) + e(1) + ..., one chain
 *     p(j) = e(j) * (1 / s)
 *     loss(b) = log s - (z(label) - m)   in f64, summed over b ascending; the caller divides by B
 *     dz(j) = flush((p(j) - [j = label]) * (1 / B))
 *
 * Exponents are never positive, so logits of any finite size are safe. The output may be the input itself.
 */
import { exp_differences_f32x4, exp_f32, exp_f32x4 } from './inline/exp'
import { flush_f32, flush_f32x4, SMALLEST } from './inline/flush'
import { log_f64, log_f64x2 } from './inline/log'

/** P <- softmax(Z), rows of `classes` values. */
export function softmax_f32(p: usize, z: usize, batch: i32, classes: i32): void {
  const row = <usize>classes << 2
  for (let b = 0; b < batch; b++) {
    const sum = exponentials(p, z, row, maximum(z, row))
    scale(p, row, <f32>1 / sum)
    p += row
    z += row
  }
}

/** Up to this many classes, four rows are computed at once, one in each lane. */
@inline const LANE_CLASSES: i32 = 64
const LANES: usize = memory.data(16 * LANE_CLASSES, 16)

/** dZ <- gradient of the mean loss; labels i32 [B] in 0 .. classes - 1. Returns the sum of the B losses. */
export function softmax_cross_entropy_f32(dz: usize, z: usize, labels: usize, batch: i32, classes: i32): f64 {
  const row = <usize>classes << 2
  const share: f32 = <f32>1 / <f32>batch
  let total: f64 = 0
  let b = 0
  for (; b + 4 <= batch && classes <= LANE_CLASSES; b += 4) {
    total = four_rows(dz, z, labels, row, share, total)
    labels += 16
    dz += 4 * row
    z += 4 * row
  }
  for (; b < batch; b++) {
    const label = <usize>load<i32>(labels) << 2
    const most = maximum(z, row)
    const margin = <f64>load<f32>(z + label) - <f64>most
    const sum = exponentials(dz, z, row, most)
    total += log_f64(<f64>sum) - margin
    gradient(dz, row, <f32>1 / sum, label, share)
    labels += 4
    dz += row
    z += row
  }
  return total
}

/**
 * Four rows, one in each lane, class by class: the chains of the rows run side by side in the order they have alone.
 * Returns `total` with the four losses added.
 */
function four_rows(dz: usize, z: usize, labels: usize, row: usize, share: f32, total: f64): f64 {
  const z1 = z + row
  const z2 = z1 + row
  const z3 = z2 + row
  let own = v128.load32_zero(z + (<usize>load<i32>(labels) << 2))
  own = v128.load_lane<f32>(z1 + (<usize>load<i32>(labels, 4) << 2), own, 1)
  own = v128.load_lane<f32>(z2 + (<usize>load<i32>(labels, 8) << 2), own, 2)
  own = v128.load_lane<f32>(z3 + (<usize>load<i32>(labels, 12) << 2), own, 3)
  let most = f32x4.splat(0)
  for (let j: usize = 0; j < row; j += 4) {
    let x = v128.load32_zero(z + j)
    x = v128.load_lane<f32>(z1 + j, x, 1)
    x = v128.load_lane<f32>(z2 + j, x, 2)
    x = v128.load_lane<f32>(z3 + j, x, 3)
    // pmax(a, b) is a < b ? b : a
    most = j == 0 ? x : f32x4.pmax(most, x)
    v128.store(LANES + (j << 2), x)
  }
  const sum = exp_differences_f32x4(LANES, LANES + (row << 2), most)
  const factor = f32x4.div(f32x4.splat(1), sum)
  const d1 = dz + row
  const d2 = d1 + row
  const d3 = d2 + row
  const smallest = f32x4.splat(SMALLEST)
  for (let j: usize = 0; j < row; j += 4) {
    const p = f32x4.mul(v128.load(LANES + (j << 2)), factor)
    const d = f32x4.mul(p, f32x4.splat(share))
    // the flush of a value that is never negative
    const flushed = v128.andnot(d, f32x4.lt(d, smallest))
    v128.store_lane<f32>(dz + j, flushed, 0)
    v128.store_lane<f32>(d1 + j, flushed, 1)
    v128.store_lane<f32>(d2 + j, flushed, 2)
    v128.store_lane<f32>(d3 + j, flushed, 3)
  }
  store_own(dz, load<i32>(labels), 0, f32x4.extract_lane(factor, 0), share)
  store_own(d1, load<i32>(labels, 4), 4, f32x4.extract_lane(factor, 1), share)
  store_own(d2, load<i32>(labels, 8), 8, f32x4.extract_lane(factor, 2), share)
  store_own(d3, load<i32>(labels, 12), 12, f32x4.extract_lane(factor, 3), share)
  const low = losses(sum, own, most)
  const high = losses(upper(sum), upper(own), upper(most))
  total += f64x2.extract_lane(low, 0)
  total += f64x2.extract_lane(low, 1)
  total += f64x2.extract_lane(high, 0)
  total += f64x2.extract_lane(high, 1)
  return total
}

/** log s - (z(label) - m) of the two lower lanes. */
@inline
function losses(sum: v128, own: v128, most: v128): v128 {
  const margin = f64x2.sub(f64x2.promote_low_f32x4(own), f64x2.promote_low_f32x4(most))
  return f64x2.sub(log_f64x2(f64x2.promote_low_f32x4(sum)), margin)
}

@inline
function upper(x: v128): v128 {
  return v128.shuffle<f64>(x, x, 1, 1)
}

/** The gradient at a row's own class, from its exponential in LANES. */
@inline
function store_own(dz: usize, label: i32, lane: usize, factor: f32, share: f32): void {
  const p = load<f32>(LANES + (<usize>label << 4) + lane) * factor
  store<f32>(dz + (<usize>label << 2), flush_f32((p - 1) * share))
}

@inline
function maximum(z: usize, row: usize): f32 {
  let most = load<f32>(z)
  for (let j: usize = 4; j < row; j += 4) {
    const x = load<f32>(z + j)
    most = x > most ? x : most
  }
  return most
}

/** to(j) <- exp(z(j) - most); returns their sum, one chain from left to right. */
@inline
function exponentials(to: usize, z: usize, row: usize, most: f32): f32 {
  const whole = row & ~15
  let sum: f32 = 0
  let j: usize = 0
  for (; j < whole; j += 16) {
    const e = exp_f32x4(f32x4.sub(v128.load(z + j), f32x4.splat(most)))
    v128.store(to + j, e)
    sum += f32x4.extract_lane(e, 0)
    sum += f32x4.extract_lane(e, 1)
    sum += f32x4.extract_lane(e, 2)
    sum += f32x4.extract_lane(e, 3)
  }
  for (; j < row; j += 4) {
    const e = exp_f32(load<f32>(z + j) - most)
    store<f32>(to + j, e)
    sum += e
  }
  return sum
}

@inline
function scale(p: usize, row: usize, factor: f32): void {
  const whole = row & ~15
  let j: usize = 0
  for (; j < whole; j += 16) v128.store(p + j, f32x4.mul(v128.load(p + j), f32x4.splat(factor)))
  for (; j < row; j += 4) store<f32>(p + j, load<f32>(p + j) * factor)
}

/** The label's element is set apart first: it alone has 1 subtracted. */
@inline
function gradient(dz: usize, row: usize, factor: f32, label: usize, share: f32): void {
  const own = flush_f32((load<f32>(dz + label) * factor - 1) * share)
  const whole = row & ~15
  let j: usize = 0
  for (; j < whole; j += 16) {
    const p = f32x4.mul(v128.load(dz + j), f32x4.splat(factor))
    v128.store(dz + j, flush_f32x4(f32x4.mul(p, f32x4.splat(share))))
  }
  for (; j < row; j += 4) store<f32>(dz + j, flush_f32(load<f32>(dz + j) * factor * share))
  store<f32>(dz + label, own)
}
