/**
 * The entry point `onecycle/csv`: a dataset from a table in CSV text.
 *
 * One row is one sample; one column holds its class (or some columns the numbers to predict) and all others are features.
 * papaparse separates the cells and finds the delimiter; what the cells mean is decided and checked here.
 */
import Papa from 'papaparse'
import { message, show, wrongType, wrongValue } from '../../check.js'
import { createDataset, type Dataset } from '../dataset.js'
import { type Columns, isNumber, list, resolveColumns } from './csv-columns.js'
import { type CsvOptions, checkCsvOptions } from './csv-options.js'

export type { ColumnName } from './csv-columns.js'
export type { CsvOptions } from './csv-options.js'

/**
 * Reads a table: features [rows, feature columns] f32 in the order of the columns. Cells are trimmed; blank lines are
 * skipped. Class names are sorted as numbers if all are whole numbers, otherwise by code unit.
 *
 * Errors count lines and columns from 1.
 *
 * @throws TypeError for the wrong kind of value or an unknown option; RangeError for a file without rows, a row of another
 *   length, a feature that is empty or no finite f32 number, a column that is not there, a name that heads two columns, an
 *   empty label, a label outside `classes`, an unclosed quote
 */
export function parseCsv(text: string, options: CsvOptions = {}): Dataset {
  const where = 'parseCsv'
  if (typeof text !== 'string') throw wrongType(where, 'text', 'a string', text)
  const { name, classes, ...choice } = checkCsvOptions(where, options)
  // \r before a \n is trimmed off the last cell, so a file may even mix both endings
  const newline = text.includes('\n') ? '\n' : '\r'
  const delimiter = choice.delimiter ?? detectDelimiter(text, newline)

  const features = new FloatList()
  const wanted = new FloatList()
  const labels: number[] = []
  const found = new Map<string, number>(classes?.map((name, index) => [name, index]))
  let columns: Columns | undefined
  let first: { line: number; width: number } | undefined
  let line = 1

  const readRow = (cells: string[], at: number): void => {
    for (let i = 0; i < cells.length; i++) cells[i] = (cells[i] as string).trim()
    if (cells.length === 1 && cells[0] === '') return
    first ??= { line: at, width: cells.length }
    if (cells.length !== first.width) {
      const expected = `${first.width} cells, as line ${first.line} has`
      throw new RangeError(message(where, `line ${at}`, expected, `${cells.length}`))
    }
    if (columns === undefined) {
      columns = resolveColumns(where, cells, at, choice)
      if (columns.header) return
    }
    for (const index of columns.features) features.push(numberIn(cells, index, at, columns))
    for (const index of columns.targets) wanted.push(numberIn(cells, index, at, columns))
    if (columns.label !== undefined) labels.push(classIn(cells[columns.label] as string, columns.label, at, columns))
  }

  const numberIn = (cells: string[], index: number, at: number, { title }: Columns): number => {
    const cell = cells[index] as string
    const value = Math.fround(Number(cell))
    if (isNumber(cell) && Number.isFinite(value)) return value
    const what = `line ${at}, ${title(index)}`
    const next = at === first?.line ? 'if this line names the columns, pass header: true' : undefined
    throw new RangeError(message(where, what, 'a finite f32 number', cell === '' ? 'an empty cell' : show(cell), next))
  }

  const classIn = (name: string, index: number, at: number, { title }: Columns): number => {
    let number = found.get(name)
    if (number === undefined) {
      const what = `line ${at}, ${title(index)}`
      if (classes !== undefined) throw wrongValue(where, what, `one of the classes ${list(classes)}`, name)
      if (name === '') throw new RangeError(message(where, what, 'a class name', 'an empty cell'))
      number = found.size
      found.set(name, number)
    }
    return number
  }

  Papa.parse<string[]>(text, {
    delimiter,
    newline,
    step: ({ data, errors }) => {
      const at = line
      line += 1
      for (const cell of data) if (cell.includes(newline)) line += cell.split(newline).length - 1
      if (errors.length > 0) {
        const got = errors[0]?.code === 'MissingQuotes' ? 'a quote that is never closed' : 'text after a closing quote'
        throw new RangeError(message(where, `line ${at}`, 'cells that are quoted as a whole or not at all', got))
      }
      readRow(data, at)
    },
  })

  if (columns === undefined || features.length === 0) {
    throw new RangeError(message(where, 'text', 'at least one row of data', columns ? 'a header alone' : 'none'))
  }
  const inputs = columns.features.length
  const named = { name, inputs, features: features.take() }
  if (choice.targets.length > 0) return createDataset({ ...named, targets: wanted.take() })
  if (found.size > 65536) {
    const next = 'to predict numbers, name their columns in "targets"'
    throw new RangeError(message(where, 'label', 'a column of at most 65536 classes', `${found.size}`, next))
  }
  const classNames = classes ?? sortNames([...found.keys()])
  const rank = new Map(classNames.map((name, index) => [name, index]))
  const order = [...found.keys()].map((name) => rank.get(name) as number)
  const sorted = labels.map((number) => order[number] as number)
  return createDataset({ ...named, labels: sorted, classes: classNames.length, classNames })
}

/** f32 numbers one after the other, in memory that doubles. */
class FloatList {
  length = 0
  private values = new Float32Array(1024)

  push(value: number): void {
    if (this.length === this.values.length) {
      const larger = new Float32Array(2 * this.length)
      larger.set(this.values)
      this.values = larger
    }
    this.values[this.length++] = value
  }

  take(): Float32Array {
    return this.values.slice(0, this.length)
  }
}

/** The delimiter that fits the first rows best; a comma where none does. */
function detectDelimiter(text: string, newline: '\n' | '\r'): string {
  return Papa.parse(text.slice(0, 2 ** 20), { newline, preview: 10, skipEmptyLines: true }).meta.delimiter
}

/** As numbers if all are whole numbers, otherwise (and among equal numbers) by code unit. */
function sortNames(names: string[]): string[] {
  const whole = names.every((name) => /^[+-]?\d+$/.test(name))
  return names.sort((a, b) => (whole ? Number(a) - Number(b) : 0) || (a < b ? -1 : 1))
}
