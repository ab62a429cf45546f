/** What tells whether rows are those of before, in whatever order they, and their columns, stand. */
import { LITTLE_ENDIAN } from '../../math/byte-order.js'
import type { Column } from './table.js'

export interface Fingerprint {
  readonly rows: number
  /** over the rows, of 64 bits; 16 hex digits */
  readonly sum: string
}

/**
 * A row is hashed from its cells, a column after the other, and the hashes are added up.
 * @param columns in the order of the preparation, the target last
 */
export function fingerprintOf(columns: readonly Column[], rows: Uint32Array): Fingerprint {
  const first = new Int32Array(rows.length)
  const second = new Int32Array(rows.length).fill(1)
  const value = new Float64Array(1)
  const halves = new Uint32Array(value.buffer)
  const [low, high] = LITTLE_ENDIAN ? [0, 1] : [1, 0]
  for (const { codes, numbers, texts } of columns) {
    const hashes = Int32Array.from(texts, hashOf)
    for (let i = 0; i < rows.length; i++) {
      const row = rows[i] as number
      const code = codes === null ? 0 : (codes[row] as number)
      // -0 is 0
      value[0] = (numbers[row] as number) + 0
      const [a, b] = [halves[low] as number, halves[high] as number]
      const word = code === 0 ? a ^ Math.imul(b, 0x9e3779b1) : (hashes[code - 1] as number)
      first[i] = mixed(first[i] as number, word)
      second[i] = mixed(second[i] as number, ~word)
    }
  }
  const sum = [first, second].map((hashes) => hashes.reduce((total, hash) => (total + hash) >>> 0, 0))
  return { rows: rows.length, sum: sum.map((half) => half.toString(16).padStart(8, '0')).join('') }
}

/** The finaliser of MurmurHash3 (Appleby, 2011), over a word more. */
function mixed(hash: number, word: number): number {
  let h = hash ^ word
  h = Math.imul(h ^ (h >>> 16), 0x85ebca6b)
  h = Math.imul(h ^ (h >>> 13), 0xc2b2ae35)
  return (h ^ (h >>> 16)) + 0x9e3779b9
}

function hashOf(text: string): number {
  let hash = text.length
  for (let at = 0; at < text.length; at++) hash = mixed(hash, text.charCodeAt(at))
  return hash
}
