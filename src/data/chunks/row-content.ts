/** The content of rows that come in pieces: the same whatever the pieces. */
import { isFloats } from '../../check.js'
import { newDigest } from '../../math/digest.js'
import type { Dataset } from '../dataset.js'

export class RowContent {
  readonly #features = newDigest()
  readonly #answers = newDigest()
  readonly #weights = newDigest()

  add({ features, labels, targets, weights }: Dataset): void {
    this.#features.add(wordsOf(features))
    this.#answers.add(wordsOf(targets ?? labels))
    if (weights !== undefined) this.#weights.add(wordsOf(weights))
  }

  get hex(): string {
    return [this.#features, this.#answers, this.#weights].map((digest) => digest.hex()).join('')
  }
}

/** A whole number stays itself, of any other its bits are taken. */
function wordsOf(values: Uint8Array | Uint16Array | Float32Array): Uint32Array {
  return isFloats(values) ? new Uint32Array(values.buffer, values.byteOffset, values.length) : Uint32Array.from(values)
}
