/** A network once more from its beginning. */
import { arenaOf, type Network } from './network.js'
import { startingValues } from './tensors.js'

/**
 * Makes a network as new as one with its plan and another seed. All of its memory is zero again but for the copy of the
 * training features, which serves the next run over the same ones: they must not change meanwhile.
 */
export function renew(network: Network, seed: number): void {
  const arena = arenaOf(network)
  const { core, fixed, batch } = arena
  core.u8.fill(0, fixed.parameters, batch.data)
  core.u8.fill(0, batch.data + batch.dataBytes, batch.end)
  arena.holds = true
  Object.assign(network, { plan: { ...network.plan, seed } })
  network.setParameters(startingValues(arena.layers, seed))
}
