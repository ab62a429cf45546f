/**
 * The generator: xoshiro128** 1.1 (Blackman and Vigna, 2018), one independent stream for each purpose.
 *
 * A stream is named by a seed, a purpose and an index: `stream(seed, 'shuffle', epoch)` is the order of that epoch
 * whatever was drawn before. So no generator state has to be saved to resume a run, and nothing that one part of a
 * program draws can move what another part gets. Whole-number arithmetic only: the same numbers in every engine. Numbers
 * below n come from the high half of a product, without bias (Lemire, 2019).
 */
export interface RandomStream {
  /** a whole number, uniform on 0 .. 2^32 - 1 */
  next(): number
  /** a multiple of 2^-32, uniform on [0, 1) */
  uniform(): number
  /** a whole number, uniform on 0 .. n - 1 without bias; 1 <= n <= 2^32 */
  below(n: number): number
  /** Fisher-Yates in place, with `below` for each place from the last on: every order equally likely. Returns `values`. */
  shuffle<T extends Uint32Array | number[]>(values: T): T
}

export function stream(seed: number, purpose: string, index = 0): RandomStream {
  const [a, b, c, d] = hash128(`${seed}/${purpose}/${index}`)
  return xoshiro128(a, b, c, d)
}

/** The generator started from four words of state, not all 0. */
export function xoshiro128(a: number, b: number, c: number, d: number): RandomStream {
  // an array, because words of 32 bits in variables of a closure would be boxed one by one
  const state = Int32Array.of(a, b, c, d)
  const next = (): number => {
    const s1 = state[1] as number
    const x = Math.imul(s1, 5)
    const s2 = (state[2] as number) ^ (state[0] as number)
    const s3 = (state[3] as number) ^ s1
    state[1] = s1 ^ s2
    state[0] = (state[0] as number) ^ s3
    state[2] = s2 ^ (s1 << 9)
    state[3] = (s3 << 11) | (s3 >>> 21)
    return Math.imul((x << 7) | (x >>> 25), 9) >>> 0
  }
  const below = (n: number): number => {
    for (;;) {
      const x = next()
      const exact = n <= EXACT
      // the low half of x n tells the few draws that would make its high half uneven, x itself those of a remainder
      const low = exact ? Math.imul(x, n) >>> 0 : x
      if (low >= n || low >= 2 ** 32 % n) return exact ? (x * n - low) * 2 ** -32 : x % n
    }
  }
  return {
    next,
    uniform: () => next() * 2 ** -32,
    below,
    shuffle(values) {
      // next and below once more, with the state in variables, which an engine keeps in registers
      let { 0: s0, 1: s1, 2: s2, 3: s3 } = state as unknown as Four
      let last = values.length - 1
      // a remainder of doubles would take longer than the reads of a memory that no cache holds
      while (last >= EXACT) {
        const n = last + 1
        const x = Math.imul(s1, 5)
        const shifted = s1 << 9
        s2 ^= s0
        s3 ^= s1
        s1 ^= s2
        s0 ^= s3
        s2 ^= shifted
        s3 = (s3 << 11) | (s3 >>> 21)
        const drawn = Math.imul((x << 7) | (x >>> 25), 9) >>> 0
        if (drawn < n && drawn < (-n >>> 0) % n) continue
        swap(values, last, drawn % n)
        last--
      }
      while (last > 0) {
        const n = last + 1
        const x = Math.imul(s1, 5)
        const shifted = s1 << 9
        s2 ^= s0
        s3 ^= s1
        s1 ^= s2
        s0 ^= s3
        s2 ^= shifted
        s3 = (s3 << 11) | (s3 >>> 21)
        const drawn = Math.imul((x << 7) | (x >>> 25), 9) >>> 0
        const low = Math.imul(drawn, n) >>> 0
        if (low < n && low < 2 ** 32 % n) continue
        swap(values, last, (drawn * n - low) * 2 ** -32)
        last--
      }
      state.set([s0, s1, s2, s3])
      return values
    },
  }
}

function swap(values: Uint32Array | number[], i: number, j: number): void {
  const kept = values[i] as number
  values[i] = values[j] as number
  values[j] = kept
}

type Four = readonly [number, number, number, number]

/** Up to here a product with 32 bits is exact in a double. */
const EXACT = 2 ** 21

/**
 * Four 32-bit words from a text: four multiply-xor lanes over its UTF-16 units, mixed by the finalizer of MurmurHash3.
 * The first word is forced odd where all four came out 0, the one state that the generator cannot leave.
 */
function hash128(text: string): [number, number, number, number] {
  let a = 0x9e3779b9
  let b = 0x243f6a88
  let c = 0xb7e15162
  let d = 0x6a09e667
  for (let i = 0; i < text.length; i++) {
    const unit = text.charCodeAt(i)
    a = Math.imul(a ^ unit, 0x85ebca6b)
    b = Math.imul(b ^ unit, 0xc2b2ae35)
    c = Math.imul(c ^ unit, 0x27d4eb2f)
    d = Math.imul(d ^ unit, 0x165667b1)
    a ^= b >>> 15
    b ^= c >>> 13
    c ^= d >>> 16
    d ^= a >>> 14
  }
  a = finalize(a ^ d)
  b = finalize(b ^ a)
  c = finalize(c ^ b)
  d = finalize(d ^ c)
  return [(a | b | c | d) === 0 ? 1 : a, b, c, d]
}

function finalize(h: number): number {
  h = Math.imul(h ^ (h >>> 16), 0x85ebca6b)
  h = Math.imul(h ^ (h >>> 13), 0xc2b2ae35)
  return h ^ (h >>> 16)
}
