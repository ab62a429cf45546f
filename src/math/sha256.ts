/**
 * SHA-256 (FIPS 180-4) of bytes, synchronous. The platform's own digest is asynchronous and, on pages without a secure
 * context, absent; a checksum of weights has to work there too.
 */
const START = roots(8, 2n)
const ROUNDS = roots(64, 3n)

/** The digest, 32 bytes. */
export function sha256(bytes: Uint8Array): Uint8Array {
  const state = START.slice()
  const words = new Int32Array(64)
  const whole = bytes.length - (bytes.length % 64)
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  for (let at = 0; at < whole; at += 64) compress(state, words, view, at)
  // the rest, a one bit, zeros, and the length in bits as 64 bits
  const rest = bytes.length - whole
  const tail = new Uint8Array(rest < 56 ? 64 : 128)
  tail.set(bytes.subarray(whole))
  tail[rest] = 0x80
  const end = new DataView(tail.buffer)
  end.setUint32(tail.length - 8, Math.floor(bytes.length / 2 ** 29))
  end.setUint32(tail.length - 4, (bytes.length << 3) >>> 0)
  for (let at = 0; at < tail.length; at += 64) compress(state, words, end, at)
  const digest = new DataView(new ArrayBuffer(32))
  state.forEach((word, i) => {
    digest.setInt32(4 * i, word)
  })
  return new Uint8Array(digest.buffer)
}

/** The digest as 64 hexadecimal digits. */
export function sha256Hex(bytes: Uint8Array): string {
  return Array.from(sha256(bytes), (byte) => byte.toString(16).padStart(2, '0')).join('')
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

/** The first 32 bits of the fractions of the cube roots of the first 64 primes, by whole-number Newton steps. */
/** The first 32 bits behind the point of the roots of the first primes. */
function roots(count: number, degree: bigint): Int32Array {
  const bits = new Int32Array(count)
  for (let prime = 2, i = 0; i < count; prime++) {
    if (!isPrime(prime)) continue
    // the root of prime * 2^(32 degree) is the root times 2^32
    const target = BigInt(prime) << (32n * degree)
    let root = 1n << 36n
    for (;;) {
      const next = ((degree - 1n) * root + target / root ** (degree - 1n)) / degree
      if (next >= root) break
      root = next
    }
    bits[i++] = Number(BigInt.asIntN(32, root))
  }
  return bits
}

function isPrime(n: number): boolean {
  for (let d = 2; d * d <= n; d++) if (n % d === 0) return false
  return true
}
