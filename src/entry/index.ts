/** The public names. */

export { type Engine, type EngineOptions, loadEngine, selfCheck } from '../core/engine.js'
export * from '../measure/index.js'
export { cloneNetwork, createNetwork, loadNetwork, type NetworkOptions } from '../network/create.js'
export * from './common.js'
