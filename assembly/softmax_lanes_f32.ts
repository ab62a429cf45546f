/**
 * Softmax and cross-entropy of four rows at once, one in each lane, class by class: the chains of the rows run side by side
 * in the order they have alone (softmax_f32). Several groups of four rows pass through each stage together, so that there is
 * work while the last results of a group are awaited. Equations and orders are those of softmax_f32; dZ may be Z, since all
 * rows of a call are read before one is written. `work` holds, 16 bytes each and one after the other,
 *
 *     for each group      a vector of its rows' largest logits, of their sums of exponentials, of the logits of their own
 *                         classes: three blocks of GROUPS vectors
 *     for each class      of each group, a vector of its rows' logits: LANE_CLASSES vectors
 *
 * Held to the bits of the ordered reference by test/core/losses.test.ts.
 */
import { exp_differences_f32x4 } from './inline/exp'
import { flush_f32, smallest_f32x4 } from './inline/flush'
import { held_f32x4 } from './inline/held'
import { log_f64x2 } from './inline/log'

/** The most classes of a row, and the most groups that pass together. */
@inline export const LANE_CLASSES: i32 = 256
@inline const GROUPS: i32 = 8

/** How many of so many rows, of at most LANE_CLASSES classes, one call takes; a multiple of 4. */
@inline
export function laneRows(rows: i32, classes: i32): i32 {
  return min(min(rows >> 2, GROUPS), LANE_CLASSES / classes) << 2
}

/** The gradient of `rows` rows, as many as laneRows says; returns `total` with their losses added, first to last. */
export function cross_entropy_lanes_f32(
  dz: usize, z: usize, labels: usize, rows: i32, classes: i32, share: f32, total: f64, work: usize,
): f64 {
  const sum = work + 16 * GROUPS
  const own = sum + 16 * GROUPS
  const lane = own + 16 * GROUPS
  const row = <usize>classes << 2
  const groups = rows >> 2
  for (let g = 0; g < groups; g++) {
    const at = <usize>g << 4
    take_lanes(lane + at * classes, z + at * classes, row, work + at)
    take_own(own + at, z + at * classes, labels + at, row)
  }
  exp_differences_f32x4(lane, row << 2, groups, work, sum)
  for (let g = 0; g < groups; g++) {
    const at = <usize>g << 4
    give_gradient(dz + at * classes, lane + at * classes, labels + at, row, sum + at, share)
  }
  for (let g = 0; g < groups; g++) total = add_losses(total, work + (<usize>g << 4))
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

/** `total` with the losses of a group added, log s - (z(label) - m) each; its largest logits are at `at`. */
@inline
function add_losses(total: f64, at: usize): f64 {
  const most = v128.load(at)
  const sum = v128.load(at, 16 * GROUPS)
  const own = v128.load(at, 32 * GROUPS)
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
