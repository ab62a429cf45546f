import type { LayerDescription } from '../layer.js'

/** Kind and, where it has one, the number of its outputs or filters. */
export function layerName({ kind, outputs, filters = outputs }: LayerDescription): string {
  return filters === undefined ? kind : `${kind} ${filters}`
}
