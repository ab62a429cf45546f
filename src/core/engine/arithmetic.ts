/** What the self-checks compute with: pinned numbers, and a digest of results. */
import { stream } from '../../math/random.js'

/** Pinned numbers of either sign up to 1, mostly far below; every seventh is a zero, a denormal, or under 2^-100. */
export function fill(values: Float32Array, index = 0): void {
  const random = stream(1, 'self-check', index)
  const special = [0, -0, 2 ** -149, -(2 ** -130), 2 ** -101]
  for (let i = 0; i < values.length; i++) {
    const value = (2 * random.uniform() - 1) / (1 << random.below(7))
    values[i] = i % 7 === 6 ? (special[random.below(special.length)] as number) : value
  }
}

/**
 * Two lanes of multiply and xor over 32-bit words, each step one to one in the word: any single difference shows. SHA-256
 * would take longer, on a cold start, than all that it checks.
 */
export function digest(parts: readonly Uint32Array[]): string {
  let a = 0x9e3779b9
  let b = 0x243f6a88
  for (const words of parts) {
    for (let i = 0; i < words.length; i++) {
      const word = words[i] as number
      a = Math.imul(a ^ word, 0x85ebca6b)
      b = Math.imul(b ^ word, 0xc2b2ae35)
      a ^= b >>> 15
      b ^= a >>> 13
    }
  }
  return [a, b].map((lane) => (lane >>> 0).toString(16).padStart(8, '0')).join('')
}
