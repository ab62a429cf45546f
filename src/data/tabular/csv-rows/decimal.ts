/** Decimal numbers from the bytes of a text, without making the text. */
import { decimalIn } from '../../../words.js'

/** 10^0 .. 10^22 are exact in f64. */
const POWERS = Float64Array.from({ length: 23 }, (_, power) => Number(`1e${power}`))
/** Whole numbers of so many digits are exact in f64. */
const EXACT_DIGITS = 15
const MOST_EXPONENT = 100_000

/**
 * The decimal number at bytes[from .. to - 1], blanks around it left out; NaN where it is anything else.
 *
 * A whole number of at most 15 digits times or divided by a power of ten up to 22 is rounded once, so it is what `Number`
 * gives. Of more digits the number lies between its first 15 and one more in the last place: where both round to the same
 * f32, so does the number. All else is left to `Number`.
 *
 * @param single whether the caller rounds to f32: the number may be another f64 that rounds to the same
 */
export function decimalAt(bytes: Uint8Array, from: number, to: number, single: boolean): number {
  while (from < to && isBlank(bytes[from] as number)) from++
  while (from < to && isBlank(bytes[to - 1] as number)) to--
  // the usual number first: at most 15 digits in two whole numbers of 32 bits, no exponent
  let high = 0
  let low = 0
  let count = 0
  let pointed = -1
  const sign = bytes[from]
  let here = sign === MINUS || sign === PLUS ? from + 1 : from
  for (; here < to; here++) {
    const digit = (bytes[here] as number) - ZERO
    if (digit >= 0 && digit <= 9) {
      if (count < 9) high = (Math.imul(high, 10) + digit) | 0
      else low = (Math.imul(low, 10) + digit) | 0
      if (++count > EXACT_DIGITS) break
    } else if (digit === POINT - ZERO && pointed < 0) pointed = here
    else break
  }
  if (here === to && count > 0) {
    const whole = count <= 9 ? high : high * (POWERS[count - 9] as number) + low
    const size = pointed < 0 ? whole : whole / (POWERS[to - pointed - 1] as number)
    return sign === MINUS ? -size : size
  }
  return anyDecimal(bytes, from, to, single)
}

function anyDecimal(bytes: Uint8Array, from: number, to: number, single: boolean): number {
  let at = from
  let byte = at < to ? (bytes[at] as number) : 0
  const negative = byte === MINUS
  if (negative || byte === PLUS) at++
  let mantissa = 0
  let significant = 0
  let digits = 0
  let exponent = 0
  let point = false
  for (; at < to; at++) {
    byte = bytes[at] as number
    const digit = byte - ZERO
    if (digit >= 0 && digit <= 9) {
      digits++
      if (significant < EXACT_DIGITS) {
        mantissa = mantissa * 10 + digit
        if (mantissa > 0) significant++
        if (point) exponent--
      } else {
        significant++
        if (!point) exponent++
      }
    } else if (byte === POINT && !point) point = true
    else break
  }
  if (digits === 0) return Number.NaN
  if (at < to) {
    const power = exponentAt(bytes, at, to)
    if (Number.isNaN(power)) return Number.NaN
    exponent += power
  }
  const small = exponent >= -22 && exponent <= 22
  if (significant <= EXACT_DIGITS && small) {
    const size = scaled(mantissa, exponent)
    return negative ? -size : size
  }
  if (single && small) {
    const low = Math.fround(scaled(mantissa, exponent))
    if (low === Math.fround(scaled(mantissa + 1, exponent))) return negative ? -low : low
  }
  return decimalIn(String.fromCharCode(...bytes.subarray(from, to)))
}

/** The whole number behind an e; NaN where there is none. */
function exponentAt(bytes: Uint8Array, at: number, to: number): number {
  if (((bytes[at] as number) | 32) !== LETTER_E) return Number.NaN
  at++
  const negative = bytes[at] === MINUS
  if (negative || bytes[at] === PLUS) at++
  if (at >= to) return Number.NaN
  let power = 0
  for (; at < to; at++) {
    const digit = (bytes[at] as number) - ZERO
    if (!(digit >= 0 && digit <= 9)) return Number.NaN
    power = Math.min(power * 10 + digit, MOST_EXPONENT)
  }
  return negative ? -power : power
}

function scaled(mantissa: number, exponent: number): number {
  return exponent < 0 ? mantissa / (POWERS[-exponent] as number) : mantissa * (POWERS[exponent] as number)
}

/** The blanks of ASCII that `trim` takes off. */
function isBlank(byte: number): boolean {
  return byte === 32 || (byte >= 9 && byte <= 13)
}

const PLUS = 43
const MINUS = 45
const POINT = 46
const ZERO = 48
const LETTER_E = 101
