/** argmax_f32: the class of each row of Z[B, C], the first of the largest; a NaN is never chosen over a number. */
export function argmax_f32(to: usize, z: usize, batch: i32, classes: i32): void {
  for (let b = 0; b < batch; b++) {
    // lane 0 alone: a branch would be predicted wrongly for two or three classes of a row
    let best = i32x4.splat(0)
    let most = f32x4.splat(-Infinity)
    for (let j = 0; j < classes; j++) {
      const x = v128.load32_splat(z)
      best = v128.bitselect(i32x4.splat(j), best, f32x4.gt(x, most))
      // pmax(most, x) is most < x ? x : most
      most = f32x4.pmax(most, x)
      z += 4
    }
    v128.store_lane<i32>(to, best, 0)
    to += 4
  }
}
