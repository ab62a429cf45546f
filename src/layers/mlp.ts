/** The layers of a multilayer perceptron, the network of the built-in data and of studies. */
import type { Activation } from '../core/kernels.js'
import { type DenseLayer, dense } from './dense.js'

export interface Perceptron {
  /** units of the hidden layers, from the input on; none is a linear network */
  readonly hidden: readonly number[]
  /** of the hidden layers; the output is linear */
  readonly activation: Activation
  readonly outputs: number
}

/** @throws TypeError, RangeError for what `dense` refuses */
export function mlp({ hidden, activation, outputs }: Perceptron): DenseLayer[] {
  return [...hidden.map((units) => dense(units, activation)), dense(outputs)]
}
