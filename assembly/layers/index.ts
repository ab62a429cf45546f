/**
 * The export list of the kernels of layers beyond dense: a module of its own, so that a page without such layers loads none
 * of it. It shares the memory of the core; its own data lie above the core's, at the memoryBase of asconfig.json.
 */
export { max_pool_backward_f32, max_pool_forward_f32 } from './max_pool_f32'

/** The first byte that no static data uses, that of the core included. */
export function arena_start(): usize {
  return __heap_base
}
