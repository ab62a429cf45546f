/**
 * The forward and the backward pass over the current batch, kernel call by kernel call. Nothing is allocated.
 *
 *     forward    Y(l) = activation(X W + b), X = Y(l - 1)
 *     backward   the loss gives dZ of the top layer; then for each layer dW = X^T dZ, db = sum of dZ, and the layer below's
 *                dZ = (dZ W^T) times its activation's derivative, fused into that product
 */
import type { Core } from '../core/core.js'
import type { BatchLayout, FixedLayout, LayerPlace } from './layout.js'
import { type Loss, lossAndGradient, lossTerms } from './loss.js'

/** Runs the layers over `rows` rows; the outputs are the last of `batch.activations`. */
export function forward(core: Core, { layers }: FixedLayout, { activations, work }: BatchLayout, rows: number): void {
  const { kernels } = core
  for (let l = 0; l < layers.length; l++) {
    const { weights, biases, inputs, outputs, activation } = layers[l] as LayerPlace
    const x = activations[l] as number
    const y = activations[l + 1] as number
    kernels.denseForward(y, x, weights, biases, 0, rows, inputs, outputs, outputs, activation, work)
  }
}

/** The mean loss of the outputs; its gradient goes to the first of `batch.deltas`. */
export function lossOfBatch(core: Core, { layers }: FixedLayout, batch: BatchLayout, loss: Loss, rows: number): number {
  const { outputs } = layers[layers.length - 1] as LayerPlace
  const y = batch.activations[layers.length] as number
  const sum = lossAndGradient(core, loss, batch.deltas[0], y, batch, rows, outputs)
  return sum / lossTerms(loss, rows, outputs)
}

/** From the gradient of the loss in the first of `batch.deltas` to the gradients of all weights and biases. */
export function backward(core: Core, { layers }: FixedLayout, batch: BatchLayout, rows: number): void {
  const { kernels } = core
  const { activations, deltas, work } = batch
  let delta = deltas[0]
  const top = layers[layers.length - 1] as LayerPlace
  kernels.activationBackward(delta, activations[layers.length] as number, rows * top.outputs, top.activation)
  for (let l = layers.length - 1; l >= 0; l--) {
    const { weights, weightGradients, biasGradients, inputs, outputs } = layers[l] as LayerPlace
    const x = activations[l] as number
    kernels.denseBackwardWeight(weightGradients, x, delta, rows, 0, inputs, inputs, outputs, outputs, work)
    kernels.denseBackwardBias(biasGradients, delta, rows, outputs)
    if (l === 0) return
    const below = delta === deltas[0] ? deltas[1] : deltas[0]
    const { activation } = layers[l - 1] as LayerPlace
    kernels.denseBackwardInput(below, delta, weights, x, 0, rows, inputs, outputs, inputs, activation, work)
    delta = below
  }
}
