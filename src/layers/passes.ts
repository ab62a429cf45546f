/**
 * The forward and the backward pass over the current batch, layer by layer. Nothing is allocated.
 *
 *     forward    Y(l) = layer l of Y(l - 1)
 *     backward   from the loss's gradient for the top layer's output down; each layer leaves the gradients of its tensors and
 *                that of its input. The derivative of an activation at the end of a layer is multiplied on the way: fused by
 *                the layer above where that can, by a kernel of its own elsewhere
 */
import type { BoundLayer, LayerPlaces, Pass } from './layer.js'

/** A layer at its places. */
export interface Stage {
  readonly layer: BoundLayer
  readonly at: LayerPlaces
  /** numbers in a row of its input and of its output */
  readonly inputs: number
  readonly outputs: number
  /** codes of the activation at its own end, and at the end of the layer below: 0 is linear */
  readonly activation: number
  readonly below: number
}

/** Layers `from` to `to` - 1. */
export function forward(stages: readonly Stage[], rows: number, pass: Pass, from: number, to: number): void {
  for (let l = from; l < to; l++) {
    const { layer, at } = stages[l] as Stage
    layer.forward(at, rows, pass)
  }
}

/** From the gradient of the loss at the top stage's `dy` to the gradients of the tensors of layer `lowest` and all above it. */
export function backward(stages: readonly Stage[], rows: number, lowest: number): void {
  const top = stages[stages.length - 1] as Stage
  const { kernels } = top.at.core
  kernels.activationBackward(top.at.dy, top.at.y, rows * top.outputs, top.activation)
  for (let l = stages.length - 1; l >= lowest; l--) {
    const { layer, at, inputs, below } = stages[l] as Stage
    if (layer.fusesBelow) layer.backward(at, rows, below)
    else {
      layer.backward(at, rows, 0)
      if (at.dx !== 0) kernels.activationBackward(at.dx, at.x, rows * inputs, below)
    }
  }
}
