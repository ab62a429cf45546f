/** The public names with the plain-JS core alone: no WebAssembly inside. */

export { type Engine, type EngineOptions, loadEngine, selfCheck } from '../core/engine-js.js'
export { cloneNetwork, createNetwork, loadNetwork, type NetworkOptions } from '../network/create-js.js'
export * from './common.js'
