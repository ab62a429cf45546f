/** Oracle of dropout: 32-bit arithmetic in BigInt, so that nothing is left to the host. */
const WORD = 2n ** 32n

const mix = (given: bigint): bigint => {
  let h = given ^ (given >> 16n)
  h = (h * 0x7feb352dn) % WORD
  h ^= h >> 15n
  h = (h * 0x846ca68bn) % WORD
  return h ^ (h >> 16n)
}

export function orderedDropout(x: Float32Array, first: number, second: number, threshold: number, scale: number) {
  const [a, b] = [first, second].map((word) => BigInt(word >>> 0)) as [bigint, bigint]
  return x.map((value, i) => {
    const h = mix((mix(BigInt(i) ^ a) + b) % WORD)
    return h < BigInt(threshold >>> 0) ? 0 : Math.fround(value * Math.fround(scale))
  })
}
