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
import { exp_f32, exp_f32x4 } from './inline/exp'
import { flush_f32, flush_f32x4, signs_f32x4, smallest_f32x4 } from './inline/flush'
import { held_f32x4 } from './inline/held'
import { log_f64 } from './inline/log'
import { cross_entropy_lanes_f32, LANE_CLASSES, laneRows } from './softmax_lanes_f32'

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

/** dZ <- gradient of the mean loss; labels i32 [B] in 0 .. classes - 1. Returns the sum of the B losses. */
export function softmax_cross_entropy_f32(
  dz: usize, z: usize, labels: usize, batch: i32, classes: i32, work: usize,
): f64 {
  const row = <usize>classes << 2
  const share: f32 = <f32>1 / <f32>batch
  let total: f64 = 0
  let b = 0
  while (b + 4 <= batch && classes <= LANE_CLASSES) {
    const rows = laneRows(batch - b, classes)
    total = cross_entropy_lanes_f32(dz, z, labels, rows, classes, share, total, work)
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

function maximum(z: usize, row: usize): f32 {
  let most = load<f32>(z)
  for (let j: usize = 4; j < row; j += 4) {
    const x = load<f32>(z + j)
    most = x > most ? x : most
  }
  return most
}

/** to(j) <- exp(z(j) - most); returns their sum, one chain from left to right. */
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
