/**
 * Starting weights, uniform on [-limit, limit]; biases start at 0.
 *
 *     he       limit = sqrt(6 / inputs)               He et al. 2015, for rectified units
 *     glorot   limit = sqrt(6 / (inputs + outputs))   Glorot and Bengio 2010
 *
 * Each layer draws from its own stream, so adding a layer does not move the weights of those before it.
 */
import { stream } from '../math/random.js'
import type { DenseLayer } from './layers.js'

/** Fills W [inputs, outputs] row by row. */
export function initializeWeights(
  weights: Float32Array,
  inputs: number,
  layer: DenseLayer,
  seed: number,
  index: number,
): void {
  const random = stream(seed, 'init', index)
  const fan = layer.initialization === 'he' ? inputs : inputs + layer.outputs
  const limit = Math.sqrt(6 / fan)
  for (let i = 0; i < weights.length; i++) weights[i] = (2 * random.uniform() - 1) * limit
}
