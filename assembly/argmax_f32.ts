/** argmax_f32: the class of each row of Z[B, C], the first of the largest; a NaN is never chosen over a number. */
export function argmax_f32(to: usize, z: usize, batch: i32, classes: i32): void {
  for (let b = 0; b < batch; b++) {
    let best = 0
    let most: f32 = -Infinity
    for (let j = 0; j < classes; j++) {
      const x = load<f32>(z)
      if (x > most) {
        most = x
        best = j
      }
      z += 4
    }
    store<i32>(to, best)
    to += 4
  }
}
