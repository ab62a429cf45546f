/** A dense layer: Y = activation(X W + b) with W [inputs, outputs], b [outputs]. */
import { checkInteger, checkOneOf, message, wrongType } from '../check.js'
import { type Activation, activationCode, activations, denseWorkspace } from '../core/kernels.js'
import { type Initialization, initializationFor, uniformWithin } from './initialization.js'
import { type BoundLayer, type Layer, type LayerDescription, markBuiltIn, type Shape, sizeOf } from './layer.js'

/** A dense layer as plain JSON. */
export interface DenseDescription extends LayerDescription {
  readonly kind: 'dense'
  readonly outputs: number
  readonly activation: Activation
  readonly initialization: Initialization
}

/** What `dense` gives. */
export interface DenseLayer extends Layer {
  readonly description: DenseDescription
}

/**
 * A dense layer: y = activation(x W + b) with W [inputs, outputs], b [outputs]. An input of more than one dimension is
 * read as one row.
 *
 * @param outputs        units, at least 1
 * @param activation     linear (default), relu, leakyRelu (slope 0.01), tanh or sigmoid
 * @param initialization he or glorot; by default he for relu and leakyRelu, glorot for the others
 */
export function dense(outputs: number, activation: Activation = 'linear', initialization?: Initialization): DenseLayer {
  if (outputs === 0) {
    const next = "to predict numbers write dense(1) and loss: 'meanSquaredError'"
    throw new RangeError(message('dense', 'outputs', 'a whole number of at least 1', '0', next))
  }
  if (typeof outputs !== 'number') throw wrongType('dense', 'outputs', 'a number', outputs, "write dense(16, 'relu')")
  checkInteger('dense', 'outputs', outputs, 1)
  checkOneOf('dense', 'activation', activation, activations)
  const chosen = initializationFor('dense', 'initialization', initialization, activation)
  const description = { kind: 'dense', outputs, activation, initialization: chosen } as const
  return markBuiltIn({ description, bind: (input) => bind(description, input) })
}

function bind({ outputs, activation, initialization }: DenseDescription, input: Shape): BoundLayer {
  const inputs = sizeOf(input)
  const code = activationCode(activation)
  return {
    output: [outputs],
    tensors: [
      {
        name: 'weights',
        shape: [inputs, outputs],
        role: 'weight',
        init: uniformWithin(initialization, inputs, outputs),
      },
      { name: 'biases', shape: [outputs], role: 'bias', init() {} },
    ],
    kept: 0,
    workspace: (rows) => denseWorkspace(rows, inputs, outputs),
    flops: 2 * inputs * outputs,
    outputActivation: activation,
    fusesBelow: true,
    forward({ core, x, y, tensors, work }, rows) {
      const [weights, biases] = tensors as readonly [number, number]
      core.kernels.denseForward(y, x, weights, biases, 0, rows, inputs, outputs, outputs, code, work)
    },
    backward({ core, x, dy, dx, tensors, gradients, work }, rows, below) {
      const { kernels } = core
      kernels.denseBackwardWeight(gradients[0] as number, x, dy, rows, 0, inputs, inputs, outputs, outputs, work)
      kernels.denseBackwardBias(gradients[1] as number, dy, rows, outputs)
      if (dx === 0) return
      kernels.denseBackwardInput(dx, dy, tensors[0] as number, x, 0, rows, inputs, outputs, inputs, below, work)
    },
  }
}
