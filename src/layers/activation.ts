/** An activation as a layer of its own: Y = activation(X), number by number. */
import { checkOneOf } from '../check.js'
import { type Activation, activationCode, activations } from '../core/kernels.js'
import { layers as layersFamily } from '../core/layers/family.js'
import type { LayerKernels } from '../core/layers/kernels.js'
import { type BoundLayer, type Layer, type LayerDescription, markBuiltIn, type Shape, sizeOf } from './layer.js'

/**
 * Those that a kernel of layers computes, from X and not from Y: y = x sigmoid(x (a + b x^2)).
 *
 *     silu   a = 1, b = 0                              x sigmoid(x)
 *     gelu   a = 2 sqrt(2 / pi), b = 0.044715 a        x (1 + tanh(sqrt(2 / pi) (x + 0.044715 x^3))) / 2
 */
const gates = { gelu: [1.5957691216057308, 0.0713548162726009], silu: [1, 0] } as const

/** The activations that a layer of its own may have: those of dense layers, GELU (by its tanh formula) and SiLU. */
export type ActivationName = Activation | keyof typeof gates
const names = [...activations, ...(Object.keys(gates) as (keyof typeof gates)[])]

/** An activation layer as plain JSON. */
export interface ActivationDescription extends LayerDescription {
  readonly kind: 'activation'
  readonly activation: ActivationName
}

/** What `activation` gives. */
export interface ActivationLayer extends Layer {
  readonly description: ActivationDescription
}

/**
 * An activation between two layers, for those that do not apply one themselves: y = activation(x).
 *
 * @param name linear, relu, leakyRelu (slope 0.01), tanh, sigmoid, gelu (by its tanh formula) or silu
 */
export function activation(name: ActivationName): ActivationLayer {
  checkOneOf('activation', 'name', name, names)
  const description = { kind: 'activation', activation: name } as const
  return markBuiltIn({ description, bind: (input) => (isGate(name) ? bindGate(name, input) : bind(name, input)) })
}

function isGate(name: ActivationName): name is keyof typeof gates {
  return name in gates
}

function bindGate(name: keyof typeof gates, input: Shape): BoundLayer {
  const size = sizeOf(input)
  const [a, b] = gates[name]
  return {
    output: input,
    tensors: [],
    family: layersFamily,
    kept: 0,
    workspace: () => 0,
    forward({ core, x, y }, rows) {
      ;(core.layers as LayerKernels).gateForward(y, x, rows * size, a, b)
    },
    backward({ core, x, dy, dx }, rows) {
      if (dx !== 0) (core.layers as LayerKernels).gateBackward(dx, dy, x, rows * size, a, b)
    },
  }
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
