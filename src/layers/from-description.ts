/** Layers back from their plain-JSON descriptions, as files, checkpoints and messages to a worker carry them. */
import { checkOneOf, checkOptions, wrongType } from '../check.js'
import { type DenseDescription, dense } from './dense.js'
import { seldomKinds } from './kinds.js'
import type { Layer, LayerDescription, LayerFactory } from './layer.js'

const common: Readonly<Record<string, LayerFactory>> = {
  dense: ({ outputs, activation, initialization }: DenseDescription) => dense(outputs, activation, initialization),
}

/**
 * @param given layers, which stay as they are, or descriptions
 * @param own   factories of the caller's own layers, by their kind
 * @throws TypeError for what is neither, RangeError for a kind that is not known
 */
export async function layersFrom(
  where: string,
  given: readonly (Layer | LayerDescription)[],
  own: Readonly<Record<string, LayerFactory>> = {},
): Promise<Layer[]> {
  let seldom = Object.keys(own).length > 0
  for (const [index, layer] of given.entries()) {
    if (!isLayer(layer) && !(checkKind(where, `layers[${index}]`, layer, own) in common)) seldom = true
  }
  const known: Readonly<Record<string, LayerFactory>> = {
    ...common,
    ...(seldom && (await import('./registry.js')).registry),
    ...own,
  }
  const layerOf = (description: LayerDescription): Layer => {
    const layer = (known[description.kind] as LayerFactory)(description as never, layerOf)
    // a description has every option that there is
    checkOptions(description.kind, description, Object.keys(layer.description))
    return layer
  }
  return given.map((layer) => (isLayer(layer) ? layer : layerOf(layer)))
}

/** The description of a layer, or what was given as one. @throws TypeError, RangeError as `checkKind` */
export function descriptionOf(where: string, what: string, layer: Layer | LayerDescription): LayerDescription {
  const description = isLayer(layer) ? layer.description : layer
  checkKind(where, what, description)
  return description
}

function isLayer(given: Layer | LayerDescription): given is Layer {
  // a function has a bind of its own
  return typeof given !== 'function' && typeof given?.bind === 'function'
}

/** @throws TypeError, RangeError for what no layer could be made from, and for what is inside it. Returns its kind */
export function checkKind(where: string, what: string, description: unknown, own: object = {}): string {
  const { kind, ...options } = (description ?? {}) as LayerDescription
  if (typeof kind !== 'string') throw wrongType(where, what, 'a layer, such as dense(10)', description)
  if (kind === 'residual') {
    for (const name of ['layers', 'shortcut']) {
      const inner = options[name]
      if (!Array.isArray(inner)) continue
      for (const [i, layer] of inner.entries()) checkKind(where, `${what}.${name}[${i}]`, layer, own)
    }
  }
  return checkOneOf(where, `${what}.kind`, kind, [...Object.keys({ ...common, ...own }), ...seldomKinds])
}
