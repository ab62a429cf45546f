/** Layers of every kind back from their descriptions: a module of its own, so that most pages never load it. */
import { checkOptions, checkShallow } from '../../check.js'
import { type ActivationDescription, activation } from '../activation.js'
import { type BatchNormDescription, batchNorm } from '../batch-norm.js'
import { type DenseDescription, dense } from '../dense.js'
import { type DropoutDescription, dropout } from '../dropout.js'
import { flatten } from '../flatten.js'
import { isBuiltIn, isLayer, type Layer, type LayerDescription, type LayerFactory } from '../layer.js'
import { type LayerNormDescription, layerNorm } from '../layer-norm.js'
import { type ResidualDescription, residual } from '../residual.js'
import { type AveragePool2dDescription, averagePool2d, globalAveragePool } from '../windowed/average-pool-2d.js'
import { type Conv1dDescription, conv1d } from '../windowed/conv1d.js'
import { type Conv2dDescription, conv2d } from '../windowed/conv2d.js'
import { type DepthwiseConv2dDescription, depthwiseConv2d } from '../windowed/depthwise-conv-2d.js'
import { type MaxPool2dDescription, maxPool2d } from '../windowed/max-pool-2d.js'
import { checkedLayer } from './check-layer.js'
import { checkKind, type Kind } from './kinds.js'

export const registry: Readonly<Record<Kind, LayerFactory>> = {
  dense: ({ outputs, activation, initialization }: DenseDescription) => dense(outputs, activation, initialization),
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

/**
 * @param given layers, or descriptions
 * @param made  those of them that are served already
 * @param own   factories of the caller's own layers, by their kind
 * @throws TypeError for what is neither, RangeError for a kind that is not known
 */
export function layersBy(
  where: string,
  given: readonly (Layer | LayerDescription)[],
  made: readonly (Layer | undefined)[],
  own: Readonly<Record<string, LayerFactory>>,
): Layer[] {
  const places = given.map((_, index) => `layers[${index}]`)
  for (const [index, layer] of given.entries()) {
    if (made[index] !== undefined || isLayer(layer)) continue
    checkShallow(where, places[index] as string, layer)
    checkKind(where, places[index] as string, layer, own)
  }
  const known: Readonly<Record<string, LayerFactory>> = { ...registry, ...own }
  const layerOf = (description: LayerDescription): Layer => {
    const layer = (known[description.kind] as LayerFactory)(description as never, layerOf)
    // a description has every option that there is
    checkOptions(description.kind, description, Object.keys(layer.description))
    return layer
  }
  return given.map((one, index) => {
    const layer = made[index] ?? (isLayer(one) ? one : layerOf(one))
    return isBuiltIn(layer) ? layer : checkedLayer(where, places[index] as string, layer)
  })
}
