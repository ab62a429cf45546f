/** Whether a network is still one. */
import { allFinite } from '../math/all-finite.js'
import { arenaOf, type Network } from './network.js'

/** Read where they lie, as a copy for each of many short epochs would cost as much as their updates. */
export function hasFiniteParameters(network: Network): boolean {
  const { core, fixed } = arenaOf(network)
  const from = fixed.parameters >>> 2
  return allFinite(core.f32, from, from + fixed.span)
}
