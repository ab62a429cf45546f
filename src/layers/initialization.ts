/**
 * Starting weights: uniform on [-limit, limit], in the order of the tensor; biases start at 0.
 *
 *     he       limit = sqrt(6 / inputs)               He et al. 2015, for rectified units
 *     glorot   limit = sqrt(6 / (inputs + outputs))   Glorot and Bengio 2010
 *
 * inputs: numbers that an output is made of; outputs: numbers that an input goes into.
 */
import { checkOneOf } from '../check.js'
import type { Activation } from '../core/kernels.js'
import type { RandomStream } from '../math/random.js'

export const initializations = ['he', 'glorot'] as const
/** How the weights of a layer start. */
export type Initialization = (typeof initializations)[number]

/** What was chosen, checked; by default he for the rectified activations, glorot for the others. */
export function initializationFor(
  where: string,
  what: string,
  given: Initialization | undefined,
  activation: Activation,
): Initialization {
  const rectified = activation === 'relu' || activation === 'leakyRelu'
  return checkOneOf(where, what, given ?? (rectified ? 'he' : 'glorot'), initializations)
}

export function uniformWithin(initialization: Initialization, inputs: number, outputs: number) {
  const limit = Math.sqrt(6 / (initialization === 'he' ? inputs : inputs + outputs))
  return (values: Float32Array, random: RandomStream): void => {
    for (let i = 0; i < values.length; i++) values[i] = (2 * random.uniform() - 1) * limit
  }
}
