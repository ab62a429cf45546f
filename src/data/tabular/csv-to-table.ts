/** A table of a CSV file, whatever its cells mean. */
import { message, show } from '../../check.js'
import { decimalIn } from '../../words.js'
import type { Cells, Place } from './csv-rows/cells.js'
import { countLines, readRows } from './csv-rows/read-rows.js'
import { type CsvSource, checkCsvSource } from './csv-text.js'
import { checkRepeated } from './first-line.js'
import { numberIn } from './preparation/cells.js'
import { ColumnBuilder, type FirstLine, nameColumns, type Table } from './table.js'

export interface NamedRowsOptions {
  readonly delimiter: string | undefined
  /** 'auto': the first row names the columns if none of its cells is a number, or one is among `sought` */
  readonly header: boolean | 'auto'
  /** names to be found in a header; null where any will do, as it will for a single column */
  readonly sought: readonly string[] | null
  /** names for the columns in place of a header's */
  readonly columns: readonly string[] | undefined
}

export interface CsvTableOptions extends NamedRowsOptions {
  /** whether texts that are numbers with a decimal point are numbers */
  readonly decimal: '.' | ','
}

/** A longer plain array ends a process of V8's. */
const MOST_LINES = 2 ** 26

/** Different texts of all columns together: each is kept, and more would end many a process. */
const MOST_TEXTS = 2 ** 25

/** The row that was read last, and its line. */
type OnRow = (cells: Cells, line: number) => void

/**
 * Reads rows of named columns.
 *
 * @param begin is told the names and what the first line was taken for, and gives what is called with each row of data
 * @returns the delimiter
 * @throws RangeError for a file without rows, rows of different lengths, a single column, a name that stands twice
 */
export function readNamedRows(
  where: string,
  source: CsvSource,
  options: NamedRowsOptions,
  begin: (names: readonly string[], first: FirstLine | null) => OnRow,
  place?: Place,
): string {
  let onRow: OnRow | undefined
  let rows = 0
  const readRow: OnRow = (cells, line) => {
    if (onRow === undefined) {
      const row = Array.from({ length: cells.count }, (_, index) => cells.text(index))
      onRow = begin(namesOf(where, row, line, options), guessOf(row, line, options))
      if (isHeader(row, options)) return
    }
    rows++
    onRow(cells, line)
  }
  const delimiter = readRows(where, source, options.delimiter, false, readRow, place)
  if (rows === 0) {
    const [got, next] = onRow
      ? ['a header alone', 'add rows below it']
      : ['none', 'see that it is the right file, and was saved']
    throw new RangeError(message(where, 'text', 'at least one row of data', got, next))
  }
  return delimiter
}

/**
 * @param place of the source in what it is a block of
 * @throws RangeError as `readNamedRows`, and for a header that is repeated
 */
export function tableOfCsv(where: string, source: CsvSource, options: CsvTableOptions, place?: Place): Table {
  const checked = checkCsvSource(where, source)
  const expected = countLines(checked)
  if (expected > MOST_LINES) throw new RangeError('out of memory for so many lines')
  const lines = new Float64Array(expected)
  const room = { texts: MOST_TEXTS }
  let count = 0
  let builders: readonly ColumnBuilder[] = []
  let names: readonly string[] = []
  let firstLine: FirstLine | null = null
  const begin = (found: readonly string[], first: FirstLine | null): OnRow => {
    names = found
    firstLine = first
    builders = found.map(() => new ColumnBuilder(expected, room))
    return (cells, line) => {
      lines[count++] = line
      for (let column = 0; column < cells.count; column++) {
        const builder = builders[column] as ColumnBuilder
        const number = cells.number(column)
        // with a decimal comma, a point between digits separates thousands
        if (Number.isFinite(number) && (options.decimal === '.' || !cells.text(column).includes('.'))) {
          builder.pushNumber(number)
        } else builder.push(cells.text(column))
      }
      // as an engine says it of one column
      if (room.texts < 0) throw new RangeError('out of memory for so many different texts')
    }
  }
  const delimiter = readNamedRows(where, checked, options, begin, place)
  const table = {
    count,
    columns: builders.map((builder, index) => builder.take(names[index] as string)),
    rowName: (index: number) => `line ${lines[index]}`,
    delimiter,
    firstLine,
  }
  checkRepeated(where, table)
  return table
}

/** What the first line was taken for by its look alone; null where the caller said it, or named one of its columns. */
function guessOf(cells: readonly string[], line: number, options: NamedRowsOptions): FirstLine | null {
  if (options.header !== 'auto' || options.sought?.some((name) => cells.includes(name))) return null
  return { line, cells, taken: isHeader(cells, options) ? 'names' : 'data', named: options.columns !== undefined }
}

function isHeader(cells: readonly string[], { header, sought }: NamedRowsOptions): boolean {
  if (header !== 'auto') return header
  return sought?.some((name) => cells.includes(name)) || cells.every((cell) => !isNumber(cell))
}

/** Whatever its decimal mark is; 50% may be a name. */
function isNumber(cell: string): boolean {
  if (!Number.isNaN(decimalIn(cell))) return true
  return /\d$/.test(cell) && (['.', ','] as const).some((decimal) => !Number.isNaN(numberIn(cell, decimal)))
}

function namesOf(where: string, cells: readonly string[], line: number, options: NamedRowsOptions): string[] {
  const { columns, sought } = options
  const [first = ''] = cells
  const path = looksLikePath(first)
  const named = sought === null ? !path : columns?.length === 1 || sought.includes(first)
  if (cells.length === 1 && !named) {
    const next = path ? 'pass what stands in the file, not its name' : 'say what separates the cells: "delimiter"'
    throw new RangeError(message(where, `line ${line}`, 'at least two columns', `one: ${show(first)}`, next))
  }
  if (columns !== undefined && columns.length !== cells.length) {
    throw new RangeError(message(where, 'columns', `${cells.length} names, one a column`, `${columns.length}`))
  }
  const given = columns ?? (isHeader(cells, options) ? cells : cells.map(() => ''))
  return nameColumns(where, `line ${line}`, given, 'rename one, or pass a name for each in "columns"')
}

function looksLikePath(text: string): boolean {
  return /^\S+\.(?:csv|tsv|txt)$/i.test(text.trim())
}
