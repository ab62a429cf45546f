/** A layer back from its plain-JSON description, as files, checkpoints and messages to a worker carry it. */
import { checkOneOf, wrongType } from '../check.js'
import { type ActivationDescription, activation } from './activation.js'
import { type DenseDescription, dense } from './dense.js'
import type { Layer, LayerDescription } from './layer.js'

/** Makes a layer from its description. */
export type LayerFactory = (description: never) => Layer

const factories: Readonly<Record<string, LayerFactory>> = {
  activation: (description: ActivationDescription) => activation(description.activation),
  dense: ({ outputs, activation, initialization }: DenseDescription) => dense(outputs, activation, initialization),
}

/**
 * @param own factories of the caller's own layers, by their kind
 * @throws TypeError for what is not a description, RangeError for a kind that is not known
 */
export function layerFromDescription(
  where: string,
  what: string,
  description: unknown,
  own: Readonly<Record<string, LayerFactory>> = {},
): Layer {
  const kind = (description as LayerDescription | null | undefined)?.kind
  if (typeof kind !== 'string') throw wrongType(where, what, 'a layer, such as dense(10)', description)
  const known = { ...factories, ...own }
  return (known[checkOneOf(where, `${what}.kind`, kind, Object.keys(known))] as LayerFactory)(description as never)
}
