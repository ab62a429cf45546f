/** The layers, and what one is. */
export { type ActivationDescription, type ActivationLayer, activation } from './activation.js'
export { type DenseDescription, type DenseLayer, dense, type Initialization } from './dense.js'
export type { LayerFactory } from './from-description.js'
export type {
  BoundLayer,
  Layer,
  LayerDescription,
  LayerPlaces,
  Pass,
  Shape,
  TensorRole,
  TensorSpec,
} from './layer.js'
