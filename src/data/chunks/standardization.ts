/** The standardisation of rows that are read in chunks: the sums of `standardizationOf`, in the same order. */
import type { Dataset } from '../dataset.js'
import { addBytes, addColumns, meansOf, ofBytes, ofColumns, type Standardization } from '../standardization.js'

/**
 * Passes over all rows: two, of bytes one.
 *
 * @param bytes  whether the features are
 * @param pieces a pass over the rows
 * @returns null where the signal has aborted
 */
export async function standardizationInChunks(
  { inputs, count }: { readonly inputs: number; readonly count: number },
  bytes: boolean,
  pieces: () => AsyncIterable<Dataset>,
  signal: AbortSignal | undefined,
): Promise<Standardization | null> {
  const pass = async (add: (features: Dataset['features']) => void): Promise<boolean> => {
    for await (const { features } of pieces()) {
      if (signal?.aborted) return false
      add(features)
    }
    return true
  }
  if (bytes) {
    let sums: [number, number] = [0, 0]
    const whole = await pass((features) => {
      sums = addBytes(features as Uint8Array, sums)
    })
    return whole ? ofBytes(inputs, inputs * count, sums) : null
  }
  const sums = new Float64Array(inputs)
  const squares = new Float64Array(inputs)
  if (!(await pass((features) => addColumns(features as Float32Array, inputs, sums, null)))) return null
  const means = meansOf(count, sums)
  const whole = await pass((features) => addColumns(features as Float32Array, inputs, squares, means))
  return whole ? ofColumns(count, means, squares) : null
}
