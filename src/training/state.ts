/** The state of a run: laid out in the arena at its start, collected for a checkpoint, restored from one. */
import type { Arena } from '../network/arena.js'
import { arenaOf, type Network } from '../network/network.js'
import type { Mutable } from '../network/weighted-loss.js'
import type { UpdateTarget } from '../optimizers/optimizer.js'
import type { TrainingState } from './checkpoint.js'
import type { EpochEnd } from './epoch-end.js'
import { trainedRanges } from './options/frozen.js'
import type { CheckedOptions } from './plan.js'
import type { RunRecord } from './record.js'

/** What the optimizer updates; the trigger sets the factor of its rate. */
export interface RunTarget extends Mutable<UpdateTarget> {
  rateFactor: number
}

/** Parameters and gradients of the network, with the optimizer's arrays and numbers at zero. */
export function newTarget(network: Network, { optimizer, frozen }: CheckedOptions): RunTarget {
  const arena = arenaOf(network)
  const { core, fixed, batch } = arena
  const { parameters, gradients, span } = fixed
  const slots = batch.slots.slice(0, optimizer.slots)
  for (const array of [...slots, gradients]) arena.fill(0, array, span)
  return {
    core,
    parameters,
    gradients,
    slots,
    ranges: trainedRanges(arena, frozen),
    scalars: new Float64Array(optimizer.scalars),
    rateFactor: 1,
    used: new Float64Array(2),
  }
}

/** Goes after what an evaluation since the last update may have moved: getters would slow down a small step. */
export function follow(target: RunTarget, { fixed, batch }: Arena): void {
  if (target.parameters === fixed.parameters) return
  target.parameters = fixed.parameters
  target.gradients = fixed.gradients
  target.slots = batch.slots.slice(0, target.slots.length)
}

/** Copies of everything but the seconds. */
export function stateOf(
  network: Network,
  target: RunTarget,
  record: RunRecord,
  epochEnd: EpochEnd,
): Omit<TrainingState, 'seconds'> {
  const arena = arenaOf(network)
  follow(target, arena)
  return {
    step: record.steps,
    epochRecords: record.epochs,
    ...epochEnd.state,
    parameters: arena.parameters(),
    standardized: network.standardized,
    ...network.standardization,
    scalars: target.scalars.slice(),
    ...Object.fromEntries(target.slots.map((slot, index) => [`slot${index}`, arena.floats(slot, arena.fixed.span)])),
    ...record.columns,
  }
}

export function loadState(
  state: TrainingState,
  network: Network,
  { core, slots, scalars }: RunTarget,
  record: RunRecord,
  epochEnd: EpochEnd,
): void {
  if (state.standardized || network.standardized) network.standardize(state)
  network.setParameters(state.parameters)
  scalars.set(state.scalars)
  slots.forEach((slot, index) => {
    core.f32.set(state[`slot${index}`] as Float32Array, slot >>> 2)
  })
  record.restore(state, state.epochRecords)
  epochEnd.restore(state)
}
