/** CSV that is read piece by piece, as tables that follow one another: each has the columns of the first. */
import { isBytes, message, show, wrongType } from '../../../check.js'
import { iterate, type StreamSource } from '../../chunks/iterate.js'
import { type Place, start } from '../csv-rows/cells.js'
import { type CsvTableOptions, tableOfCsv } from '../csv-to-table.js'
import { decimalOf } from '../preparation/decimals.js'
import type { Table } from '../table.js'
import { type Block, recordsOf } from './records.js'

/** Opens CSV anew, from its beginning: its bytes or its text, in pieces or whole. */
export type CsvStream = StreamSource<Uint8Array | string> | (() => Uint8Array | PromiseLike<Uint8Array>)

/** How the blocks of one file are read; the first of them settles what the options leave open. */
export class BlockReader {
  readonly #where: string
  readonly #place: Place = start()
  #options: Omit<CsvTableOptions, 'decimal'>
  #decimal: '.' | ',' | undefined

  /** @param decimal undefined where the first block decides */
  constructor(where: string, options: Omit<CsvTableOptions, 'decimal'>, decimal: '.' | ',' | undefined) {
    this.#where = where
    this.#options = options
    this.#decimal = decimal
  }

  /** Once a block was read. */
  get decimal(): '.' | ',' {
    return this.#decimal ?? '.'
  }

  /** @returns undefined for a block without rows */
  read({ bytes, before }: Block): Table | undefined {
    if (before > 0 && bytes.every((byte) => byte <= 32)) return undefined
    this.#place.lines = before
    const table = this.#table(bytes)
    if (before === 0) {
      const columns = table.columns.map(({ name }) => name)
      this.#options = { ...this.#options, columns, header: false, delimiter: table.delimiter as string }
    }
    return table
  }

  #table(bytes: Uint8Array): Table {
    const read = (decimal: '.' | ',') => tableOfCsv(this.#where, bytes, { ...this.#options, decimal }, this.#place)
    if (this.#decimal !== undefined) return read(this.#decimal)
    const table = read('.')
    this.#decimal = decimalOf(table)
    return this.#decimal === '.' ? table : read(',')
  }
}

/** The tables of a stream. */
export async function* tablesOf(where: string, source: CsvStream, reader: BlockReader): AsyncGenerator<Table, void> {
  let lines = 0
  for await (const block of recordsOf(
    where,
    bytesOf(
      where,
      given(where, source, () => lines),
    ),
  )) {
    lines = block.before
    const table = reader.read(block)
    if (table !== undefined) yield table
  }
}

/** @throws TypeError for what is no function */
export function checkStream(where: string, source: CsvStream): CsvStream {
  if (typeof source === 'function') return source
  throw wrongType(where, 'source', 'a function that opens the CSV anew', source, '() => createReadStream(file)')
}

/** The pieces; where they break off, the error says after which line, as far as is known. */
async function* given(where: string, source: CsvStream, lines: () => number): AsyncGenerator<unknown, void> {
  try {
    const opened: unknown = await source()
    if (typeof opened === 'string' || isBytes(opened)) yield opened
    else yield* iterate(opened as AsyncIterable<unknown>)
  } catch (cause) {
    const got = `an error: ${cause instanceof Error ? cause.message : show(cause)}`
    throw new Error(message(where, 'source', `CSV, also after line ${lines()}`, got), { cause })
  }
}

/** Longest part that is worked on at a time. */
const LONGEST = 2 ** 20

/** Pieces of bytes or text as UTF-8; bytes are taken for UTF-16 where a byte-order mark says so. */
export async function* bytesOf(where: string, pieces: AsyncIterable<unknown>): AsyncGenerator<Uint8Array, void> {
  const encoder = new TextEncoder()
  let decoder: TextDecoder | null | undefined
  // half a character, whose other half is in the next piece
  let half = ''
  for await (const piece of pieces) {
    if (isBytes(piece)) decoder ??= utf16DecoderOf(piece)
    if (isBytes(piece) && decoder === null) {
      for (let at = 0; at < piece.length; at += LONGEST) yield piece.subarray(at, at + LONGEST)
      continue
    }
    const more = isBytes(piece) ? decoder?.decode(piece, { stream: true }) : piece
    if (typeof more !== 'string') throw wrongType(where, 'source', 'pieces of bytes or text', piece)
    const text = half + more
    half = ''
    for (let at = 0; at < text.length; ) {
      let end = Math.min(at + LONGEST, text.length)
      if (isHighHalf(text.charCodeAt(end - 1))) end--
      if (end === at) {
        half = text.slice(at)
        break
      }
      yield encoder.encode(text.slice(at, end))
      at = end
    }
  }
  const rest = half + (decoder?.decode() ?? '')
  if (rest !== '') yield encoder.encode(rest)
}

/** Where a byte-order mark says so; null for UTF-8. */
function utf16DecoderOf([first, second]: Uint8Array): TextDecoder | null {
  if (first === 0xff && second === 0xfe) return new TextDecoder('utf-16le')
  return first === 0xfe && second === 0xff ? new TextDecoder('utf-16be') : null
}

function isHighHalf(unit: number): boolean {
  return unit >= 0xd800 && unit < 0xdc00
}
