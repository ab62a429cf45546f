/** What a cell is: a number, or trimmed text. Missing is text too: as a rule the empty one. */
import { decimalIn } from '../../../words.js'

export type Cell = number | string

/** Texts that count as a missing cell wherever they stand, in lower case. */
export const MISSING: readonly string[] = ['', '?', 'na', 'n/a', '#n/a', 'nan', 'null', 'undefined']

/** Texts that count as a missing value of a feature but may name a class. */
export const MISSING_FEATURE: readonly string[] = [...MISSING, '-', '--', 'none', 'nil', '<na>']

/** A raw value as a cell; undefined for what no table holds: an object, a function, an infinite number. */
export function cellOf(value: unknown): Cell | undefined {
  if (typeof value === 'number') {
    if (Number.isFinite(value)) return value
    return Number.isNaN(value) ? '' : undefined
  }
  if (typeof value === 'string') return value.trim()
  if (value === null || value === undefined) return ''
  if (typeof value === 'boolean' || typeof value === 'bigint') return String(value)
  if (value instanceof Date) return Number.isNaN(value.getTime()) ? '' : value.toISOString()
  return undefined
}

/** A first group of 0 is none: 0,125 is a fraction with the other mark. */
const GROUPS = {
  '.': /^[1-9]\d{0,2}(?:([ ,'’\u00a0\u202f])\d{3})(?:\1\d{3})*(?:\.\d*)?$/,
  ',': /^[1-9]\d{0,2}(?:([ .'’\u00a0\u202f])\d{3})(?:\1\d{3})*(?:,\d*)?$/,
}

/**
 * The number that a text is as people write it: 1,234.5 or with a decimal comma 1.234,5; groups may also be separated by
 * blanks or apostrophes; a currency sign or % beside it is left out, so 12 % is 12. NaN where it is anything else.
 */
export function numberIn(text: string, decimal: '.' | ','): number {
  if (decimal === '.') {
    const plain = decimalIn(text)
    if (!Number.isNaN(plain)) return plain
  }
  const [, sign, body] = /^([+-]?)\s*[$€£¥]?\s*([\d.,].*?)\s*[%$€£¥]?$/.exec(text) ?? []
  if (body === undefined) return Number.NaN
  const [, separator] = GROUPS[decimal].exec(body) ?? []
  let digits = separator === undefined ? body : body.replaceAll(separator, '')
  if (decimal === ',') {
    if (digits.includes('.')) return Number.NaN
    digits = digits.replace(',', '.')
  }
  return decimalIn(`${sign}${digits}`)
}

/** Whether % stands behind a number. */
export function hasPercent(value: unknown): boolean {
  return typeof value === 'string' && value.trimEnd().endsWith('%')
}

/** The number that a text is if its decimal mark is the other one; NaN where it is none. */
export function otherNumberIn(cell: Cell, decimal: '.' | ','): number {
  return typeof cell === 'string' ? numberIn(cell, otherMark(decimal)) : Number.NaN
}

export function otherMark(decimal: '.' | ','): '.' | ',' {
  return decimal === '.' ? ',' : '.'
}

/** Whether a text is `true` or `false`, however it is capitalised. */
export function isBoolean(text: string): boolean {
  return text.length < 6 && /^(?:true|false)$/i.test(text)
}
