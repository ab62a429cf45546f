/** A table of rows that a program has: objects by column name, or arrays. */
import { message, show, wrongType } from '../../check.js'
import { cellOf } from './preparation/cells.js'
import { ColumnBuilder, nameColumns, type Table } from './table.js'

/**
 * @param names of the columns of rows that are arrays, by default "column 1", "column 2", ...
 * @throws TypeError for what is neither, for names beside objects, and for a cell that is an object or an infinite
 *   number; RangeError for no rows, or an array of another length
 */
export function tableOfRows(where: string, rows: readonly unknown[], names?: readonly string[]): Table {
  const [first] = rows
  if (first === undefined && rows.length === 0) {
    throw new RangeError(message(where, 'source', 'at least one row', 'an empty array'))
  }
  if (Array.isArray(first)) return tableOfArrays(where, rows, names ?? first.map(() => ''))
  if (names !== undefined) throw wrongType(where, 'columns', 'nothing beside objects, which name their columns', names)
  return tableOfObjects(where, rows)
}

function tableOfArrays(where: string, rows: readonly unknown[], given: readonly string[]): Table {
  const names = nameColumns(where, 'columns', given, 'rename one of them')
  const builders = names.map(() => new ColumnBuilder(rows.length))
  rows.forEach((row, index) => {
    const expected = `an array of ${names.length} cells`
    if (!Array.isArray(row)) throw wrongType(where, `rows[${index}]`, expected, row)
    if (row.length !== names.length) {
      const next = index === 0 ? 'name every column in "columns"' : undefined
      throw new RangeError(message(where, `rows[${index}]`, expected, `${row.length}`, next))
    }
    for (const [column, builder] of builders.entries()) {
      builder.push(checkedCell(where, index, names[column] as string, row[column]))
    }
  })
  return tableOf(rows.length, names, builders)
}

/** The columns are all names that any object has; where an object lacks one, the cell is missing. */
function tableOfObjects(where: string, rows: readonly unknown[]): Table {
  const found = new Set<string>()
  rows.forEach((row, index) => {
    if (typeof row !== 'object' || row === null || Array.isArray(row)) {
      throw wrongType(where, `rows[${index}]`, 'an object, as the first row is', row)
    }
    for (const name in row) found.add(name)
  })
  const names = [...found]
  if (names.length === 0) throw new RangeError(message(where, 'source', 'objects with properties', 'empty ones'))
  const builders = names.map((name) => {
    const builder = new ColumnBuilder(rows.length)
    for (const [index, row] of rows.entries()) {
      builder.push(checkedCell(where, index, name, (row as Record<string, unknown>)[name]))
    }
    return builder
  })
  return tableOf(rows.length, names, builders)
}

function checkedCell(where: string, row: number, column: string, value: unknown) {
  const cell = cellOf(value)
  if (cell !== undefined) return cell
  const what = `rows[${row}].${column}`
  throw new TypeError(message(where, what, 'a finite number, text, a boolean, a date or null', show(value)))
}

function tableOf(count: number, names: readonly string[], builders: readonly ColumnBuilder[]): Table {
  return {
    count,
    columns: builders.map((builder, index) => builder.take(names[index] as string)),
    rowName: (index) => `rows[${index}]`,
    delimiter: null,
    firstLine: null,
  }
}
