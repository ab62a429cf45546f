/**
 * Batch normalisation: Y = (X - mean) / sqrt(variance + epsilon) gamma + beta, each channel by itself.
 *
 * In training mean and variance (biased) are those of the channel over the rows of the batch and the pixels, and the running
 * ones follow them, r = decay r + (1 - decay) b, the variance unbiased for that; evaluation computes with the running ones.
 *
 *     factor = f32(gamma inverse), inverse = f32(1 / sqrt(variance + epsilon)), gradient for X as in Ioffe and Szegedy 2015:
 *     dX = (dY - dbeta / N - xhat dgamma / N) factor
 */

import { message } from '../check.js'
import { flush } from '../core/js/flush.js'
import { layers as layersFamily } from '../core/layers/family.js'
import type { LayerKernels } from '../core/layers/kernels.js'
import { belowOne, optional, positive, readOptions } from '../options.js'
import {
  type BoundLayer,
  type Layer,
  type LayerDescription,
  markBuiltIn,
  type Shape,
  sizeOf,
  type TensorSpec,
} from './layer.js'

/** Options of `batchNorm`. */
export interface BatchNormOptions {
  /** what the running mean and variance keep of themselves in a step, in [0, 1); by default 0.9 */
  decay?: number
  /** is added to the variance, above 0; by default 1e-5 */
  epsilon?: number
}

/** A batch-normalisation layer as plain JSON. */
export interface BatchNormDescription extends LayerDescription {
  readonly kind: 'batchNorm'
  readonly decay: number
  readonly epsilon: number
}

/** What `batchNorm` gives. */
export interface BatchNormLayer extends Layer {
  readonly description: BatchNormDescription
}

/**
 * Each channel brought to mean 0 and variance 1 over the batch, then scaled by a trained `gamma` and moved by `beta`. Evaluation
 * and prediction use the running mean and variance, which training leaves. The channels are the last dimension of the input.
 */
export function batchNorm(options: BatchNormOptions = {}): BatchNormLayer {
  const { decay, epsilon } = readOptions('batchNorm', options, {
    decay: optional(belowOne, 0.9),
    epsilon: optional(positive, 1e-5),
  })
  const description = { kind: 'batchNorm', decay, epsilon } as const
  return markBuiltIn({ description, bind: (input) => bind(description, input) })
}

function bind({ decay, epsilon }: BatchNormDescription, input: Shape): BoundLayer {
  const channels = input[input.length - 1] as number
  const pixels = sizeOf(input) / channels
  const tensor = (name: string, role: TensorSpec['role'], start: number): TensorSpec => {
    return { name, shape: [channels], role, init: (values) => values.fill(start) }
  }
  return {
    output: input,
    tensors: [
      tensor('gamma', 'scale', 1),
      tensor('beta', 'bias', 0),
      tensor('runningMean', 'state', 0),
      tensor('runningVariance', 'state', 1),
    ],
    family: layersFamily,
    // mean and inverse, once for the batch
    kept: 2 * channels,
    workspace: () => 3 * channels,
    checkRows(where, rows) {
      if (rows * pixels > 1) return
      const expected = 'at least 2 rows in every batch, as batchNorm has one value a row'
      throw new RangeError(message(where, 'batchSize', expected, 'a last batch of 1', 'choose another batch size'))
    },
    forward({ core, x, y, tensors, kept, work, frozen }, rows, { training }) {
      const kernels = core.layers as LayerKernels
      const { f32 } = core
      const [gamma, beta, runningMean, runningVariance] = tensors as readonly [number, number, number, number]
      const count = rows * pixels
      if (training) kernels.batchNormMoments(kept, work, x, count, channels)
      for (let c = 0; c < channels; c++) {
        const mean = (training ? kept : runningMean) / 4 + c
        const variance = (training ? work : runningVariance) / 4 + c
        const inverse = kept / 4 + channels + c
        if (training && !frozen) {
          const unbiased = ((f32[variance] as number) * count) / (count - 1)
          follow(f32, runningMean / 4 + c, f32[mean] as number)
          follow(f32, runningVariance / 4 + c, unbiased)
        }
        f32[inverse] = 1 / Math.sqrt((f32[variance] as number) + epsilon)
        f32[work / 4 + c] = (f32[inverse] as number) * (f32[gamma / 4 + c] as number)
      }
      kernels.batchNormForward(y, x, training ? kept : runningMean, work, beta, count, channels)
    },
    backward({ core, x, dy, dx, tensors, gradients, kept, work }, rows) {
      const kernels = core.layers as LayerKernels
      const { f32 } = core
      const [dgamma, dbeta] = gradients as readonly [number, number]
      const gamma = (tensors[0] as number) / 4
      const count = rows * pixels
      const inverse = kept + 4 * channels
      kernels.batchNormBackwardScale(dgamma, dbeta, dy, x, kept, inverse, count, channels)
      if (dx === 0) return
      const [a, b] = [work + 4 * channels, work + 8 * channels]
      for (let c = 0; c < channels; c++) {
        f32[work / 4 + c] = (f32[inverse / 4 + c] as number) * (f32[gamma + c] as number)
        f32[a / 4 + c] = (f32[dbeta / 4 + c] as number) / count
        f32[b / 4 + c] = (f32[dgamma / 4 + c] as number) / count
      }
      kernels.batchNormBackwardInput(dx, dy, x, kept, inverse, a, b, work, count, channels)
    },
  }

  /** Towards what the batch has; a value that decays ends as 0. */
  function follow(f32: Float32Array, at: number, seen: number): void {
    f32[at] = flush(decay * (f32[at] as number) + (1 - decay) * seen)
  }
}
