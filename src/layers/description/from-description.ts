/** Layers back from their plain-JSON descriptions, as files, checkpoints and messages to a worker carry them. */
import { checkOptions } from '../../check.js'
import { type DenseDescription, dense } from '../dense.js'
import { isBuiltIn, type Layer, type LayerDescription, type LayerFactory } from '../layer.js'

/**
 * Layers of this library and descriptions of dense ones are served here; for all else the registry is loaded, which makes,
 * checks or refuses it.
 *
 * @param given layers, or descriptions
 * @param own   factories of the caller's own layers, by their kind
 * @throws TypeError for what is neither, RangeError for a kind that is not known
 */
export async function layersFrom(
  where: string,
  given: readonly (Layer | LayerDescription)[],
  own: Readonly<Record<string, LayerFactory>> = {},
): Promise<readonly Layer[]> {
  const made = given.map((one) => {
    if (isBuiltIn(one)) return one
    const isDense = (one as LayerDescription | null)?.kind === 'dense' && !('dense' in own)
    return isDense ? denseFrom(one as DenseDescription) : undefined
  })
  if (made.every((layer) => layer !== undefined)) return made
  return (await import('./registry.js')).layersBy(where, given, made, own)
}

function denseFrom(description: DenseDescription): Layer {
  const { outputs, activation, initialization } = description
  const layer = dense(outputs, activation, initialization)
  // a description has every option that there is
  checkOptions('dense', description, Object.keys(layer.description))
  return layer
}
