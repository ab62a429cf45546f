/** Oracle of dropout: 32-bit arithmetic in BigInt, so that nothing is left to the host. */
const WORD = 2n ** 32n

const mix = (given: bigint): bigint => {
  let h = given ^ (given >> 16n)
  h = (h * 0x7feb352dn) % WORD
  h ^= h >> 15n
  h = (h * 0x846ca68bn) % WORD
  return h ^ (h >> 16n)
}

const finalized = (given: bigint): bigint => {
  let h = ((given ^ (given >> 16n)) * 0x85ebca6bn) % WORD
  h = ((h ^ (h >> 13n)) * 0xc2b2ae35n) % WORD
  return h ^ (h >> 16n)
}

/** The keys of a step, from the four words that the run has for the layer. */
export function dropoutKeys(words: readonly number[], step: number): [first: number, second: number] {
  const [a, b, c, d] = words.map((word) => BigInt(word >>> 0)) as [bigint, bigint, bigint, bigint]
  const key = (one: bigint, other: bigint) => Number(finalized((finalized(BigInt(step) ^ one) + other) % WORD))
  return [key(a, b), key(c, d)]
}

export function orderedDropout(x: Float32Array, first: number, second: number, threshold: number, scale: number) {
  const [a, b] = [first, second].map((word) => BigInt(word >>> 0)) as [bigint, bigint]
  return x.map((value, i) => {
    const h = mix((mix(BigInt(i) ^ a) + b) % WORD)
    return h < BigInt(threshold >>> 0) ? 0 : Math.fround(value * Math.fround(scale))
  })
}
