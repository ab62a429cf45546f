/** The rows of CSV without quotes, from its bytes: no text is made of a cell that is a number. */
import { decimalIn } from '../../../words.js'
import { decodeUtf8 } from '../csv-text.js'
import type { Cells } from './cells.js'
import { decimalAt } from './decimal.js'

const NEWLINE = 10

/** Characters of a text that are turned into bytes at a time. */
const PIECE = 2 ** 16

/** The row that was read last: where its cells begin and end in the bytes. */
class ByteCells implements Cells {
  count = 0
  bytes: Uint8Array = new Uint8Array(0)
  bounds: Int32Array = new Int32Array(64)
  readonly #where: string
  readonly #single: boolean

  constructor(where: string, single: boolean) {
    this.#where = where
    this.#single = single
  }

  number(index: number): number {
    const { bytes, bounds } = this
    const value = decimalAt(bytes, bounds[index] as number, (bounds[index + 1] as number) - 1, this.#single)
    // what trims blanks that are not ASCII reads it again
    return Number.isNaN(value) ? decimalIn(this.text(index)) : value
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

  /** Twice the room for bounds. Returns them. */
  grow(): Int32Array {
    const larger = new Int32Array(2 * this.bounds.length)
    larger.set(this.bounds)
    this.bounds = larger
    return larger
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
  let line = 0
  /** @returns where the line begins that is not at its end */
  const readLines = (bytes: Uint8Array, from: number, to: number): number => {
    cells.bytes = bytes
    let { bounds } = cells
    let count = 0
    let start = from
    bounds[0] = from
    for (let at = from; at < to; at++) {
      const byte = bytes[at] as number
      if (byte !== delimiter && byte !== NEWLINE) continue
      if (count + 2 > bounds.length) bounds = cells.grow()
      bounds[++count] = at + 1
      if (byte === delimiter) continue
      line++
      cells.count = count
      if (!cells.blank) onRow(cells, line)
      start = at + 1
      count = 0
      bounds[0] = start
    }
    return start
  }
  const readLast = (bytes: Uint8Array, from: number, to: number): void => {
    if (from === to) return
    const last = new Uint8Array(to - from + 1)
    last.set(bytes.subarray(from, to))
    last[to - from] = NEWLINE
    readLines(last, 0, last.length)
  }
  if (typeof source !== 'string') {
    // of a plain array of bytes, whatever it is a view of, engines read fastest
    const bytes = new Uint8Array(source.buffer, source.byteOffset, source.length)
    const mark = source[0] === 0xef && source[1] === 0xbb && source[2] === 0xbf ? 3 : 0
    readLast(bytes, readLines(bytes, mark, bytes.length), bytes.length)
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
    const start = readLines(buffer, 0, kept + written)
    buffer.copyWithin(0, start, kept + written)
    kept = kept + written - start
  }
  readLast(buffer, 0, kept)
}

/** Not between the two halves of a character. */
function pieceEnd(source: string, at: number): number {
  const end = Math.min(at + PIECE, source.length)
  const high = source.charCodeAt(end - 1)
  return end < source.length && high >= 0xd800 && high < 0xdc00 ? end + 1 : end
}
