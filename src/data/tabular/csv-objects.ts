/** CSV as rows for `predict`. */
import { checkOneOf, checkOptions } from '../../check.js'
import { checkDelimiter, checkHeader, checkNames } from './csv-options.js'
import { type CsvSource, checkCsvSource } from './csv-text.js'
import { readNamedRows } from './csv-to-table.js'
import { DECIMALS, type TableOptions } from './fitting/options.js'
import { hasPercent, numberIn } from './preparation/cells.js'

const KNOWN = ['columns', 'header', 'delimiter', 'decimal'] as const

/** Options of `csvRows`. */
export type CsvRowsOptions = Pick<TableOptions, 'columns' | 'header' | 'delimiter' | 'decimal'>

/**
 * The rows of CSV as objects by column name, for `network.predict`. A cell is the text that stands there, trimmed: what it
 * means, a decimal comma or a mark for missing, the network's preparation knows. Where these rows have another decimal mark
 * than those of training, `decimal` says so, and cells that are numbers with it are numbers.
 *
 *     network.predict(csvRows(readFileSync('new.csv')))
 *
 * @param source CSV text, or the bytes of a CSV file
 * @throws TypeError for the wrong kind of value or an unknown option; RangeError for a table that is not as
 *   it should be, which names the line
 */
export function csvRows(source: CsvSource, options: CsvRowsOptions = {}): Record<string, string | number>[] {
  const where = 'csvRows'
  const { columns, header = 'auto', delimiter, decimal } = checkOptions(where, options, KNOWN)
  const rows: Record<string, string | number>[] = []
  const chosen = {
    columns: checkNames(where, 'columns', columns),
    header: checkHeader(where, header),
    delimiter: checkDelimiter(where, delimiter),
    sought: null,
  }
  const mark = decimal === undefined ? undefined : checkOneOf(where, 'decimal', decimal, DECIMALS)
  const cellOf = (text: string): string | number => {
    const number = mark === undefined ? Number.NaN : numberIn(text, mark)
    if (Number.isNaN(number)) return text
    return hasPercent(text) ? `${withoutMark(number)}%` : number
  }
  readNamedRows(where, checkCsvSource(where, source), chosen, (names) => (cells) => {
    rows.push(Object.fromEntries(names.map((name, index) => [name, cellOf(cells.text(index))])))
  })
  return rows
}

/** 1.5 as 15e-1, which is the same number whatever the decimal mark of training was. */
function withoutMark(number: number): string {
  const [whole, fraction = ''] = String(number).split('.')
  return fraction === '' ? String(whole) : `${whole}${fraction}e-${fraction.length}`
}
