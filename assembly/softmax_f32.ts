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
import { flush_f32, flush_f32x4, signs_f32x4, smallest_f32x4 } from './inline/flush'
import { held_f32x4 } from './inline/held'
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
@inline const LANE_CLASSES: i32 = 256
/** So many such groups pass through each stage together, that one need not wait for the last result of another. */
@inline const GROUPS: i32 = 8
const LANES: usize = memory.data(16 * LANE_CLASSES, 16)
/** For each group a vector: the rows' largest logits, their sums of exponentials, and the logits of their own classes. */
const MOST: usize = memory.data(16 * GROUPS, 16)
const SUM: usize = memory.data(16 * GROUPS, 16)
const OWN: usize = memory.data(16 * GROUPS, 16)

/** dZ <- gradient of the mean loss; labels i32 [B] in 0 .. classes - 1. Returns the sum of the B losses. */
export function softmax_cross_entropy_f32(dz: usize, z: usize, labels: usize, batch: i32, classes: i32): f64 {
  const row = <usize>classes << 2
  const share: f32 = <f32>1 / <f32>batch
  let total: f64 = 0
  let b = 0
  while (b + 4 <= batch && classes <= LANE_CLASSES) {
    const groups = min(min((batch - b) >> 2, GROUPS), LANE_CLASSES / classes)
    for (let g = 0; g < groups; g++) {
      const at = <usize>g << 4
      take_lanes(LANES + at * classes, z + at * classes, row, MOST + at)
      take_own(OWN + at, z + at * classes, labels + at, row)
    }
    exp_differences_f32x4(LANES, row << 2, groups, MOST, SUM)
    for (let g = 0; g < groups; g++) {
      const at = <usize>g << 4
      give_gradient(dz + at * classes, LANES + at * classes, labels + at, row, SUM + at, share)
    }
    for (let g = 0; g < groups; g++) total = add_losses(total, <usize>g << 4)
    const rows = 4 * groups
    b += rows
    labels += <usize>rows << 2
    dz += <usize>rows * row
    z += <usize>rows * row
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

/** Four rows, class by class, one row in each lane; and the largest of each row, left to right, to `most`. */
@inline
function take_lanes(to: usize, z: usize, row: usize, most: usize): void {
  const end = z + row
  const row2: usize = 2 * row
  const row3: usize = 3 * row
  let largest = lanes(z, row, row2, row3)
  v128.store(to, largest)
  for (z += 4; z < end; z += 4) {
    to += 16
    const x = lanes(z, row, row2, row3)
    v128.store(to, x)
    // pmax(a, b) is a < b ? b : a
    largest = f32x4.pmax(largest, x)
  }
  v128.store(most, largest)
}

@inline
function lanes(at: usize, row1: usize, row2: usize, row3: usize): v128 {
  let x = v128.load32_zero(at)
  x = v128.load_lane<f32>(at + row1, x, 1)
  x = v128.load_lane<f32>(at + row2, x, 2)
  return v128.load_lane<f32>(at + row3, x, 3)
}

@inline
function take_own(to: usize, z: usize, labels: usize, row: usize): void {
  let own = v128.load32_zero(z + (<usize>load<i32>(labels) << 2))
  own = v128.load_lane<f32>(z + row + (<usize>load<i32>(labels, 4) << 2), own, 1)
  own = v128.load_lane<f32>(z + 2 * row + (<usize>load<i32>(labels, 8) << 2), own, 2)
  own = v128.load_lane<f32>(z + 3 * row + (<usize>load<i32>(labels, 12) << 2), own, 3)
  v128.store(to, own)
}

/** The gradient of four rows from their exponentials in lanes. */
@inline
function give_gradient(dz: usize, lane: usize, labels: usize, row: usize, sum: usize, share: f32): void {
  const factor = f32x4.div(f32x4.splat(1), v128.load(sum))
  const shares = held_f32x4(share)
  const smallest = smallest_f32x4()
  const row2: usize = 2 * row
  const row3: usize = 3 * row
  let from = lane
  for (let to = dz, end = dz + row; to < end; to += 4) {
    const d = f32x4.mul(f32x4.mul(v128.load(from), factor), shares)
    // the flush of a value that is never negative
    const flushed = v128.andnot(d, f32x4.lt(d, smallest))
    v128.store_lane<f32>(to, flushed, 0)
    v128.store_lane<f32>(to + row, flushed, 1)
    v128.store_lane<f32>(to + row2, flushed, 2)
    v128.store_lane<f32>(to + row3, flushed, 3)
    from += 16
  }
  store_own(dz, lane, load<i32>(labels), f32x4.extract_lane(factor, 0), share)
  store_own(dz + row, lane + 4, load<i32>(labels, 4), f32x4.extract_lane(factor, 1), share)
  store_own(dz + row2, lane + 8, load<i32>(labels, 8), f32x4.extract_lane(factor, 2), share)
  store_own(dz + row3, lane + 12, load<i32>(labels, 12), f32x4.extract_lane(factor, 3), share)
}

/** The gradient at a row's own class, from its exponential. */
@inline
function store_own(dz: usize, lane: usize, label: i32, factor: f32, share: f32): void {
  const p = load<f32>(lane + (<usize>label << 4)) * factor
  store<f32>(dz + (<usize>label << 2), flush_f32((p - 1) * share))
}

/** `total` with the losses of a group added, log s - (z(label) - m) each. */
@inline
function add_losses(total: f64, at: usize): f64 {
  const most = v128.load(MOST + at)
  const sum = v128.load(SUM + at)
  const own = v128.load(OWN + at)
  const low = losses(sum, own, most)
  const high = losses(upper(sum), upper(own), upper(most))
  total += f64x2.extract_lane(low, 0)
  total += f64x2.extract_lane(low, 1)
  total += f64x2.extract_lane(high, 0)
  return total + f64x2.extract_lane(high, 1)
}

/** The losses of the two lower lanes. */
@inline
function losses(sum: v128, own: v128, most: v128): v128 {
  const margin = f64x2.sub(f64x2.promote_low_f32x4(own), f64x2.promote_low_f32x4(most))
  return f64x2.sub(log_f64x2(f64x2.promote_low_f32x4(sum)), margin)
}

@inline
function upper(x: v128): v128 {
  return v128.shuffle<f64>(x, x, 1, 1)
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
  const factors = held_f32x4(factor)
  const shares = held_f32x4(share)
  const signs = signs_f32x4()
  const smallest = smallest_f32x4()
  const whole = row & ~15
  let j: usize = 0
  for (; j < whole; j += 16) {
    const p = f32x4.mul(v128.load(dz + j), factors)
    v128.store(dz + j, flush_f32x4(f32x4.mul(p, shares), signs, smallest))
  }
  for (; j < row; j += 4) store<f32>(dz + j, flush_f32(load<f32>(dz + j) * factor * share))
  store<f32>(dz + label, own)
}
