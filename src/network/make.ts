/**
 * Ways to a network: from a plan, from a saved file, as a copy of another. Only an entry point knows which engines there
 * are, so it passes in how they are found.
 */

import { checkOptions, checkTyped, isTexts, wrongType } from '../check.js'
import type { Core, Parts } from '../core/core.js'
import { type Resolve, startCore } from '../core/engine/start.js'
import type { Part } from '../core/layers/ground.js'
import { checkThreads, type ThreadsOption } from '../core/threads/option.js'
import { answerRows } from '../data/tabular/answer-rows.js'
import { checkPreparation } from '../data/tabular/preparation/check.js'
import type { Preparation } from '../data/tabular/preparation/preparation.js'
import { rawRows } from '../data/tabular/preparation/raw-rows.js'
import { unpackContainer } from '../files/container.js'
import { familyOf, sizeOf } from '../layers/layer.js'
import { callback } from '../options.js'
import { arenaOf, arenaToRead, Network } from './network.js'
import { checkPlan, type NetworkPlan, type OwnParts, type PlanOptions } from './plan.js'
import { checkFiniteValues, countValues } from './tensors.js'

const LOAD = 'loadNetwork'

/**
 * `createNetwork` over the engines of an entry point; a core is started only when the options are right.
 * @param where what errors name: another public function that creates a network for its user
 */
export function createNetworkOf<E>(
  resolve: Resolve<E>,
  where = 'createNetwork',
): (options: PlanOptions & ThreadsOption & { engine?: E }) => Promise<Network> {
  return async (options) => {
    checkOptions(where, options, ['inputs', 'layers', 'loss', 'seed', 'engine', 'threads'])
    const { engine, threads, ...plan } = options
    if (threads !== undefined) checkThreads(where, 'threads', threads)
    const blueprint = await checkPlan(where, plan)
    const parts = { ...blueprint, threads }
    return new Network(blueprint, await startCore(resolve, where, engine, familyOf(blueprint.layers), parts))
  }
}

/** `loadNetwork` over the engines of an entry point. */
export function loadNetworkOf<E>(
  resolve: Resolve<E>,
): (bytes: Uint8Array, options?: OwnParts & ThreadsOption & { engine?: E }) => Promise<Network> {
  return async (bytes, options = {}) => {
    const { engine, threads, ...own } = checkOptions(LOAD, options, ['engine', 'layers', 'losses', 'threads'])
    if (threads !== undefined) checkThreads(LOAD, 'threads', threads)
    const { layers = {}, losses = [] } = own
    if (typeof layers !== 'object' || layers === null) throw wrongType(LOAD, 'layers', 'an object of factories', layers)
    for (const [kind, make] of Object.entries(layers)) callback(LOAD, `layers.${kind}`, make, {})
    if (!Array.isArray(losses)) throw wrongType(LOAD, 'losses', 'an array of losses', losses)
    const start: Start = (family, parts) => startCore(resolve, LOAD, engine, family, { ...parts, threads })
    return readNetwork(bytes, start, own, readPreparation)
  }
}

/** `cloneNetwork` over the engines of an entry point. */
export function cloneNetworkOf<E>(resolve: Resolve<E>): (network: Network, engine?: E) => Promise<Network> {
  const where = 'cloneNetwork'
  return async (network, engine) => {
    const arena = arenaToRead(where, network)
    return copyNetwork(
      network,
      engine === undefined ? where : await startCore(resolve, where, engine, familyOf(arena.layers), arena),
    )
  }
}

/** Starts a core for what a file holds. */
export type Start = (family: Part | undefined, parts: Parts) => Promise<Core>

/**
 * A network from the bytes of `network.save()`; the core is started only when they are right.
 * @param read what becomes of the preparation: as it is where the network was saved a moment ago and answers no raw rows
 */
export async function readNetwork(
  bytes: Uint8Array,
  start: Start,
  own?: OwnParts,
  read = (preparation: unknown, _: Network) => preparation as Preparation,
): Promise<Network> {
  const { meta, arrays } = unpackContainer(LOAD, bytes, 'network')
  const { standardized, classNames, preparation, ...plan } = meta
  const blueprint = await checkPlan(LOAD, plan as unknown as NetworkPlan, own)
  const { mean, scale, parameters } = arrays as Record<string, Float32Array>
  // before any memory is taken: the plan may ask for more than its file has
  const { inputs } = blueprint.plan
  const width = typeof inputs === 'number' ? inputs : sizeOf(inputs)
  checkTyped(LOAD, 'mean', mean, width)
  checkTyped(LOAD, 'scale', scale, width)
  checkTyped(LOAD, 'parameters', parameters, countValues(blueprint.layers))
  if (classNames !== undefined && !isTexts(classNames)) {
    throw wrongType(LOAD, 'classNames', 'an array of texts', classNames)
  }
  const network = new Network(blueprint, await start(familyOf(blueprint.layers), blueprint))
  network.setParameters(checkFiniteValues(LOAD, parameters as Float32Array))
  if (standardized) network.standardize({ mean: mean as Float32Array, scale: scale as Float32Array })
  if (preparation !== undefined) network.preparation = read(preparation, network)
  network.classNames = classNames ?? null
  return network
}

/** Raw rows of a file's preparation can be answered from then on. */
function readPreparation(preparation: unknown, { inputs, outputs }: Network): Preparation {
  rawRows.answer = answerRows
  return checkPreparation(LOAD, preparation, inputs, outputs)
}

/**
 * A copy: same plan, parameters and input scale, no optimizer state.
 * @param over a core, or for another of the network's own kind the public function that errors name
 */
export async function copyNetwork(network: Network, over: Core | string): Promise<Network> {
  const arena = arenaOf(network)
  const { layers, loss } = arena
  const core = typeof over === 'string' ? await arena.core.another(over, arena) : over
  const copy = new Network({ plan: network.plan, layers, loss }, core)
  copy.setParameters(network.parameters())
  if (network.standardized) copy.standardize(network.standardization)
  copy.classNames = network.classNames
  copy.preparation = network.preparation
  return copy
}
