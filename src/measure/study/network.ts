/** The network of a study: a perceptron that its sizes say, or layers with the shape of their input. Plain JSON. */
import { wrongType, wrongValue } from '../../check.js'
import type { Activation } from '../../core/kernels.js'
import type { Dataset } from '../../data/dataset.js'
import { DEFAULT_ACTIVATION, DEFAULT_HIDDEN } from '../../defaults.js'
import { descriptionOf } from '../../layers/description/kinds.js'
import type { Layer, LayerDescription, Shape } from '../../layers/layer.js'
import { mlp, type Perceptron } from '../../layers/mlp.js'
import type { PlanOptions } from '../../network/plan.js'

/** What a study trains: `hidden` and `activation`, or `inputs` and `layers`. */
export interface StudyNetwork {
  /** units of the hidden layers, from the input on */
  readonly hidden?: readonly number[]
  readonly activation?: Activation
  /** numbers in a row of data, or its shape */
  readonly inputs?: number | Shape
  readonly layers?: readonly LayerDescription[]
}

export interface StudyNetworkOptions {
  hidden?: readonly number[] | undefined
  activation?: Activation | undefined
  layers?: readonly (Layer | LayerDescription)[] | undefined
}

/** Of a study's options, checked; of layers all but whether they fit the data. */
export function readNetwork(
  where: string,
  { hidden, activation, layers }: StudyNetworkOptions,
  training: Dataset,
): StudyNetwork {
  if (layers === undefined) {
    const network = { hidden: hidden ?? DEFAULT_HIDDEN, activation: activation ?? DEFAULT_ACTIVATION }
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
  }
}

/** The network alone, as a trial carries it. */
export function networkOf({ hidden, activation, inputs, layers }: StudyNetwork): StudyNetwork {
  return (layers === undefined ? { hidden, activation } : { inputs, layers }) as StudyNetwork
}

/** Options of `createNetwork`: classes or, with linear outputs and their squared error, numbers. */
export function networkPlan(
  { hidden, activation, inputs, layers }: StudyNetwork,
  { count, targets, ...training }: Dataset,
  seed: number,
  test?: Dataset,
): PlanOptions {
  const loss = targets === undefined ? 'softmaxCrossEntropy' : 'meanSquaredError'
  if (layers !== undefined) return { inputs: inputs as number | Shape, layers, loss, seed }
  const outputs = targets === undefined ? Math.max(training.classes, test?.classes ?? 0) : targets.length / count
  return { inputs: training.inputs, layers: mlp({ hidden, activation, outputs } as Perceptron), loss, seed }
}
