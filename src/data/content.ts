/** What a checkpoint recognises data by: a digest of their numbers, worked out once, as a dataset does not change. */
import { newDigest } from '../math/digest.js'
import type { AnyDataset } from './chunks/any-dataset.js'
import type { ChunkedDataset } from './chunks/chunked-dataset.js'
import type { Dataset } from './dataset.js'

/** Bytes that are looked at at a time: arrays may begin and end anywhere in their memory. */
const BLOCK = 2 ** 16

const known = new WeakMap<Dataset, string>()

/** Of rows that are read in chunks: of all, where a pass over them came before the run, else of the first chunk. */
export function contentOf(dataset: AnyDataset): string {
  const { first = dataset as Dataset, content = known.get(first) } = dataset as Partial<ChunkedDataset>
  if (content !== undefined) return content
  const { features, labels, targets, weights } = first
  const found = newDigest()
  for (const values of [features, labels, targets, weights]) {
    if (values === undefined) continue
    const bytes = new Uint8Array(values.buffer, values.byteOffset, values.byteLength)
    for (let at = 0; at < bytes.length; at += BLOCK) {
      const block = new Uint8Array(BLOCK)
      block.set(bytes.subarray(at, at + BLOCK))
      found.add(new Uint32Array(block.buffer))
    }
  }
  known.set(first, found.hex())
  return found.hex()
}
