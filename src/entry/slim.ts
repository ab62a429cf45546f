/** The public names with a core that the caller supplies: no bytes inside. */

export type { WasmSource } from '../core/engine/compile.js'
export { type Engine, type EngineOptions, loadEngine, selfCheck } from '../core/engine-slim.js'
export { cloneNetwork, createNetwork, loadNetwork, type NetworkOptions } from '../network/create-slim.js'
export * from './common.js'
