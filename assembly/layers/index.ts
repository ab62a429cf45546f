/**
 * The export list of the kernels of layers beyond dense: a module of its own, so that a page without such layers loads none
 * of it. It shares the memory of the core; its own data lie above the core's, at the memoryBase of asconfig.json.
 */
export { add_f32 as add } from './add_f32'
export { average_pool_backward_f32 as averagePoolBackward, average_pool_forward_f32 as averagePoolForward } from './average_pool_f32'
export { batch_norm_backward_input_f32 as batchNormBackwardInput, batch_norm_backward_scale_f32 as batchNormBackwardScale, batch_norm_forward_f32 as batchNormForward, batch_norm_moments_f32 as batchNormMoments } from './batch_norm_f32'
export { depthwise_backward_input_f32 as depthwiseBackwardInput, depthwise_backward_weight_f32 as depthwiseBackwardWeight, depthwise_forward_f32 as depthwiseForward } from './depthwise_f32'
export { dropout_f32 as dropout } from './dropout_f32'
export { gate_backward_f32 as gateBackward, gate_forward_f32 as gateForward } from './gate_f32'
export { conv2d_backward_input_f32 as conv2dBackwardInput, conv2d_forward_f32 as conv2dForward } from './conv2d_f32'
export { conv2d_backward_weight_f32 as conv2dBackwardWeight } from './conv2d_weight_f32'
export { layer_norm_backward_input_f32 as layerNormBackwardInput, layer_norm_backward_scale_f32 as layerNormBackwardScale, layer_norm_forward_f32 as layerNormForward } from './layer_norm_f32'
export { max_pool_backward_f32 as maxPoolBackward, max_pool_forward_f32 as maxPoolForward } from './max_pool_f32'

/** The first byte that no static data uses, that of the core included. */
export function arena_start(): usize {
  return __heap_base
}
