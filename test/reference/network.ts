/**
 * A network in f64 from its parameters, row by row and unit by unit: the oracle of whole networks. `slopes` differentiates
 * its mean loss by central differences, so no backward pass is written twice.
 */
import type { Dataset } from '../../src/data/dataset.js'
import type { DenseDescription } from '../../src/layers/dense.js'
import type { NetworkPlan } from '../../src/network/plan.js'
import { exactActivation } from './kernels.js'
import { exactBinaryCrossEntropy, exactCrossEntropy } from './losses.js'

/** Outputs for one row; parameters layer by layer, W [inputs, outputs] row-major, then b. */
export function exactOutputs(plan: NetworkPlan, parameters: ArrayLike<number>, row: ArrayLike<number>): number[] {
  let x = Array.from(row)
  let at = 0
  for (const { outputs, activation } of plan.layers as readonly DenseDescription[]) {
    const bias = at + x.length * outputs
    const y = Array.from({ length: outputs }, (_, o) => {
      let sum = parameters[bias + o]!
      for (let i = 0; i < x.length; i++) sum += x[i]! * parameters[at + i * outputs + o]!
      return exactActivation[activation]!(sum)
    })
    at = bias + outputs
    x = y
  }
  return x
}

/** Mean loss over the rows of a dataset; features taken as they are. */
export function exactLoss(plan: NetworkPlan, parameters: ArrayLike<number>, dataset: Dataset): number {
  const { inputs, count, features, labels } = dataset
  let sum = 0
  for (let b = 0; b < count; b++) {
    const y = exactOutputs(plan, parameters, features.subarray(b * inputs, (b + 1) * inputs))
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

/** d(mean loss)/d(parameter), each by (loss(p + h) - loss(p - h)) / 2h with h = 1e-5: error below 1e-8. */
export function slopes(plan: NetworkPlan, parameters: Float32Array, dataset: Dataset): number[] {
  const h = 1e-5
  const moved = Array.from(parameters)
  return moved.map((value, i) => {
    moved[i] = value + h
    const above = exactLoss(plan, moved, dataset)
    moved[i] = value - h
    const below = exactLoss(plan, moved, dataset)
    moved[i] = value
    return (above - below) / (2 * h)
  })
}
