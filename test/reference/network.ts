/** A whole network in f64 from its parameters, and its loss: the oracle of outputs and, by central differences, of gradients. */
import type { Dataset } from '../../src/data/dataset.js'
import type { NetworkPlan } from '../../src/network/plan.js'
import { exactLayers, slopesOf } from './layers.js'
import { exactBinaryCrossEntropy, exactCrossEntropy } from './losses.js'

/**
 * Outputs for rows after each other.
 *
 * @param parameters tensor by tensor as the network has them, state too
 * @param training   whether batch norm takes the mean and variance of these rows
 */
export function exactOutputs(
  { inputs, layers }: NetworkPlan,
  parameters: ArrayLike<number>,
  features: ArrayLike<number>,
  training = false,
): number[] {
  let at = 0
  const take = (size: number) => Array.from({ length: size }, () => parameters[at++]!)
  const shape = typeof inputs === 'number' ? [inputs] : inputs
  return Array.from(exactLayers(layers, { shape, values: features }, take, training).values)
}

/** Mean loss over the rows of a dataset, features taken as they are, in one batch of training. */
export function exactLoss(plan: NetworkPlan, parameters: ArrayLike<number>, dataset: Dataset): number {
  const { count, features, labels } = dataset
  const all = exactOutputs(plan, parameters, features, true)
  const outputs = all.length / count
  let sum = 0
  for (let b = 0; b < count; b++) {
    const y = all.slice(b * outputs, (b + 1) * outputs)
    if (plan.loss === 'softmaxCrossEntropy') {
      sum += exactCrossEntropy(y, labels[b]!)
      continue
    }
    const t = y.map((_, o) => target(dataset, b, o, y.length))
    const terms = y.map((value, o) =>
      plan.loss === 'meanSquaredError' ? (value - t[o]!) ** 2 : exactBinaryCrossEntropy(value, t[o]!),
    )
    sum += terms.reduce((a, term) => a + term, 0) / y.length
  }
  return sum / count
}

/** What output o should be for row b: the target, the label itself for one output, otherwise 1 at the label. */
function target({ targets, labels }: Dataset, b: number, o: number, outputs: number): number {
  if (targets !== undefined) return targets[b * outputs + o]!
  if (outputs === 1) return labels[b]!
  return labels[b] === o ? 1 : 0
}

/** d(mean loss)/d(parameter), of state too, by central differences. */
export function slopes(plan: NetworkPlan, parameters: Float32Array, dataset: Dataset): number[] {
  return slopesOf(parameters, (moved) => exactLoss(plan, moved, dataset))
}
