/** Layers as plain descriptions; a network is built from a list of them. */
import { checkInteger, checkOneOf, wrongType } from '../check.js'
import { type Activation, activations } from '../core/kernels.js'

export const initializations = ['he', 'glorot'] as const
export type Initialization = (typeof initializations)[number]

export interface DenseLayer {
  readonly kind: 'dense'
  readonly outputs: number
  readonly activation: Activation
  readonly initialization: Initialization
}

/**
 * A dense layer: y = activation(x W + b) with W [inputs, outputs], b [outputs].
 *
 * @param outputs        units, at least 1
 * @param activation     linear (default), relu, leakyRelu (slope 0.01), tanh or sigmoid
 * @param initialization he or glorot; by default he for relu and leakyRelu, glorot for the others
 */
export function dense(outputs: number, activation: Activation = 'linear', initialization?: Initialization): DenseLayer {
  checkInteger('dense', 'outputs', outputs, 1)
  checkOneOf('dense', 'activation', activation, activations)
  const rectified = activation === 'relu' || activation === 'leakyRelu'
  const chosen = initialization ?? (rectified ? 'he' : 'glorot')
  checkOneOf('dense', 'initialization', chosen, initializations)
  return { kind: 'dense', outputs, activation, initialization: chosen }
}

/** Checks what came as a layer, from a caller or from a file. */
export function checkLayer(where: string, what: string, layer: unknown): DenseLayer {
  const { kind, outputs, activation, initialization } = (layer ?? {}) as Partial<DenseLayer>
  if (kind !== 'dense') throw wrongType(where, what, 'a layer made by dense(...)', layer)
  return dense(outputs as number, activation, initialization)
}
