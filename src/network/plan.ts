/** What a network is built from: options as a user gives them, the same as plain JSON, and the layers bound to their shapes. */
import { checkInteger, checkSeed, message, wrongType, wrongValue } from '../check.js'
import { checkShape } from '../data/shape.js'
import { DEFAULT_SEED } from '../defaults.js'
import { layersFrom } from '../layers/description/from-description.js'
import { checkKind } from '../layers/description/kinds.js'
import type { BoundLayer, Layer, LayerDescription, LayerFactory, Shape } from '../layers/layer.js'
import { checkLoss, type LossName } from '../losses/by-name.js'
import { lossFrom } from '../losses/from-given.js'
import type { Loss, LossDescription } from '../losses/loss.js'

/** What a network is made of. */
export interface PlanOptions {
  /** numbers in a row of data, or its shape */
  inputs: number | Shape
  /** from the first hidden layer to the output, made by `dense(...)` and the like, or their plain descriptions */
  layers: readonly (Layer | LayerDescription)[]
  /** by default softmaxCrossEntropy; a name, a loss made by `huber(...)`, its plain description, or one of your own */
  loss?: LossName | Loss | LossDescription
  /** from which the starting weights follow; by default 1 */
  seed?: number
}

/** A network as plain JSON: what files and checkpoints hold of it beside its numbers. */
export interface NetworkPlan {
  readonly inputs: number | Shape
  readonly layers: readonly LayerDescription[]
  /** the loss's name, or where it has options its description */
  readonly loss: string | LossDescription
  readonly seed: number
}

/** A checked plan with what computes it. */
export interface Blueprint {
  readonly plan: NetworkPlan
  readonly layers: readonly BoundLayer[]
  readonly loss: Loss
}

/** Layers and losses that a user wrote: a file has only their names, so loading it needs these. */
export interface OwnParts {
  /** factories of your own layers, by their kind */
  layers?: Readonly<Record<string, LayerFactory>>
  /** your own losses */
  losses?: readonly Loss[]
}

/**
 * @param options of `createNetwork`, or the plan of a network that exists already
 * @param own what the names of layers and losses that are not built in mean
 */
export async function checkPlan(
  where: string,
  options: Partial<PlanOptions> | NetworkPlan,
  own: OwnParts = {},
): Promise<Blueprint> {
  const inputs = checkInputs(where, options.inputs)
  if (!Array.isArray(options.layers)) throw wrongType(where, 'layers', 'an array of layers', options.layers)
  if (options.layers.length === 0) throw wrongValue(where, 'layers', 'at least one layer', options.layers)
  const loss = await lossFrom(where, options.loss ?? 'softmaxCrossEntropy', own.losses)
  const seed = checkSeed(where, options.seed ?? DEFAULT_SEED)
  const descriptions: LayerDescription[] = []
  const layers: BoundLayer[] = []
  let shape: Shape = typeof inputs === 'number' ? [inputs] : inputs
  // without holes, which `map` would leave out
  for (const layer of await layersFrom(where, [...options.layers], own.layers)) {
    const bound = layer.bind(shape)
    descriptions.push(layer.description)
    layers.push(bound)
    shape = bound.output
  }
  const { outputActivation = 'linear' } = layers[layers.length - 1] as BoundLayer
  if (loss.logits && outputActivation !== 'linear') {
    const next = `${loss.name} takes logits and applies its own squashing`
    throw new RangeError(message(where, 'layers', 'a linear last layer', outputActivation, next))
  }
  const plan = { inputs, layers: descriptions, loss: loss.description ?? loss.name, seed }
  return { plan, layers, loss }
}

/** @throws RangeError for a layer or a loss that cannot be built from its description alone, as those of a caller's own */
export function checkBuiltIn(where: string, { layers, loss }: NetworkPlan): void {
  for (const [index, description] of layers.entries()) checkKind(where, `layers[${index}]`, description)
  checkLoss(where, loss)
}

function checkInputs(where: string, inputs: unknown): number | Shape {
  return Array.isArray(inputs) ? checkShape(where, 'inputs', inputs) : checkInteger(where, 'inputs', inputs, 1)
}
