/** The rows of CSV without quotes, from its bytes: no text is made of a cell that is a number. */
import { decimalIn } from '../../../words.js'
import { decodeUtf8 } from '../csv-text.js'
import type { Cells } from './cells.js'
import { decimalAt, HIGH_DIGITS, MINUS, PLUS, POINT, plainDecimal, ZERO } from './decimal.js'

const NEWLINE = 10
const RETURN = 13
const SPACE = 32

/** Characters of a text that are turned into bytes at a time. */
const PIECE = 2 ** 16

/** Bytes that are read at a time: the places of cells in more than 2 GiB would be no i32. */
const WINDOW = 2 ** 20

/** The row that was read last: where its cells begin and end in the bytes, and which number each is if that was plain. */
class ByteCells implements Cells {
  count = 0
  bytes: Uint8Array = new Uint8Array(0)
  bounds: Int32Array = new Int32Array(64)
  values: Float64Array = new Float64Array(64)
  readonly #where: string
  readonly #single: boolean

  constructor(where: string, single: boolean) {
    this.#where = where
    this.#single = single
  }

  number(index: number): number {
    const value = this.values[index] as number
    return Number.isNaN(value) ? this.#lookCloser(index) : value
  }

  text(index: number): string {
    const from = this.bounds[index] as number
    const to = (this.bounds[index + 1] as number) - 1
    let text = ''
    for (let at = from; at < to; at++) {
      const byte = this.bytes[at] as number
      if (byte > 127) return decodeUtf8(this.#where, this.bytes.subarray(from, to)).trim()
      text += String.fromCharCode(byte)
    }
    return text.trim()
  }

  /** Whether the row is a single cell of blanks. */
  get blank(): boolean {
    return this.count === 1 && this.text(0) === ''
  }

  /** Twice the room. */
  grow(): void {
    const { bounds, values } = this
    this.bounds = new Int32Array(2 * bounds.length)
    this.bounds.set(bounds)
    this.values = new Float64Array(2 * values.length)
    this.values.set(values)
  }

  #lookCloser(index: number): number {
    const { bytes, bounds } = this
    const value = decimalAt(bytes, bounds[index] as number, (bounds[index + 1] as number) - 1, this.#single)
    // what trims blanks that are not ASCII reads it again
    return Number.isNaN(value) ? decimalIn(this.text(index)) : value
  }
}

/**
 * Calls `onRow` for each line that is not blank, counted from 1, with cells that are good until the call returns.
 *
 * @param delimiter its code, ASCII
 * @param single whether numbers will be rounded to f32
 */
export function readByteRows(
  where: string,
  source: string | Uint8Array,
  delimiter: number,
  single: boolean,
  onRow: (cells: Cells, line: number) => void,
): void {
  const cells = new ByteCells(where, single)
  const space = delimiter === SPACE ? -1 : SPACE
  let line = 0
  /** Every byte once, the digits of a cell on the way to its end. @returns where the line begins that is not at its end */
  const readLines = (bytes: Uint8Array): number => {
    const end = bytes.lastIndexOf(NEWLINE) + 1
    cells.bytes = bytes
    let { bounds, values } = cells
    let count = 0
    bounds[0] = 0
    for (let at = 0; at < end; ) {
      let byte = bytes[at] as number
      while (byte === space) byte = bytes[++at] as number
      const minus = byte === MINUS
      if (minus || byte === PLUS) byte = bytes[++at] as number
      let high = 0
      let low = 0
      let digits = 0
      let point = -1
      for (;;) {
        const digit = byte - ZERO
        if (digit >= 0 && digit <= 9) {
          if (digits < HIGH_DIGITS) high = (Math.imul(high, 10) + digit) | 0
          else if (digits < 15) low = (Math.imul(low, 10) + digit) | 0
          digits++
        } else if (byte === POINT && point < 0) point = at
        else break
        byte = bytes[++at] as number
      }
      let value = Number.NaN
      if (digits > 0 && (byte === delimiter || byte === NEWLINE || byte === RETURN)) {
        value = plainDecimal(high, low, digits, point < 0 ? 0 : at - point - 1, single)
        if (minus) value = -value
      }
      if (byte === RETURN && bytes[at + 1] === NEWLINE) byte = bytes[++at] as number
      else if (byte !== delimiter && byte !== NEWLINE) {
        value = Number.NaN
        while (byte !== delimiter && byte !== NEWLINE) byte = bytes[++at] as number
      }
      if (count + 2 > bounds.length) {
        cells.grow()
        ;({ bounds, values } = cells)
      }
      values[count] = value
      bounds[++count] = ++at
      if (byte === delimiter) continue
      line++
      cells.count = count
      if (!cells.blank) onRow(cells, line)
      count = 0
      bounds[0] = at
    }
    return end
  }
  const readRest = (bytes: Uint8Array): void => {
    const rest = bytes.subarray(readLines(bytes))
    if (rest.length === 0) return
    const last = new Uint8Array(rest.length + 1).fill(NEWLINE)
    last.set(rest)
    readLines(last)
  }
  if (typeof source !== 'string') {
    // of a plain array of bytes, whatever it is a view of, engines read fastest
    const bytes = new Uint8Array(source.buffer, source.byteOffset, source.length)
    let at = source[0] === 0xef && source[1] === 0xbb && source[2] === 0xbf ? 3 : 0
    for (let size = WINDOW; at + size < bytes.length; ) {
      const read = readLines(bytes.subarray(at, at + size))
      // a line may be longer
      if (read === 0) size *= 2
      at += read
    }
    readRest(bytes.subarray(at))
    return
  }
  const encoder = new TextEncoder()
  // a character becomes at most three bytes
  let buffer = new Uint8Array(3 * Math.min(2 * PIECE, source.length + 2))
  let kept = 0
  for (let at = source.startsWith('\ufeff') ? 1 : 0; at < source.length; ) {
    const end = pieceEnd(source, at)
    if (buffer.length - kept < 3 * (end - at)) {
      const larger = new Uint8Array(2 * buffer.length + 3 * (end - at))
      larger.set(buffer.subarray(0, kept))
      buffer = larger
    }
    const { read, written } = encoder.encodeInto(source.slice(at, end), buffer.subarray(kept))
    at += read
    const start = readLines(buffer.subarray(0, kept + written))
    buffer.copyWithin(0, start, kept + written)
    kept = kept + written - start
  }
  readRest(buffer.subarray(0, kept))
}

/** Not between the two halves of a character. */
function pieceEnd(source: string, at: number): number {
  const end = Math.min(at + PIECE, source.length)
  const high = source.charCodeAt(end - 1)
  return end < source.length && high >= 0xd800 && high < 0xdc00 ? end + 1 : end
}
