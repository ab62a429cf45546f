/** The table of whatever a caller has: CSV, or rows. */
import { isBytes, wrongType } from '../../../check.js'
import { bytesNext, type CsvSource } from '../csv-text.js'
import { tableOfCsv } from '../csv-to-table.js'
import { tableOfRows } from '../row-table.js'
import type { Table } from '../table.js'
import { decimalOf } from './decimals.js'

/** CSV text, the bytes of a CSV file, an array of objects by column name, or an array of arrays. */
export type TableSource = CsvSource | readonly Readonly<Record<string, unknown>>[] | readonly (readonly unknown[])[]

export interface SourceOptions {
  readonly columns: readonly string[] | undefined
  readonly header: boolean | 'auto'
  readonly delimiter: string | undefined
  /** undefined where the table decides */
  readonly decimal: '.' | ',' | undefined
  /** names to be found in a header */
  readonly sought: readonly string[]
}

export interface SourceTable {
  readonly table: Table
  readonly decimal: '.' | ','
}

export function readSource(where: string, source: TableSource, options: SourceOptions): SourceTable {
  const { columns, decimal } = options
  if (Array.isArray(source)) {
    const table = tableOfRows(where, source, columns)
    return { table, decimal: decimal ?? decimalOf(table) }
  }
  if (typeof source !== 'string' && !isBytes(source)) {
    const expected = 'CSV text, its bytes, an array of objects or an array of arrays'
    throw wrongType(where, 'source', expected, source, nextFor(source))
  }
  const table = tableOfCsv(where, source, { ...options, decimal: decimal ?? '.' })
  if (decimal !== undefined || decimalOf(table) === '.') return { table, decimal: decimal ?? '.' }
  return { table: tableOfCsv(where, source, { ...options, decimal: ',' }), decimal: ',' }
}

function nextFor(source: unknown): string {
  const plain = typeof source === 'object' && source?.constructor === Object
  return plain ? 'pass an array of such objects' : bytesNext(source)
}
