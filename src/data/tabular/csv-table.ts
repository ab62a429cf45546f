/**
 * The rows of a table in CSV text, whatever they mean. papaparse separates the cells and finds the delimiter; that the
 * rows form a table is checked here.
 */
import Papa from 'papaparse'
import { message } from '../../check.js'
import { type Place, start } from './csv-rows/cells.js'

export interface TableOptions {
  /** names the caller in errors */
  readonly where: string
  /** what lines are called in errors: "line 3", or with a name "log.csv line 3" */
  readonly name?: string | undefined
  /** by default the one that fits the first rows best, a comma where none does */
  readonly delimiter?: string | undefined
  /** of the text in what it is a block of */
  readonly place?: Place
}

/**
 * Calls `onRow` with the trimmed cells of each row and the line on which it begins, counted from 1. Blank lines are
 * skipped, a byte-order mark is dropped, and lines may end in \n, \r\n or \r.
 *
 * @returns the delimiter
 * @throws RangeError for a row of another length than the first, or a quote that is not closed: the line is named
 */
export function readTable(
  text: string,
  { where, name, delimiter, place = start() }: TableOptions,
  onRow: (cells: string[], line: number) => void,
): string {
  // \r before a \n is trimmed off the last cell, so a file may even mix both endings
  const newline = text.includes('\n') ? '\n' : '\r'
  const called = (line: number): string => (name === undefined ? `line ${line}` : `${name} line ${line}`)
  let next = place.lines + 1
  const separator = delimiter ?? detectDelimiter(text, newline)
  Papa.parse<string[]>(text, {
    delimiter: separator,
    newline,
    step: ({ data: cells, errors }) => {
      const line = next
      next += 1
      for (const cell of cells) if (cell.includes(newline)) next += cell.split(newline).length - 1
      if (errors.length > 0) {
        const got = errors[0]?.code === 'MissingQuotes' ? 'a quote that is never closed' : 'text after a closing quote'
        const next = 'close it, and write "" for a quote inside a quoted cell'
        throw new RangeError(message(where, called(line), 'cells that are quoted as a whole or not at all', got, next))
      }
      for (let i = 0; i < cells.length; i++) cells[i] = (cells[i] as string).trim()
      if (cells.length === 1 && cells[0] === '') return
      const first = (place.first ??= { line, width: cells.length })
      if (cells.length !== first.width) throw wrongLength(where, called(line), cells.length, first, cells.at(-1) === '')
      onRow(cells, line)
    },
  })
  return separator
}

/**
 * The error for a row of another length than the first.
 * @param endsEmpty whether its last cell is empty
 */
export function wrongLength(
  where: string,
  what: string,
  width: number,
  first: { readonly line: number; readonly width: number },
  endsEmpty: boolean,
): RangeError {
  const expected = `${first.width} cells, as line ${first.line} has`
  if (width < first.width) {
    return new RangeError(message(where, what, expected, `${width}`, 'complete the row or take it out'))
  }
  const next = endsEmpty ? 'take the delimiter at its end away' : 'quote the cells that hold the delimiter'
  return new RangeError(message(where, what, expected, `${width}${endsEmpty ? ', the last one empty' : ''}`, next))
}

/** The delimiter that fits the first rows best, a comma where none does. */
export function detectDelimiter(text: string, newline: '\n' | '\r'): string {
  return Papa.parse(text.slice(0, 2 ** 20), { newline, preview: 10, skipEmptyLines: true }).meta.delimiter
}
