/** Layers of the seldom kinds back from their descriptions: a module of its own, so that most pages never load it. */
import { type ActivationDescription, activation } from './activation.js'
import { type AveragePool2dDescription, averagePool2d, globalAveragePool } from './average-pool-2d.js'
import { type BatchNormDescription, batchNorm } from './batch-norm.js'
import { type Conv1dDescription, conv1d } from './conv1d.js'
import { type Conv2dDescription, conv2d } from './conv2d.js'
import { type DepthwiseConv2dDescription, depthwiseConv2d } from './depthwise-conv-2d.js'
import { type DropoutDescription, dropout } from './dropout.js'
import { flatten } from './flatten.js'
import type { SeldomKind } from './kinds.js'
import type { Layer, LayerDescription, LayerFactory } from './layer.js'
import { type LayerNormDescription, layerNorm } from './layer-norm.js'
import { type MaxPool2dDescription, maxPool2d } from './max-pool-2d.js'
import { type ResidualDescription, residual } from './residual.js'

export const registry: Readonly<Record<SeldomKind, LayerFactory>> = {
  activation: (description: ActivationDescription) => activation(description.activation),
  averagePool2d: ({ poolSize, stride, padding }: AveragePool2dDescription) =>
    averagePool2d(poolSize, { stride, padding }),
  batchNorm: ({ decay, epsilon }: BatchNormDescription) => batchNorm({ decay, epsilon }),
  depthwiseConv2d: ({ kind: _, ...options }: DepthwiseConv2dDescription) => depthwiseConv2d(options),
  dropout: ({ rate }: DropoutDescription) => dropout(rate),
  conv1d: ({ kind: _, filters, ...options }: Conv1dDescription) => conv1d(filters, options),
  conv2d: ({ kind: _, filters, ...options }: Conv2dDescription) => conv2d(filters, options),
  flatten,
  globalAveragePool,
  residual: ({ layers, shortcut }: ResidualDescription, layerOf: (description: LayerDescription) => Layer) => {
    // what is no list is for the factory to refuse
    const made = <T>(list: T) => (Array.isArray(list) ? list.map((description) => layerOf(description)) : list)
    return residual(made(layers) as Layer[], { shortcut: made(shortcut) as Layer[] })
  },
  layerNorm: ({ epsilon }: LayerNormDescription) => layerNorm({ epsilon }),
  maxPool2d: ({ poolSize, stride, padding }: MaxPool2dDescription) => maxPool2d(poolSize, { stride, padding }),
}
