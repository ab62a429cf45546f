/** CSV as streams, and what was read of them in one dataset. */
import type { ChunkedDataset } from '../../../../src/data/chunks/chunked-dataset.js'
import { datasetOf } from '../../../../src/data/create-dataset.js'
import type { Dataset } from '../../../../src/data/dataset.js'

/** A stream of the bytes of a text, so many at a time. */
export function inBytes(text: string, size: number): () => AsyncGenerator<Uint8Array> {
  const bytes = new TextEncoder().encode(text)
  return async function* () {
    for (let at = 0; at < bytes.length; at += size) yield bytes.subarray(at, at + size)
  }
}

/** All rows in memory. */
export async function gather(data: ChunkedDataset): Promise<Dataset> {
  const chunks: Dataset[] = []
  for await (const chunk of data) chunks.push(chunk)
  const { features: _, labels: __, targets, ...rest } = data.first
  const all = (of: (chunk: Dataset) => ArrayLike<number>) => chunks.flatMap((chunk) => Array.from(of(chunk)))
  const answers =
    targets === undefined
      ? { labels: all(({ labels }) => labels) }
      : { targets: Float32Array.from(all((chunk) => chunk.targets as Float32Array)) }
  return datasetOf('gather', { ...rest, features: Float32Array.from(all(({ features }) => features)), ...answers })
}
