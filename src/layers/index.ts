/** The layers, and what one is. */
export { type ActivationDescription, type ActivationLayer, type ActivationName, activation } from './activation.js'
export { type BatchNormDescription, type BatchNormLayer, type BatchNormOptions, batchNorm } from './batch-norm.js'
export { type DenseDescription, type DenseLayer, dense } from './dense.js'
export { type DropoutDescription, type DropoutLayer, dropout } from './dropout.js'
export { type FlattenLayer, flatten } from './flatten.js'
export type { Initialization } from './initialization.js'
export type {
  BoundLayer,
  Layer,
  LayerDescription,
  LayerFactory,
  LayerPlaces,
  Pass,
  Shape,
  TensorRole,
  TensorSpec,
} from './layer.js'
export { type LayerNormDescription, type LayerNormLayer, type LayerNormOptions, layerNorm } from './layer-norm.js'
export { lenet } from './named/lenet.js'
export { resnet8 } from './named/resnet-8.js'
export { smallCnn } from './named/small-cnn.js'
export { type ResidualDescription, type ResidualLayer, type ResidualOptions, residual } from './residual.js'
export {
  type AveragePool2dDescription,
  type AveragePool2dLayer,
  averagePool2d,
  type GlobalAveragePoolLayer,
  globalAveragePool,
} from './windowed/average-pool-2d.js'
export { type Conv1dDescription, type Conv1dLayer, type Conv1dOptions, conv1d } from './windowed/conv1d.js'
export { type Conv2dDescription, type Conv2dLayer, type Conv2dOptions, conv2d } from './windowed/conv2d.js'
export type { ConvolutionOptions } from './windowed/convolution.js'
export {
  type DepthwiseConv2dDescription,
  type DepthwiseConv2dLayer,
  type DepthwiseConv2dOptions,
  depthwiseConv2d,
} from './windowed/depthwise-conv-2d.js'
export { type MaxPool2dDescription, type MaxPool2dLayer, maxPool2d } from './windowed/max-pool-2d.js'
export type { Padding, PoolingOptions } from './windowed/windows.js'
