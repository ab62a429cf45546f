/**
 * The three gradients of a dense layer Z[B, O] = bias + X[B, I] W[I, O], given dZ[B, O]; all row-major.
 *
 *     dense_backward_weight_f32   dW(i, o) = 0 + sum of x(b, i) dz(b, o), b ascending
 *     dense_backward_bias_f32     db(o)    = 0 + sum of dz(b, o), b ascending
 *     dense_backward_input_f32    dX(b, i) = (0 + sum of dz(b, o) w(i, o), o ascending) times the derivative of the
 *                                 activation that made x, so the result is the layer below's own dZ
 *
 * The products give rows `from` to `to` - 1 of dW or dX, whose rows lie `stride` elements apart, as do those of dZ for dW
 * and those of X for dX: O or I for the whole layer, more where the pointers stand at some of its columns.
 */
import { activation_backward_f32, RELU } from './activation_f32'
import { product_f32 } from './product_f32'
import { EPILOGUE_MASK, EPILOGUE_STORE } from './inline/epilogue'

export function dense_backward_weight_f32(
  dw: usize, x: usize, dz: usize,
  batch: i32, from: i32, to: i32, inputs: i32, outputs: i32, stride: i32, work: usize,
): void {
  const ld = <usize>stride << 2
  const ldx = <usize>inputs << 2
  dw += <usize>from * ld
  x += <usize>from << 2
  product_f32(dw, x, true, dz, false, 0, 0, to - from, batch, outputs, ldx, ld, EPILOGUE_STORE, work)
}

/** Sixteen columns at a time, then four; a last group that would stand over starts earlier and gives the same sums. */
export function dense_backward_bias_f32(db: usize, dz: usize, batch: i32, outputs: i32): void {
  const row = <usize>outputs << 2
  let o = 0
  for (; o + 16 <= outputs; o += 16) {
    let s0 = f32x4.splat(0), s1 = s0, s2 = s0, s3 = s0
    let at = dz + (<usize>o << 2)
    for (let b = 0; b < batch; b++) {
      s0 = f32x4.add(s0, v128.load(at))
      s1 = f32x4.add(s1, v128.load(at, 16))
      s2 = f32x4.add(s2, v128.load(at, 32))
      s3 = f32x4.add(s3, v128.load(at, 48))
      at += row
    }
    const to = db + (<usize>o << 2)
    v128.store(to, s0)
    v128.store(to, s1, 16)
    v128.store(to, s2, 32)
    v128.store(to, s3, 48)
  }
  for (; o < outputs && outputs >= 4; o += 4) {
    const left = <usize>min(o, outputs - 4) << 2
    let sum = f32x4.splat(0)
    let at = dz + left
    for (let b = 0; b < batch; b++) {
      sum = f32x4.add(sum, v128.load(at))
      at += row
    }
    v128.store(db + left, sum)
  }
  for (; o < outputs; o++) {
    let sum: f32 = 0
    let at = dz + (<usize>o << 2)
    for (let b = 0; b < batch; b++) {
      sum += load<f32>(at)
      at += row
    }
    store<f32>(db + (<usize>o << 2), sum)
  }
}

export function dense_backward_input_f32(
  dx: usize, dz: usize, w: usize, x: usize,
  from: i32, to: i32, inputs: i32, outputs: i32, stride: i32, activation: i32, work: usize,
): void {
  const epilogue = activation == RELU ? EPILOGUE_MASK : EPILOGUE_STORE
  const ld = <usize>stride << 2
  const ldz = <usize>outputs << 2
  dx += <usize>from * ld
  x += <usize>from * ld
  dz += <usize>from * ldz
  product_f32(dx, dz, false, w, true, 0, x, to - from, outputs, inputs, ldz, ld, epilogue, work)
  if (activation <= RELU) return
  if (stride == inputs) return activation_backward_f32(dx, x, (to - from) * inputs, activation)
  for (; from < to; from++, dx += ld, x += ld) activation_backward_f32(dx, x, inputs, activation)
}
