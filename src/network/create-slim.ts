/** Ways to a network over a core that the caller supplies. */
import { createCore, type Engine } from '../core/engine-slim.js'
import { copyNetwork, makeNetwork, type PlanOptions, readNetwork } from './make.js'
import type { Network } from './network.js'

export interface NetworkOptions extends PlanOptions {
  /** the core of this release (a module, bytes, a Response, a URL, or a promise of one), or what `loadEngine` gave */
  engine: Engine
}

/**
 * Builds a network with seeded starting weights.
 *
 * @throws TypeError, RangeError for options that are not as documented; RangeError if the memory does not suffice; Error
 *   with a `code` where the core cannot be had (see `loadEngine`)
 */
export function createNetwork(options: NetworkOptions): Promise<Network> {
  return makeNetwork(options, createCore)
}

/**
 * Reads what `network.save()` wrote.
 *
 * @throws RangeError for a foreign, newer, truncated or corrupt file
 */
export function loadNetwork(bytes: Uint8Array, options: { engine: Engine }): Promise<Network> {
  return readNetwork(bytes, options, createCore)
}

/**
 * A copy with memory of its own: same plan, parameters and input scale, no optimizer state.
 *
 * @param engine by default the core of `network`
 */
export async function cloneNetwork(network: Network, engine?: Engine): Promise<Network> {
  const where = 'cloneNetwork'
  return copyNetwork(network, await (engine === undefined ? network.core.another(where) : createCore(engine, where)))
}
