/** That a network and the data it is shown were prepared in the same way. */
import { message } from '../check.js'
import type { Dataset } from '../data/dataset.js'
import type { Preparation } from '../data/tabular/preparation/preparation.js'

/** @throws RangeError for a dataset of another preparation: its numbers would mean something else */
export function checkPrepared(
  where: string,
  { preparation }: { readonly preparation: Preparation | null },
  dataset: Dataset,
): void {
  const other = dataset?.preparation
  if (preparation === null || other === undefined || other === preparation) return
  if (JSON.stringify(other) === JSON.stringify(preparation)) return
  const next = 'use applyPreparation(network.preparation, ...)'
  const expected = "data prepared as the network's own training data was"
  throw new RangeError(message(where, 'dataset', expected, 'another preparation', next))
}
