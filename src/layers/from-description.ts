/** Layers back from their plain-JSON descriptions, as files, checkpoints and messages to a worker carry them. */
import { checkOneOf, wrongType } from '../check.js'
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
  const kinds = given.map((layer, index) => (isLayer(layer) ? undefined : checkKind(where, index, layer, own)))
  const seldom = kinds.some((kind) => kind !== undefined && !(kind in own) && !(kind in common))
  const known: Readonly<Record<string, LayerFactory>> = {
    ...common,
    ...(seldom && (await import('./registry.js')).registry),
    ...own,
  }
  return given.map((layer, index) => {
    const kind = kinds[index]
    return kind === undefined ? (layer as Layer) : (known[kind] as LayerFactory)(layer as never)
  })
}

function isLayer(given: Layer | LayerDescription): given is Layer {
  return typeof given?.bind === 'function'
}

/** @throws TypeError, RangeError for what no layer could be made from. Returns its kind */
export function checkKind(where: string, index: number, description: unknown, own: object = {}): string {
  const kind = (description as LayerDescription | null | undefined)?.kind
  if (typeof kind !== 'string') throw wrongType(where, `layers[${index}]`, 'a layer, such as dense(10)', description)
  return checkOneOf(where, `layers[${index}].kind`, kind, [...Object.keys({ ...common, ...own }), ...seldomKinds])
}
