/** A digest of words as they come. */
export interface Digest {
  add(words: Uint32Array): void
  /** 64 bits as hexadecimal digits */
  hex(): string
}

/**
 * Two lanes of multiply and xor over 32-bit words, each step one to one in the word: any single difference shows. For what
 * differs by accident: SHA-256 would take longer than all that it checks.
 */
export function newDigest(): Digest {
  let lanes = [0x9e3779b9, 0x243f6a88]
  return {
    add(words) {
      let [a, b] = lanes as [number, number]
      for (let i = 0; i < words.length; i++) {
        const word = words[i] as number
        a = Math.imul(a ^ word, 0x85ebca6b)
        b = Math.imul(b ^ word, 0xc2b2ae35)
        a ^= b >>> 15
        b ^= a >>> 13
      }
      lanes = [a, b]
    },
    hex: () => lanes.map((lane) => (lane >>> 0).toString(16).padStart(8, '0')).join(''),
  }
}

/** Of all words, one part after the other. */
export function digest(parts: readonly Uint32Array[]): string {
  const all = newDigest()
  parts.forEach(all.add)
  return all.hex()
}
