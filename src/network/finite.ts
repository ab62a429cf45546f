/** Whether a network is still one. */
import { arenaOf, type Network } from './network.js'

/** Read where they lie, as a copy for each of many short epochs would cost as much as their updates. */
export function hasFiniteParameters(network: Network): boolean {
  const { core, fixed } = arenaOf(network)
  const { f32 } = core
  const from = fixed.parameters >>> 2
  for (let at = from; at < from + fixed.span; at++) if (!Number.isFinite(f32[at])) return false
  return true
}
