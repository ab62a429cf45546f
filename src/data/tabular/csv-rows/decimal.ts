/** Decimal numbers from the bytes of a text, without making the text. */
import { decimalIn } from '../../../words.js'

/** 10^0 .. 10^22 are exact in f64. */
const POWERS = Float64Array.from({ length: 23 }, (_, power) => Number(`1e${power}`))
/** Whole numbers of so many digits are exact in f64. */
const EXACT_DIGITS = 15
const MOST_EXPONENT = 100_000

/** Digits of the first of the two whole numbers, of 32 bits each, in which a scanner collects them. */
export const HIGH_DIGITS = 9

/**
 * The number of plain digits, without sign and exponent: `digits` in all, `fraction` of them behind the point, the first
 * 9 as `high`, up to 6 more as `low`. NaN where it takes a closer look.
 *
 * A whole number of at most 15 digits divided by a power of ten up to 22 is rounded once, so it is what `Number` gives. Of
 * more digits the number lies between its first 15 and one more in the last place: where both round to the same f32, so
 * does the number.
 *
 * @param single whether the caller rounds to f32: the number may be another f64 that rounds to the same
 */
export function plainDecimal(high: number, low: number, digits: number, fraction: number, single: boolean): number {
  if (digits <= HIGH_DIGITS) return fraction === 0 ? high : high / (POWERS[fraction] as number)
  if (digits <= EXACT_DIGITS) {
    const whole = high * (POWERS[digits - HIGH_DIGITS] as number) + low
    return fraction === 0 ? whole : whole / (POWERS[fraction] as number)
  }
  const exponent = digits - EXACT_DIGITS - fraction
  if (!single || exponent < -22 || exponent > 22) return Number.NaN
  const whole = high * (POWERS[EXACT_DIGITS - HIGH_DIGITS] as number) + low
  const least = Math.fround(scaled(whole, exponent))
  return least === Math.fround(scaled(whole + 1, exponent)) ? least : Number.NaN
}

/**
 * The decimal number at bytes[from .. to - 1], blanks around it left out; NaN where it is anything else. What is beyond the
 * rules of `plainDecimal` is left to `Number`.
 */
export function decimalAt(bytes: Uint8Array, from: number, to: number, single: boolean): number {
  while (from < to && isBlank(bytes[from] as number)) from++
  while (from < to && isBlank(bytes[to - 1] as number)) to--
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

export const PLUS = 43
export const MINUS = 45
export const POINT = 46
export const ZERO = 48
const LETTER_E = 101
