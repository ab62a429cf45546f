/** The standardisation of rows that are read in chunks: the sums of `standardizationOf`, in the same order. */
import { isBytes } from '../../check.js'
import type { Dataset } from '../dataset.js'
import { type Shape, sizeOf } from '../shape.js'
import {
  addBytes,
  addColumns,
  columnsOf,
  identityStandardization,
  meansOf,
  ofBytes,
  ofColumns,
  type Standardization,
} from '../standardization.js'

/**
 * Passes over all rows: two, of bytes one.
 *
 * @param inputs of the network
 * @param first  of the rows
 * @param pieces a pass over the rows
 * @returns null where the signal has aborted
 */
export async function standardizationInChunks(
  inputs: number | Shape,
  { first, count }: { readonly first: Dataset; readonly count: number },
  pieces: () => AsyncIterable<Dataset>,
  signal: AbortSignal | undefined,
): Promise<Standardization | null> {
  const shape = typeof inputs === 'number' ? [inputs] : inputs
  const size = sizeOf(shape)
  if (first.preparation !== undefined) return identityStandardization(size)
  const pass = async (add: (features: Dataset['features']) => void): Promise<boolean> => {
    for await (const { features } of pieces()) {
      if (signal?.aborted) return false
      add(features)
    }
    return true
  }
  const columns = columnsOf(shape, first.features)
  const sums = new Float64Array(columns)
  const squares = new Float64Array(columns)
  const values = (count * size) / columns
  if (isBytes(first.features)) {
    const whole = await pass((features) => addBytes(features as Uint8Array, sums, squares))
    return whole ? ofBytes(size, values, sums, squares) : null
  }
  if (!(await pass((features) => addColumns(features as Float32Array, columns, sums, null)))) return null
  const means = meansOf(values, sums)
  const whole = await pass((features) => addColumns(features as Float32Array, columns, squares, means))
  return whole ? ofColumns(size, values, means, squares) : null
}
