/**
 * The network of the trial before, for the next one over the same data: most trials of a study differ in what trains alone,
 * and making the memory anew takes as long as dozens of updates.
 */
import type { Network } from '../../../network/network.js'
import { renew } from '../../../network/renew.js'
import type { TrialData } from '../data.js'
import { networkOf } from '../network.js'
import type { TrialConfig } from '../trial.js'

interface Spare {
  readonly network: Network
  /** what it was made of, but for the data and the seed */
  readonly engine: unknown
  readonly made: string
}

/** One for each data, and only as long as these are there. */
const spares = new WeakMap<TrialData, Spare>()

/** As a new network for the trial, where there is one to be had; nobody else gets it meanwhile. */
export function takeSpare(data: TrialData, config: TrialConfig, engine: unknown): Network | undefined {
  const spare = spares.get(data)
  if (spare?.engine !== engine || spare?.made !== madeOf(config)) return undefined
  spares.delete(data)
  renew(spare.network, config.seed)
  return spare.network
}

/** Leaves the network of a trial that has ended to the next one. */
export function leaveSpare(data: TrialData, config: TrialConfig, engine: unknown, network: Network): void {
  dropSpare(data)
  spares.set(data, { network, engine, made: madeOf(config) })
}

/** Gives the memory back. */
export function dropSpare(data: TrialData): void {
  spares.get(data)?.network.dispose()
  spares.delete(data)
}

function madeOf(config: TrialConfig): string {
  return JSON.stringify(networkOf(config))
}
