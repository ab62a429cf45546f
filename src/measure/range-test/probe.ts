/**
 * Rows that a sweep is evaluated on along its way: few and always the same, so that it stays quick and every point of the
 * curve is measured by the same yardstick.
 */
import { type Dataset, takeRows } from '../../data/dataset.js'
import { stream } from '../../math/random.js'

/** A coin toss over so many rows has a standard deviation of about 2 %. */
const ROWS = 512
/** Evaluations in a whole sweep, about. */
const LOOKS = 33

/** At most 512 rows of a dataset, drawn by lot, in the order that they had. */
export function probeOf(dataset: Dataset, seed: number): Dataset {
  if (dataset.count <= ROWS) return dataset
  const order = stream(seed, 'probe').shuffle(new Uint32Array(dataset.count).map((_, row) => row))
  return takeRows(dataset, order.subarray(0, ROWS).sort())
}

/** After how many updates the probe is evaluated each time, in a sweep of so many. */
export function probeEvery(steps: number): number {
  return Math.max(1, Math.round(steps / LOOKS))
}
