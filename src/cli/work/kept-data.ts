/** Data that trials run on, each fetched once, as long as not too many others come between. */
import { type StudyParts, unpackData } from '../fleet/data.js'
import { tell } from '../shared/output.js'

/** Data that stay in memory: those of the studies that one fleet is likely to work on at a time. */
export const MOST_KEPT = 4

export class KeptData {
  /** by hash, the last used last */
  readonly #kept = new Map<string, Promise<StudyParts>>()

  get(hash: string, fetch: () => Promise<Uint8Array>): Promise<StudyParts> {
    const known = this.#kept.get(hash)
    const parts = known ?? fetchParts(hash, fetch)
    this.#kept.delete(hash)
    this.#kept.set(hash, parts)
    // what failed is fetched again by whoever asks next
    if (known === undefined) parts.catch(() => this.#kept.delete(hash))
    for (const oldest of this.#kept.keys()) if (this.#kept.size > MOST_KEPT) this.#kept.delete(oldest)
    return parts
  }
}

async function fetchParts(hash: string, fetch: () => Promise<Uint8Array>): Promise<StudyParts> {
  const bytes = await fetch()
  tell(`fetched data ${hash.slice(0, 12)}, ${(bytes.length / 1e6).toFixed(1)} MB`)
  return unpackData(bytes)
}
