/** An activation as a layer of its own: Y = activation(X), number by number. */
import { checkOneOf } from '../check.js'
import { type Activation, activationCode, activations } from '../core/kernels.js'
import { type BoundLayer, type Layer, type LayerDescription, type Shape, sizeOf } from './layer.js'

/** An activation layer as plain JSON. */
export interface ActivationDescription extends LayerDescription {
  readonly kind: 'activation'
  readonly activation: Activation
}

/** What `activation` gives. */
export interface ActivationLayer extends Layer {
  readonly description: ActivationDescription
}

/**
 * An activation between two layers, for those that do not apply one themselves: y = activation(x).
 *
 * @param name linear, relu, leakyRelu (slope 0.01), tanh or sigmoid
 */
export function activation(name: Activation): ActivationLayer {
  checkOneOf('activation', 'name', name, activations)
  return { description: { kind: 'activation', activation: name }, bind: (input) => bind(name, input) }
}

function bind(name: Activation, input: Shape): BoundLayer {
  const size = sizeOf(input)
  const code = activationCode(name)
  return {
    output: input,
    tensors: [],
    kept: 0,
    workspace: () => 0,
    outputActivation: name,
    forward({ core, x, y }, rows) {
      core.u8.copyWithin(y, x, x + 4 * rows * size)
      core.kernels.activate(y, rows * size, code)
    },
    // the derivative has been multiplied by whoever made the gradient
    backward({ core, dy, dx }, rows) {
      if (dx !== 0) core.u8.copyWithin(dx, dy, dy + 4 * rows * size)
    },
  }
}
