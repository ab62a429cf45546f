/** The network of a study: a perceptron that its sizes say, or layers with the shape of their input. Plain JSON. */
import { wrongType, wrongValue } from '../../check.js'
import type { Activation } from '../../core/kernels.js'
import type { Dataset } from '../../data/dataset.js'
import { DEFAULT_ACTIVATION, DEFAULT_HIDDEN } from '../../defaults.js'
import { descriptionOf } from '../../layers/description/kinds.js'
import type { Layer, LayerDescription, Shape } from '../../layers/layer.js'
import { mlp, type Perceptron } from '../../layers/mlp.js'
import { checkLoss, type LossName, lossNames } from '../../losses/by-name.js'
import type { Loss, LossDescription } from '../../losses/loss.js'
import type { PlanOptions } from '../../network/plan.js'

/** What a study trains: `hidden` and `activation`, or `inputs` and `layers`. */
export interface StudyNetwork {
  /** units of the hidden layers, from the input on */
  readonly hidden?: readonly number[]
  readonly activation?: Activation
  /** numbers in a row of data, or its shape */
  readonly inputs?: number | Shape
  readonly layers?: readonly LayerDescription[]
  /** left out where it is softmax cross-entropy for classes, the mean squared error for numbers */
  readonly loss?: LossName | LossDescription
}

export interface StudyNetworkOptions {
  hidden?: readonly number[] | undefined
  activation?: Activation | undefined
  layers?: readonly (Layer | LayerDescription)[] | undefined
  loss?: LossName | Loss | LossDescription | undefined
}

/** Of a study's options, checked; of layers all but whether they fit the data. */
export function readNetwork(
  where: string,
  { hidden, activation, layers, loss: asked }: StudyNetworkOptions,
  training: Dataset,
): StudyNetwork {
  const loss = readLoss(where, asked, training)
  if (layers === undefined) {
    const network = { hidden: hidden ?? DEFAULT_HIDDEN, activation: activation ?? DEFAULT_ACTIVATION, ...loss }
    if (!Array.isArray(network.hidden)) throw wrongType(where, 'hidden', 'an array', hidden)
    mlp({ ...network, outputs: 1 })
    return network
  }
  for (const [what, value] of Object.entries({ hidden, activation })) {
    if (value !== undefined) throw wrongValue(where, what, 'nothing, as there are "layers"', value)
  }
  if (!Array.isArray(layers)) throw wrongType(where, 'layers', 'an array of layers', layers)
  return {
    inputs: training.shape ?? training.inputs,
    layers: layers.map((layer, index) => descriptionOf(where, `layers[${index}]`, layer)),
    ...loss,
  }
}

/** The network alone, as a trial carries it. */
export function networkOf({ hidden, activation, inputs, layers, loss }: StudyNetwork): StudyNetwork {
  const lossPart = loss === undefined ? {} : { loss }
  return (layers === undefined ? { hidden, activation, ...lossPart } : { inputs, layers, ...lossPart }) as StudyNetwork
}

function readLoss(where: string, asked: StudyNetworkOptions['loss'], training: Dataset): Pick<StudyNetwork, 'loss'> {
  if (asked === undefined) return {}
  const { name, description, logits } = checkLoss(where, asked)
  if (!(lossNames as readonly string[]).includes(name)) {
    throw wrongValue(
      where,
      'loss',
      `one of ${lossNames.join(', ')}`,
      name,
      'a trial that runs elsewhere knows no other',
    )
  }
  if (logits && training.targets !== undefined) {
    throw wrongValue(where, 'loss', 'a loss of numbers, as the target is a number', name)
  }
  return name === usualLoss(training.targets) && description === undefined
    ? {}
    : { loss: description ?? (name as LossName) }
}

/** Options of `createNetwork`: classes or, with linear outputs and their squared error, numbers. */
export function networkPlan(
  { hidden, activation, inputs, layers, loss: chosen }: StudyNetwork,
  { count, targets, ...training }: Dataset,
  seed: number,
  test?: Dataset,
): PlanOptions {
  const loss = chosen ?? usualLoss(targets)
  if (layers !== undefined) return { inputs: inputs as number | Shape, layers, loss, seed }
  const classes = Math.max(training.classes, test?.classes ?? 0)
  // of two classes one number says which
  const single = loss === 'binaryCrossEntropy' && classes === 2
  const outputs = targets === undefined ? (single ? 1 : classes) : targets.length / count
  return { inputs: training.inputs, layers: mlp({ hidden, activation, outputs } as Perceptron), loss, seed }
}

function usualLoss(targets: Dataset['targets']): LossName {
  return targets === undefined ? 'softmaxCrossEntropy' : 'meanSquaredError'
}
