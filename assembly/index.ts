/** The export list of the numeric core. Contracts: README.md beside this file. */
export { activate_f32 as activate, activation_backward_f32 as activationBackward } from './activation_f32'
export { adam_step_f32 as adamStep } from './adam_f32'
export { argmax_f32 as argmax } from './argmax_f32'
export { binary_cross_entropy_f32 as binaryCrossEntropy } from './binary_cross_entropy_f32'
export { dense_backward_bias_f32 as denseBackwardBias, dense_backward_input_f32 as denseBackwardInput, dense_backward_weight_f32 as denseBackwardWeight } from './dense_backward_f32'
export { dense_forward_f32 as denseForward } from './dense_forward_f32'
export { mean_squared_error_f32 as meanSquaredError } from './mean_squared_error_f32'
export { rmsprop_step_f32 as rmspropStep } from './rmsprop_f32'
export { sgd_step_f32 as sgdStep } from './sgd_f32'
export { softmax_cross_entropy_f32 as softmaxCrossEntropy, softmax_f32 as softmax } from './softmax_f32'
export { gather_f32 as gather, gather_u8_f32 as gatherU8, standardize_f32 as standardize, standardize_u8_f32 as standardizeU8 } from './standardize_f32'

/** The first byte that no static data uses: where the host's arena may begin. */
export function arena_start(): usize {
  return __heap_base
}
