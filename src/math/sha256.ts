/**
 * SHA-256 (FIPS 180-4) of bytes, synchronous: by the host where that has one of the kind, as Node, Bun and Deno do. That of
 * pages is asynchronous and, without a secure context, absent; a checksum of weights has to work there too.
 */
interface Host {
  readonly process?: { getBuiltinModule?(name: string): { createHash(name: string): Hash } | undefined }
}

interface Hash {
  update(bytes: Uint8Array): unknown
  digest(): Uint8Array
}

const START = roots(8, 2)
const ROUNDS = roots(64, 3)

/** The digest, 32 bytes, of parts one after the other, each of less than 2 GiB: a host takes no more at a time. */
export function sha256(...parts: readonly Uint8Array[]): Uint8Array {
  // an import of the module would break every bundle for browsers
  const hash = (globalThis as Host).process?.getBuiltinModule?.('crypto')?.createHash('sha256')
  if (!hash) return plainSha256(parts)
  for (const part of parts) hash.update(part)
  return Uint8Array.from(hash.digest())
}

function plainSha256(parts: readonly Uint8Array[]): Uint8Array {
  const length = parts.reduce((sum, part) => sum + part.length, 0)
  // the parts, a one bit, zeros, and the length in bits as 64 bits
  const bytes = new Uint8Array(Math.ceil((length + 9) / 64) * 64)
  let end = 0
  for (const part of parts) {
    bytes.set(part, end)
    end += part.length
  }
  bytes[length] = 0x80
  const view = new DataView(bytes.buffer)
  view.setUint32(bytes.length - 8, length / 2 ** 29)
  view.setUint32(bytes.length - 4, length << 3)
  const state = START.slice()
  const words = new Int32Array(64)
  for (let at = 0; at < bytes.length; at += 64) compress(state, words, view, at)
  state.forEach((word, i) => {
    view.setInt32(4 * i, word)
  })
  return bytes.slice(0, 32)
}

/** The digest as 64 hexadecimal digits. */
export function sha256Hex(...parts: readonly Uint8Array[]): string {
  return Array.from(sha256(...parts), (byte) => byte.toString(16).padStart(2, '0')).join('')
}

type Eight = readonly [number, number, number, number, number, number, number, number]

function compress(state: Int32Array, words: Int32Array, view: DataView, at: number): void {
  for (let i = 0; i < 16; i++) words[i] = view.getInt32(at + 4 * i)
  for (let i = 16; i < 64; i++) {
    const x = words[i - 15] as number
    const y = words[i - 2] as number
    const s0 = rotate(x, 7) ^ rotate(x, 18) ^ (x >>> 3)
    const s1 = rotate(y, 17) ^ rotate(y, 19) ^ (y >>> 10)
    words[i] = ((words[i - 16] as number) + s0 + (words[i - 7] as number) + s1) | 0
  }
  // by index: an array pattern goes through an iterator, whose values no compiler knows to be whole numbers
  let { 0: a, 1: b, 2: c, 3: d, 4: e, 5: f, 6: g, 7: h } = state as unknown as Eight
  for (let i = 0; i < 64; i++) {
    const s1 = rotate(e, 6) ^ rotate(e, 11) ^ rotate(e, 25)
    const choice = (e & f) ^ (~e & g)
    const t1 = (h + s1 + choice + (ROUNDS[i] as number) + (words[i] as number)) | 0
    const s0 = rotate(a, 2) ^ rotate(a, 13) ^ rotate(a, 22)
    const majority = (a & b) ^ (a & c) ^ (b & c)
    h = g
    g = f
    f = e
    e = (d + t1) | 0
    d = c
    c = b
    b = a
    a = (t1 + s0 + majority) | 0
  }
  const added = [a, b, c, d, e, f, g, h]
  for (let i = 0; i < 8; i++) state[i] = (state[i] as number) + (added[i] as number)
}

function rotate(x: number, n: number): number {
  return (x >>> n) | (x << (32 - n))
}

/** The first 32 bits behind the point of the roots of the first primes: a double holds 49 of them and more. */
function roots(count: number, degree: 2 | 3): Int32Array {
  const primes: number[] = []
  for (let n = 2; primes.length < count; n++) if (primes.every((prime) => n % prime)) primes.push(n)
  return Int32Array.from(primes, (prime) => {
    let root = prime
    // Newton's steps from above: the last ones change nothing
    for (let step = 0; step < 32; step++) root -= (root - prime / (degree === 2 ? root : root * root)) / degree
    return (root % 1) * 2 ** 32
  })
}
