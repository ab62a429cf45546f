/**
 * Elementary functions to more than 40 digits, from whole numbers alone: the oracle of src/math.
 *
 * A fixed-point number is a BigInt in units of 2^-BITS. Each function takes a double, reduces its argument exactly and
 * sums a Taylor series; what is lost is a few units in the last of some 190 bits (some 140 in the smallest results).
 * `ulps` measures a double against such a value: 0.5 is correct rounding.
 */
const BITS = 192n
const ONE = 1n << BITS

/** The exact value mantissa * 2^exponent. */
export interface Precise {
  readonly mantissa: bigint
  readonly exponent: number
}

/** |got - exact| in units of the last place of `got`; a got of 0 is measured in units of 2^-1074. */
export function ulps(got: number, exact: Precise): number {
  const { mantissa, exponent } = exactly(got)
  // both on the finer of the two scales, with 64 bits to spare for the quotient
  const scale = Math.min(exponent, exact.exponent)
  const difference = (mantissa << BigInt(exponent - scale)) - (exact.mantissa << BigInt(exact.exponent - scale))
  return Number((difference << 64n) >> BigInt(exponent - scale)) / 2 ** 64
}

/** The largest |distance| over n drawn arguments, and the argument; NaN beats every number. */
export function worst(
  n: number,
  draw: () => number,
  distanceAt: (x: number) => number,
): { distance: number; at: number } {
  let distance = 0
  let at = Number.NaN
  for (let i = 0; i < n; i++) {
    const x = draw()
    const here = Math.abs(distanceAt(x))
    if (here <= distance) continue
    distance = here
    at = x
    if (Number.isNaN(here)) break
  }
  return { distance, at }
}

/** A double as a whole number of 53 bits at most times the power of two that is its unit in the last place. */
function exactly(x: number): Precise {
  view.setFloat64(0, x)
  const bits = view.getBigUint64(0)
  const field = Number((bits >> 52n) & 0x7ffn)
  const fraction = bits & 0xfffffffffffffn
  const size = field === 0 ? fraction : fraction | (1n << 52n)
  return { mantissa: bits >> 63n ? -size : size, exponent: Math.max(field, 1) - 1075 }
}

const view = new DataView(new ArrayBuffer(8))

/** The double as fixed point; exact where |x| >= 2^-139 or x is a multiple of 2^-192. */
function fixed(x: number): bigint {
  const { mantissa, exponent } = exactly(x)
  const shift = BITS + BigInt(exponent)
  return shift >= 0n ? mantissa << shift : mantissa >> -shift
}

export function preciseExp(x: number): Precise {
  return expOfFixed(fixed(x))
}

/** x > 0 */
export function preciseLog(x: number): Precise {
  return { mantissa: logFixed(x), exponent: -Number(BITS) }
}

/** x > 0 */
export function precisePower(x: number, y: number): Precise {
  const { mantissa, exponent } = exactly(y)
  const product = logFixed(x) * mantissa
  return expOfFixed(exponent >= 0 ? product << BigInt(exponent) : product >> BigInt(-exponent))
}

/** 2^-60 <= |x| or x = 0 */
export function preciseSinPi(x: number): Precise {
  return turn(fixed(x))
}

/** 2^-60 <= |x| or x = 0 */
export function preciseCosPi(x: number): Precise {
  return turn(fixed(x) + ONE / 2n)
}

/** x = n ln2 + r with 0 <= r < ln2; e^r by its series. */
function expOfFixed(x: bigint): Precise {
  const n = x >= 0n ? x / LN2 : -((-x + LN2 - 1n) / LN2)
  const r = x - n * LN2
  let sum = 0n
  let term = ONE
  for (let k = 1n; term !== 0n; k++) {
    sum += term
    term = ((term * r) >> BITS) / k
  }
  return { mantissa: sum, exponent: Number(n - BITS) }
}

/** x = m 2^n with 1 <= m < 2, or 1/2 <= m where that is nearer to 1: n ln2 + 2 artanh((m - 1) / (m + 1)). */
function logFixed(x: number): bigint {
  const { mantissa, exponent } = exactly(x)
  const length = BigInt(mantissa.toString(2).length)
  let n = BigInt(exponent) + length - 1n
  let m = mantissa << (BITS - length + 1n)
  if (m * 3n > ONE * 4n) {
    m >>= 1n
    n += 1n
  }
  return n * LN2 + 2n * artanh(((m - ONE) << BITS) / (m + ONE))
}

function artanh(s: bigint): bigint {
  const square = (s * s) >> BITS
  let sum = 0n
  let power = s
  for (let k = 1n; power !== 0n && power !== -1n; k += 2n) {
    sum += power / k
    power = (power * square) >> BITS
  }
  return sum
}

/** sin(pi x): with q quarters of a turn taken off, the rest is at most an eighth either side. */
function turn(x: bigint): Precise {
  const q = (2n * x + ONE / 2n) >> BITS
  const angle = ((x - (q * ONE) / 2n) * PI) >> BITS
  const value = q & 1n ? series(ONE, 1n, angle) : series(angle, 2n, angle)
  return { mantissa: q & 2n ? -value : value, exponent: -Number(BITS) }
}

/** first - first a^2 / (k (k + 1)) + ... : the cosine from 1 and k = 1, the sine from a and k = 2. */
function series(first: bigint, k: bigint, angle: bigint): bigint {
  const square = (angle * angle) >> BITS
  let sum = 0n
  let term = first
  for (let at = k; term !== 0n && term !== -1n; at += 2n) {
    sum += term
    term = -((term * square) >> BITS) / (at * (at + 1n))
  }
  return sum
}

/** Machin: pi / 4 = 4 artan(1/5) - artan(1/239); and ln 2 = 2 artanh(1/3). */
const PI = 4n * (4n * artan(5n) - artan(239n))
const LN2 = 2n * artanh(ONE / 3n)

/** artan(1 / n) */
function artan(n: bigint): bigint {
  let sum = 0n
  let power = ONE / n
  for (let k = 1n; power !== 0n; k += 4n) {
    sum += power / k - power / (n * n * (k + 2n))
    power /= n * n * n * n
  }
  return sum
}
