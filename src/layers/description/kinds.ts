/** The kinds of layers that a description may name, and what is asked of one. */
import { checkOneOf, wrongType } from '../../check.js'
import { isLayer, type Layer, type LayerDescription } from '../layer.js'

const kinds = [
  'dense',
  'activation',
  'averagePool2d',
  'batchNorm',
  'conv1d',
  'conv2d',
  'depthwiseConv2d',
  'dropout',
  'flatten',
  'globalAveragePool',
  'layerNorm',
  'maxPool2d',
  'residual',
] as const
export type Kind = (typeof kinds)[number]

/** @throws TypeError, RangeError for what no layer could be made from, and for what is inside it */
export function checkKind(where: string, what: string, description: unknown, own: object = {}): void {
  const { kind, ...options } = (description ?? {}) as LayerDescription
  if (typeof kind !== 'string') throw wrongType(where, what, 'a layer, such as dense(10)', description)
  if (kind === 'residual') {
    for (const name of ['layers', 'shortcut']) {
      const inner = options[name]
      if (!Array.isArray(inner)) continue
      for (const [i, layer] of inner.entries()) checkKind(where, `${what}.${name}[${i}]`, layer, own)
    }
  }
  checkOneOf(where, `${what}.kind`, kind, [...new Set([...kinds, ...Object.keys(own)])])
}

/** The description of a layer, or what was given as one. @throws TypeError, RangeError as `checkKind` */
export function descriptionOf(where: string, what: string, layer: Layer | LayerDescription): LayerDescription {
  const description = isLayer(layer) ? layer.description : layer
  checkKind(where, what, description)
  return description
}
