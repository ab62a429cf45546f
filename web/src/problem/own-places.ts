/** Where the rows of a table that are held out stand in its file. */
import { split } from 'onecycle'
import type { OwnFacts } from './own-rows.ts'

/** Share of the rows of a table that is held out. */
export const HELD_OUT = 0.2

/**
 * Of each row that is held out its number in the file, from 1: the lot is drawn again, over the numbers of the rows.
 *
 * @returns null where rows of the file were left out, or it is no table
 */
export function heldOutPlaces({ rows, heldOut, inFile }: OwnFacts, seed: number): ArrayLike<number> | null {
  const count = rows + heldOut
  if (inFile !== count) return null
  const features = Float32Array.from({ length: count }, (_, i) => i + 1)
  const numbers = { name: 'rows', count, inputs: 1, classes: 2, features, labels: new Uint8Array(count) }
  return split(numbers, { fraction: Math.max(HELD_OUT, 1 / count), seed }).validation.features
}
