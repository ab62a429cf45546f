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
import { flush_f32, flush_f32x4 } from './inline/flush'
import { log_f64 } from './inline/log'

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
const LANES: usize = memory.data(1024, 16)

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
  const own0 = load<f32>(z + (<usize>load<i32>(labels) << 2))
  const own1 = load<f32>(z1 + (<usize>load<i32>(labels, 4) << 2))
  const own2 = load<f32>(z2 + (<usize>load<i32>(labels, 8) << 2))
  const own3 = load<f32>(z3 + (<usize>load<i32>(labels, 12) << 2))
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
  let sum = f32x4.splat(0)
  for (let j: usize = 0; j < row; j += 4) {
    const at = LANES + (j << 2)
    const e = exp_f32x4(f32x4.sub(v128.load(at), most))
    v128.store(at, e)
    sum = f32x4.add(sum, e)
  }
  const factor = f32x4.div(f32x4.splat(1), sum)
  const d1 = dz + row
  const d2 = d1 + row
  const d3 = d2 + row
  for (let j: usize = 0; j < row; j += 4) {
    const p = f32x4.mul(v128.load(LANES + (j << 2)), factor)
    const d = flush_f32x4(f32x4.mul(p, f32x4.splat(share)))
    v128.store_lane<f32>(dz + j, d, 0)
    v128.store_lane<f32>(d1 + j, d, 1)
    v128.store_lane<f32>(d2 + j, d, 2)
    v128.store_lane<f32>(d3 + j, d, 3)
  }
  store_own(dz, load<i32>(labels), 0, f32x4.extract_lane(factor, 0), share)
  store_own(d1, load<i32>(labels, 4), 4, f32x4.extract_lane(factor, 1), share)
  store_own(d2, load<i32>(labels, 8), 8, f32x4.extract_lane(factor, 2), share)
  store_own(d3, load<i32>(labels, 12), 12, f32x4.extract_lane(factor, 3), share)
  total += log_f64(<f64>f32x4.extract_lane(sum, 0)) - (<f64>own0 - <f64>f32x4.extract_lane(most, 0))
  total += log_f64(<f64>f32x4.extract_lane(sum, 1)) - (<f64>own1 - <f64>f32x4.extract_lane(most, 1))
  total += log_f64(<f64>f32x4.extract_lane(sum, 2)) - (<f64>own2 - <f64>f32x4.extract_lane(most, 2))
  total += log_f64(<f64>f32x4.extract_lane(sum, 3)) - (<f64>own3 - <f64>f32x4.extract_lane(most, 3))
  return total
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
