/**
 * Layer normalisation (Ba et al. 2016): Y = (X - mean) / sqrt(variance + epsilon) gamma + beta, with mean and variance
 * (biased) of each row of the batch, or each pixel of it, over its own channels. Training and evaluation are the same.
 */
import { message } from '../check.js'
import { layers as layersFamily } from '../core/layers/family.js'
import type { LayerKernels } from '../core/layers/kernels.js'
import { optional, positive, readOptions } from '../options.js'
import {
  type BoundLayer,
  type Layer,
  type LayerDescription,
  markBuiltIn,
  type Shape,
  shapeText,
  sizeOf,
} from './layer.js'

/** Options of `layerNorm`. */
export interface LayerNormOptions {
  /** is added to the variance, above 0; by default 1e-5 */
  epsilon?: number
}

/** A layer-normalisation layer as plain JSON. */
export interface LayerNormDescription extends LayerDescription {
  readonly kind: 'layerNorm'
  readonly epsilon: number
}

/** What `layerNorm` gives. */
export interface LayerNormLayer extends Layer {
  readonly description: LayerNormDescription
}

const where = 'layerNorm'

/**
 * Each row, of images each pixel, brought to mean 0 and variance 1 over its channels, the last dimension, then scaled by a
 * trained `gamma` and moved by `beta`.
 */
export function layerNorm(options: LayerNormOptions = {}): LayerNormLayer {
  const { epsilon } = readOptions(where, options, { epsilon: optional(positive, 1e-5) })
  return markBuiltIn({ description: { kind: 'layerNorm', epsilon }, bind: (input) => bind(epsilon, input) })
}

function bind(epsilon: number, input: Shape): BoundLayer {
  const channels = input[input.length - 1] as number
  const pixels = sizeOf(input) / channels
  // one value is its own mean, so that nothing of it would be left
  if (channels < 2) {
    const next = 'put it behind a wider layer'
    throw new RangeError(message(where, 'input', 'at least 2 channels', shapeText(input), next))
  }
  return {
    output: input,
    tensors: [
      { name: 'gamma', shape: [channels], role: 'scale', init: (values) => values.fill(1) },
      { name: 'beta', shape: [channels], role: 'bias', init() {} },
    ],
    family: layersFamily,
    // mean and 1 / deviation of each pixel
    kept: 2 * pixels,
    workspace: () => 0,
    forward({ core, x, y, tensors, kept }, rows) {
      const [gamma, beta] = tensors as readonly [number, number]
      const { layerNormForward } = core.layers as LayerKernels
      layerNormForward(y, kept, x, gamma, beta, rows * pixels, channels, epsilon)
    },
    backward({ core, x, dy, dx, tensors, gradients, kept }, rows) {
      const { layerNormBackwardScale, layerNormBackwardInput } = core.layers as LayerKernels
      const [dgamma, dbeta] = gradients as readonly [number, number]
      const count = rows * pixels
      layerNormBackwardScale(dgamma, dbeta, dy, x, kept, count, channels)
      if (dx !== 0) layerNormBackwardInput(dx, dy, x, kept, tensors[0] as number, count, channels)
    },
  }
}
