/**
 * dense_forward_f32: Y = activation(bias[O] + X[B, I] W[I, O]), rows `from` to `to` - 1 of Y[B, O].
 *
 * y(b, o) starts at bias(o) and adds x(b, i) w(i, o) for i ascending. Y must not overlap its inputs. The rows of Y and W
 * lie `stride` elements apart: O for the whole layer, more where y, w and bias point at some of its columns.
 */
import { activate_f32, RELU } from './activation_f32'
import { product_f32 } from './product_f32'
import { EPILOGUE_RELU, EPILOGUE_STORE } from './inline/epilogue'

export function dense_forward_f32(
  y: usize, x: usize, w: usize, bias: usize,
  from: i32, to: i32, inputs: i32, outputs: i32, stride: i32, activation: i32, work: usize,
): void {
  const epilogue = activation == RELU ? EPILOGUE_RELU : EPILOGUE_STORE
  const ld = <usize>stride << 2
  const ldx = <usize>inputs << 2
  y += <usize>from * ld
  x += <usize>from * ldx
  product_f32(y, x, false, w, false, bias, 0, to - from, inputs, outputs, ldx, ld, epilogue, work)
  if (activation <= RELU) return
  if (stride == outputs) return activate_f32(y, (to - from) * outputs, activation)
  for (; from < to; from++, y += ld) activate_f32(y, outputs, activation)
}
