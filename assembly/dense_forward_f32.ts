/**
 * dense_forward_f32: Y[B, O] = activation(bias[O] + X[B, I] W[I, O]), all row-major.
 *
 * y(b, o) starts at bias(o) and adds x(b, i) w(i, o) for i ascending. Y must not overlap its inputs.
 */
import { activate_f32, RELU } from './activation_f32'
import { product_f32 } from './product_f32'
import { EPILOGUE_RELU, EPILOGUE_STORE } from './inline/epilogue'

export function dense_forward_f32(
  y: usize, x: usize, w: usize, bias: usize, batch: i32, inputs: i32, outputs: i32, activation: i32, work: usize,
): void {
  const epilogue = activation == RELU ? EPILOGUE_RELU : EPILOGUE_STORE
  product_f32(y, x, false, w, false, bias, 0, batch, inputs, outputs, epilogue, work)
  if (activation > RELU) activate_f32(y, batch * outputs, activation)
}
