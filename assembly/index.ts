/** The export list of the numeric core. Contracts: README.md beside this file. */
export { activate_f32, activation_backward_f32 } from './activation_f32'
export { adam_step_f32 } from './adam_f32'
export { argmax_f32 } from './argmax_f32'
export { binary_cross_entropy_f32 } from './binary_cross_entropy_f32'
export { dense_backward_bias_f32, dense_backward_input_f32, dense_backward_weight_f32 } from './dense_backward_f32'
export { dense_forward_f32 } from './dense_forward_f32'
export { mean_squared_error_f32 } from './mean_squared_error_f32'
export { rmsprop_step_f32 } from './rmsprop_f32'
export { sgd_step_f32 } from './sgd_f32'
export { softmax_cross_entropy_f32, softmax_f32 } from './softmax_f32'
export { gather_f32, gather_u8_f32, standardize_f32, standardize_u8_f32 } from './standardize_f32'

/** The first byte that no static data uses: where the host's arena may begin. */
export function arena_start(): usize {
  return __heap_base
}
