/** Ways to a network over the plain-JS core. */
import { createCore, type Engine } from '../core/engine-js.js'
import { copyNetwork, makeNetwork, type PlanOptions, readNetwork } from './make.js'
import type { Network } from './network.js'

export interface NetworkOptions extends PlanOptions {
  /** js (default), or what `loadEngine` gave */
  engine?: Engine
}

/**
 * Builds a network with seeded starting weights.
 *
 * @throws TypeError, RangeError for options that are not as documented; RangeError if the memory does not suffice
 */
export function createNetwork(options: NetworkOptions): Promise<Network> {
  return makeNetwork(options, createCore)
}

/**
 * Reads what `network.save()` wrote.
 *
 * @throws RangeError for a foreign, newer, truncated or corrupt file
 */
export function loadNetwork(bytes: Uint8Array, options: { engine?: Engine } = {}): Promise<Network> {
  return readNetwork(bytes, options, createCore)
}

/**
 * A copy with memory of its own: same plan, parameters and input scale, no optimizer state.
 *
 * @param engine by default the one of `network`
 */
export async function cloneNetwork(network: Network, engine?: Engine): Promise<Network> {
  const where = 'cloneNetwork'
  return copyNetwork(network, await (engine === undefined ? network.core.another(where) : createCore(engine, where)))
}
