/**
 * Ways to a network: from a plan, from a saved file, as a copy of another. Only an entry point knows which engines there
 * are, so it passes in how they are found.
 */
import { checkInteger, checkOneOf, checkOptions, checkSeed, message, wrongType, wrongValue } from '../check.js'
import type { Core } from '../core/core.js'
import { type Resolve, startCore } from '../core/engine/start.js'
import { DEFAULT_SEED } from '../defaults.js'
import { unpackContainer } from '../files/container.js'
import { checkLayer, type DenseLayer } from './layers.js'
import { type Loss, losses, takesLogits } from './loss.js'
import { Network, type NetworkPlan } from './network.js'

export interface PlanOptions {
  /** numbers in a row of data */
  inputs: number
  /** from the first hidden layer to the output, made by `dense(...)` */
  layers: readonly DenseLayer[]
  /** by default softmaxCrossEntropy */
  loss?: Loss
  /** from which the starting weights follow; by default 0 */
  seed?: number
}

/** `createNetwork` over the engines of an entry point; a core is started only when the options are right. */
export function createNetworkOf<E>(resolve: Resolve<E>): (options: PlanOptions & { engine?: E }) => Promise<Network> {
  const where = 'createNetwork'
  return async (options) => {
    checkOptions(where, options, ['inputs', 'layers', 'loss', 'seed', 'engine'])
    const { engine, ...plan } = options
    return new Network(checkPlan(where, plan), await startCore(resolve, where, engine))
  }
}

/** `loadNetwork` over the engines of an entry point. */
export function loadNetworkOf<E>(
  resolve: Resolve<E>,
): (bytes: Uint8Array, options?: { engine?: E }) => Promise<Network> {
  return async (bytes, options = {}) => {
    checkOptions('loadNetwork', options, ['engine'])
    return readNetwork(bytes, () => startCore(resolve, 'loadNetwork', options.engine))
  }
}

/** `cloneNetwork` over the engines of an entry point. */
export function cloneNetworkOf<E>(resolve: Resolve<E>): (network: Network, engine?: E) => Promise<Network> {
  return async (network, engine) =>
    copyNetwork(
      network,
      await (engine === undefined ? network.core.another('cloneNetwork') : startCore(resolve, 'cloneNetwork', engine)),
    )
}

/** A network from the bytes of `network.save()`; the core is started only when they are right. */
export async function readNetwork(bytes: Uint8Array, start: () => Promise<Core>): Promise<Network> {
  const { meta, arrays } = unpackContainer('loadNetwork', bytes, 'network')
  const { standardized, classNames, ...plan } = meta
  const network = new Network(checkPlan('loadNetwork', plan), await start())
  const { mean, scale, parameters } = arrays as Record<string, Float32Array>
  network.setParameters(parameters as Float32Array)
  if (standardized) network.standardize({ mean: mean as Float32Array, scale: scale as Float32Array })
  network.classNames = classNames as readonly string[] | undefined
  return network
}

/** A copy over another core: same plan, parameters and input scale, no optimizer state. */
export function copyNetwork(network: Network, core: Core): Network {
  const copy = new Network(network.plan, core)
  copy.setParameters(network.parameters())
  if (network.standardized) copy.standardize(network.standardization)
  copy.classNames = network.classNames
  return copy
}

function checkPlan(where: string, plan: Partial<NetworkPlan>): NetworkPlan {
  const inputs = checkInteger(where, 'inputs', plan.inputs, 1)
  if (!Array.isArray(plan.layers)) throw wrongType(where, 'layers', 'an array of layers', plan.layers)
  if (plan.layers.length === 0) throw wrongValue(where, 'layers', 'at least one layer', plan.layers)
  const layers = plan.layers.map((layer, index) => checkLayer(where, `layers[${index}]`, layer))
  const loss = checkOneOf(where, 'loss', plan.loss ?? 'softmaxCrossEntropy', losses)
  const seed = checkSeed(where, plan.seed ?? DEFAULT_SEED)
  const last = layers[layers.length - 1] as DenseLayer
  if (takesLogits(loss) && last.activation !== 'linear') {
    const next = `${loss} takes logits and applies its own squashing`
    throw new RangeError(message(where, 'layers', 'a linear last layer', last.activation, next))
  }
  return { inputs, layers, loss, seed }
}
