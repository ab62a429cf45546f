/**
 * The export list of the kernels that networks of convolutions and max pooling need, a part of those of index.ts: a page with
 * no other layers beyond dense loads this module in place of that one.
 */
export { conv2d_backward_input_f32 as conv2dBackwardInput, conv2d_forward_f32 as conv2dForward } from './conv2d_f32'
export { conv2d_backward_weight_f32 as conv2dBackwardWeight } from './conv2d_weight_f32'
export { max_pool_backward_f32 as maxPoolBackward, max_pool_forward_f32 as maxPoolForward } from './max_pool_f32'

/** As that of index.ts. */
export function arena_start(): usize {
  return __heap_base
}
