/**
 * The rows of CSV, whatever they mean: from its bytes where no cell is quoted, by papaparse where some are, and where what
 * separates them may be part of a number.
 */
import { decimalIn } from '../../../words.js'
import { detectDelimiter, readTable, wrongLength } from '../csv-table.js'
import { type CsvSource, textOf } from '../csv-text.js'
import { readByteRows } from './bytes.js'
import { type Cells, type Place, start } from './cells.js'

/**
 * Calls `onRow` with each row that is not blank and the line on which it begins, counted from 1. The cells are good until
 * the call returns.
 *
 * @param single whether numbers will be rounded to f32: then they may differ in f64
 * @param place  of the source in what it is a block of
 * @returns the delimiter
 * @throws RangeError for a row of another length than the first, a quote that is not closed, bytes that are not UTF-8
 */
export function readRows(
  where: string,
  source: CsvSource,
  given: string | undefined,
  single: boolean,
  onRow: (cells: Cells, line: number) => void,
  place: Place = start(),
): string {
  const [newline, quote, carriage] =
    typeof source === 'string'
      ? (['\n', '"', '\r'] as const).map((text) => source.includes(text))
      : [10, 34, 13].map((code) => source.includes(code))
  const delimiter = given ?? detectDelimiter(headOf(where, source), newline || !carriage ? '\n' : '\r')
  const code = delimiter.charCodeAt(0)
  if (quote || (carriage && !newline) || delimiter.length !== 1 || code > 127 || /[\d.+-]/.test(delimiter)) {
    const row = new TextCells()
    return readTable(textOf(where, source), { where, delimiter, place }, (cells, line) => {
      row.cells = cells
      onRow(row, line)
    })
  }
  readByteRows(where, source, code, single, (cells, lineInside) => {
    const line = place.lines + lineInside
    const { count } = cells
    const first = (place.first ??= { line, width: count })
    if (count !== first.width) throw wrongLength(where, `line ${line}`, count, first, cells.text(count - 1) === '')
    onRow(cells, line)
  })
  return delimiter
}

/** How many lines there are, at most: rows, blank lines and a header. */
export function countLines(source: CsvSource): number {
  return 1 + (countOf(source, '\n') || countOf(source, '\r'))
}

function countOf(source: CsvSource, character: '\n' | '\r'): number {
  let count = 0
  if (typeof source === 'string') {
    for (let at = 0; (at = source.indexOf(character, at)) >= 0; at++) count++
    return count
  }
  const code = character.charCodeAt(0)
  for (let at = 0; (at = source.indexOf(code, at)) >= 0; at++) count++
  return count
}

class TextCells implements Cells {
  cells: readonly string[] = []

  get count(): number {
    return this.cells.length
  }

  number(index: number): number {
    return decimalIn(this.cells[index] as string)
  }

  text(index: number): string {
    return this.cells[index] as string
  }
}

/** The beginning, from which the delimiter is told. */
function headOf(where: string, source: CsvSource): string {
  const length = 2 ** 20
  if (typeof source === 'string') return source.slice(0, length)
  if (source.length <= length) return textOf(where, source)
  return new TextDecoder().decode(source.subarray(0, length))
}
