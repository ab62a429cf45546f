/**
 * What a layer is: an immutable description that a factory returns, bound once to the shape of its input.
 *
 * Shapes, tensors, starting weights, workspace, forward and backward belong to the layer. Where all of it lies in memory
 * belongs to the network, which walks the tensors by their names and knows no layer.
 */
import type { Core, Family } from '../core/core.js'
import type { Activation } from '../core/kernels.js'
import type { Part } from '../core/layers/ground.js'
import type { Shape } from '../data/shape.js'
import type { RandomStream } from '../math/random.js'

export { type Shape, shapeText, sizeOf } from '../data/shape.js'

/** Plain JSON from which the layer can be made again: it stands in files and checkpoints. */
export interface LayerDescription {
  readonly kind: string
  readonly [option: string]: unknown
}

/** What a tensor is for. All but state is trained; state is carried along and belongs to the hash and the file. */
export type TensorRole = 'weight' | 'bias' | 'scale' | 'state'

/** A tensor of a layer: name, shape, role and starting values. */
export interface TensorSpec {
  readonly name: string
  readonly shape: Shape
  readonly role: TensorRole
  /** Fills in the starting values, which are 0 before; `random` is the layer's own stream, one for all its tensors. */
  init(values: Float32Array, random: RandomStream): void
}

/** Why the layers run: in training they may drop or gather what evaluation keeps or reads. */
export interface Pass {
  readonly training: boolean
  /** updates done before, and the seed of the run: what is random in a step is a function of these */
  readonly step: number
  readonly seed: number
}

/**
 * Where a layer's operands lie: byte offsets into the core's memory, multiples of 4, so `core.f32[x / 4]` is the first
 * number of the input. The views of `core` are replaced when memory grows: read them anew in each call.
 */
export interface LayerPlaces {
  readonly core: Core
  /** input X [rows, input] and output Y [rows, output], row-major */
  readonly x: number
  readonly y: number
  /** gradient of the loss for the output; with an `outputActivation` for what goes into that activation */
  readonly dy: number
  /** where `backward` leaves the gradient for the input; 0 for the lowest layer, where it is not needed */
  readonly dx: number
  /** each tensor and its gradient, in the order of `tensors`; a tensor of role 'state' has no gradient, 0 */
  readonly tensors: readonly number[]
  readonly gradients: readonly number[]
  /** what `forward` keeps for `backward`: `kept` floats a row */
  readonly kept: number
  /** scratch of `workspace(rows)` floats; between calls others use it */
  readonly work: number
  /** number of the layer in the network; what is drawn by lot depends on it */
  readonly path: string
  /** whether a run leaves this layer as it is: then training changes its state neither */
  readonly frozen: boolean
}

/** A layer that is bound to the shape of its input: its tensors, and both passes. */
export interface BoundLayer {
  readonly output: Shape
  readonly tensors: readonly TensorSpec[]
  /**
   * kernels that it calls beside those of every core: `core.layers` has them then. The name of a layer of a caller's own is
   * replaced by the family itself where the layer is checked
   */
  readonly family?: Family | Part
  /** floats a row that `forward` leaves for `backward` */
  readonly kept: number
  /** floats of scratch for so many rows */
  workspace(rows: number): number
  /** @throws RangeError for fewer rows than a batch of training must have; without it one is enough */
  checkRows?(where: string, rows: number): void
  /** floating-point operations that `forward` needs for a row, a multiply-add being two; none where they hardly count */
  readonly flops?: number
  /**
   * The activation whose output Y is, where the layer applies one at its end: then the gradient that `backward` gets has
   * been multiplied by its derivative already.
   */
  readonly outputActivation?: Activation
  /**
   * Whether `backward` multiplies the gradient for its input by the derivative of the activation below. Where it does not,
   * the network does, and `below` is 0.
   */
  readonly fusesBelow?: boolean
  /** Y from X. */
  forward(at: LayerPlaces, rows: number, pass: Pass): void
  /**
   * The gradients of the tensors, overwritten, and unless `at.dx` is 0 that of the input.
   * @param below code of the activation whose output X is; 0, linear, asks for nothing
   */
  backward(at: LayerPlaces, rows: number, below: number): void
}

/** A layer before it is bound: its description, and `bind`. */
export interface Layer {
  readonly description: LayerDescription
  /** @throws RangeError for a shape that does not fit: the message names both */
  bind(input: Shape): BoundLayer
}

const builtIn = new WeakSet<object>()

/** Notes that a layer is one of this library, so that what it binds needs no check. Returns it. */
export function markBuiltIn<L extends Layer>(layer: L): L {
  builtIn.add(layer)
  return layer
}

/** Whether a factory of this library made it. */
export function isBuiltIn(given: unknown): given is Layer {
  return builtIn.has(given as object)
}

/** Whether it is a layer, of this library or a caller's own, and not a description. */
export function isLayer(given: Layer | LayerDescription): given is Layer {
  // a function has a bind of its own
  return typeof given !== 'function' && typeof given?.bind === 'function'
}

/** Makes a layer from its description; one that owns layers has each made by `layerOf` from a description of its own. */
export type LayerFactory = (description: never, layerOf: (description: LayerDescription) => Layer) => Layer

/** The kernels beside those of every core that some of the layers call. */
export function familyOf(layers: readonly BoundLayer[]): Part | undefined {
  const asked = layers.flatMap(({ family }) => (typeof family === 'object' ? family : []))
  return asked.find(({ family }) => family === 'layers') ?? asked[0]
}
