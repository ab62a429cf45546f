/** The batches of an epoch, of which the last has the fewest rows. */
import type { BoundLayer } from './layer.js'

/** @throws RangeError of a layer that needs more rows than the last batch has */
export function checkLastBatch(
  where: string,
  layers: readonly BoundLayer[],
  { count }: { readonly count: number },
  batchSize: number,
): void {
  const fewest = count % batchSize || batchSize
  for (const layer of layers) layer.checkRows?.(where, fewest)
}
