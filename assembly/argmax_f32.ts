/** argmax_f32: the class of each row of Z[B, C], the first of the largest; a NaN is never chosen over a number. */
export function argmax_f32(to: usize, z: usize, batch: i32, classes: i32): void {
  const row = <usize>classes << 2
  // four rows at once, one in each lane, the last of fewer more than once; without branches, as one would be predicted wrongly
  // for two or three classes of a row
  for (let b = 0; b < batch; b += 4) {
    const last = <usize>(batch - b - 1)
    const r1 = min<usize>(1, last)
    const r2 = min<usize>(2, last)
    const r3 = min<usize>(3, last)
    let best = i32x4.splat(0)
    let most = f32x4.splat(-Infinity)
    let at = z
    for (let j = 0; j < classes; j++) {
      let x = v128.load32_zero(at)
      x = v128.load_lane<f32>(at + r1 * row, x, 1)
      x = v128.load_lane<f32>(at + r2 * row, x, 2)
      x = v128.load_lane<f32>(at + r3 * row, x, 3)
      best = v128.bitselect(i32x4.splat(j), best, f32x4.gt(x, most))
      // pmax(most, x) is most < x ? x : most
      most = f32x4.pmax(most, x)
      at += 4
    }
    v128.store_lane<i32>(to, best, 0)
    v128.store_lane<i32>(to + 4 * r1, best, 1)
    v128.store_lane<i32>(to + 4 * r2, best, 2)
    v128.store_lane<i32>(to + 4 * r3, best, 3)
    z += 4 * row
    to += 16
  }
}
