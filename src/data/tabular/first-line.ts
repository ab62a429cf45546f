/** The first line of a text: whether it was taken for what it is, names or data. */
import { message, show } from '../../check.js'
import { rowsText } from '../../words.js'
import { type Column, cellAt, type Table } from './table.js'

/** What to do where a first line that was read as data may name the columns; undefined elsewhere. */
export function headerNext({ firstLine }: Table): string | undefined {
  if (firstLine?.taken !== 'data') return undefined
  const { line } = firstLine
  const read = `line ${line} holds a number, so it was read as data`
  return `${read}: name the columns in "columns", or pass header: true if it names them`
}

/** What to do where the only word of a column stands in such a first line. */
export function nameNext(table: Table, row: number): string | undefined {
  return row === 0 ? headerNext(table) : undefined
}

/** A line on what was guessed, if it may be wrong. */
export function firstLineNote(table: Table): string | undefined {
  const { firstLine } = table
  if (firstLine === null) return undefined
  const { line, taken, named } = firstLine
  if (taken === 'data') {
    return named ? undefined : `line ${line} holds a number, so it is data; header: true takes it as names`
  }
  const [rows, cell] = mostRepeated(table, firstLine.cells)
  if (rows === 0) return undefined
  const below = `${show(cell)} stands in ${rowsText(rows)} below it`
  return `line ${line} WAS TAKEN AS NAMES, but ${below}: if it is data, header: false keeps it`
}

/** The cell of a line that most rows have in the same column, and how many they are. */
function mostRepeated({ columns }: Table, cells: readonly string[]): readonly [rows: number, cell: string] {
  const counts = columns.map(
    (column, index) => [rowsWith(column, cells[index] as string), cells[index] as string] as const,
  )
  return counts.reduce((most, one) => (one[0] > most[0] ? one : most))
}

function rowsWith({ codes, texts }: Column, text: string): number {
  const code = 1 + texts.indexOf(text)
  if (codes === null || text === '' || code === 0) return 0
  let count = 0
  for (const one of codes) if (one === code) count++
  return count
}

/** @throws RangeError where a row is the names of the columns once more, as in files that were put together */
export function checkRepeated(where: string, table: Table): void {
  const { columns } = table
  // where all columns are of words, such a row may be one like the others
  if (
    !columns.every(({ name, texts }) => texts.includes(name)) ||
    columns.every(({ numbers }) => !hasNumber(numbers))
  ) {
    return
  }
  for (let row = 0; row < table.count; row++) {
    if (columns.some((column) => cellAt(column, row) !== column.name)) continue
    const next = 'take it out, as a header stands once'
    throw new RangeError(message(where, table.rowName(row), 'a row of data', 'the names of the columns again', next))
  }
}

function hasNumber(numbers: Float64Array): boolean {
  return numbers.some((value) => !Number.isNaN(value))
}
