/**
 * The weights that each seed of a range test starts from.
 *
 * The first seed keeps the network's own. A network that nobody has trained yet gets other starting weights with every
 * other seed, as if it had been created with that seed. One that has been trained keeps its weights with every seed, so
 * that the test answers for what it is, and only the order of the data differs.
 */
import { arenaOf, type Network } from '../../network/network.js'
import { startingValues } from '../../network/tensors.js'

/** How the seeds differ: by starting weights and order of the data, or by the order alone. */
export type Start = 'fresh' | 'trained'

export interface Starts {
  readonly start: Start
  /** Parameters of a seed, in the order of `network.parameters()`; the given ones at `index` 0. */
  parameters(index: number, seed: number): Float32Array
}

export function startsOf(network: Network): Starts {
  const own = network.parameters()
  const { layers } = arenaOf(network)
  const fresh = startingValues(layers, network.plan.seed)
  const start = own.every((value, i) => Object.is(value, fresh[i])) ? 'fresh' : 'trained'
  return {
    start,
    parameters: (index, seed) => (index === 0 || start === 'trained' ? own : startingValues(layers, seed)),
  }
}
