/**
 * The entry point `onecycle/csv`: a dataset from a table in CSV text, and a curve from the log of any trainer.
 *
 * In a table one row is one sample; one column holds its class (or some columns the numbers to predict) and all others are features.
 * What the cells mean is decided and checked here.
 */
import { message, show, wrongValue } from '../../check.js'
import { createDataset } from '../create-dataset.js'
import type { Dataset } from '../dataset.js'
import { type Columns, list, resolveColumns } from './csv-columns.js'
import { type CsvOptions, checkCsvOptions } from './csv-options.js'
import type { Cells } from './csv-rows/cells.js'
import { countLines, readRows } from './csv-rows/read-rows.js'
import { checkCsvSource } from './csv-text.js'
import { inMemory } from './in-memory.js'
import { sortNames } from './preparation/class-names.js'

export { type AppliedChunks, applyPreparationInChunks, type ChunkedApplyOptions } from './chunks/apply.js'
export { type ChunkedTableOptions, type PreparedChunks, prepareTableInChunks } from './chunks/prepare.js'
export type { CsvStream } from './chunks/tables.js'
export type { ColumnName } from './csv-columns.js'
export { type CsvRowsOptions, csvRows } from './csv-objects.js'
export type { CsvOptions } from './csv-options.js'
export type { TableOptions } from './fitting/options.js'
export { type PreparedTable, prepareTable } from './fitting/prepare.js'
export { type LoggedCurve, type LoggedPoint, readLog } from './log-csv.js'
export { type AppliedTable, type ApplyOptions, applyPreparation } from './preparation/apply.js'
export type {
  CategoryFeature,
  ClassTarget,
  DateFeature,
  DateOrder,
  FeaturePreparation,
  NumberFeature,
  NumberTarget,
  Preparation,
  TargetPreparation,
} from './preparation/preparation.js'
export type { TableSource } from './preparation/read-source.js'

/**
 * Reads a table: features [rows, feature columns] f32 in the order of the columns. Cells are trimmed; blank lines are
 * skipped. Class names are sorted as numbers if all are whole numbers, otherwise by code unit.
 *
 * Errors count lines and columns from 1. The bytes of a file need less memory than its text.
 *
 * @throws TypeError for the wrong kind of value or an unknown option; RangeError for a table that is not as it should be, which
 *   names its line and column, or does not fit in memory
 */
export function parseCsv(text: string | Uint8Array, options: CsvOptions = {}): Dataset {
  const where = 'parseCsv'
  return inMemory(where, 'chunkedDataset', () => parsed(where, text, options))
}

function parsed(where: string, text: string | Uint8Array, options: CsvOptions): Dataset {
  const source = checkCsvSource(where, text)
  const lines = countLines(source)
  const { name, classes, delimiter, ...choice } = checkCsvOptions(where, options)

  const features = new FloatList()
  const wanted = new FloatList()
  let labels = new Uint32Array(0)
  const found = new Map<string, number>(classes?.map((name, index) => [name, index]))
  let columns: Columns | undefined
  let rows = 0
  let first = 0

  const readRow = (cells: Cells, at: number): void => {
    first ||= at
    if (columns === undefined) {
      const row = Array.from({ length: cells.count }, (_, index) => cells.text(index))
      columns = resolveColumns(where, row, at, choice)
      features.reserve(lines * columns.features.length)
      wanted.reserve(lines * columns.targets.length)
      if (columns.label !== undefined) labels = new Uint32Array(lines)
      if (columns.header) return
    }
    for (const index of columns.features) features.push(numberIn(cells, index, at, columns))
    for (const index of columns.targets) wanted.push(numberIn(cells, index, at, columns))
    if (columns.label !== undefined) labels[rows++] = classIn(cells.text(columns.label), columns.label, at, columns)
  }

  const numberIn = (cells: Cells, index: number, at: number, { title }: Columns): number => {
    const value = Math.fround(cells.number(index))
    if (Number.isFinite(value)) return value
    const cell = cells.text(index)
    const what = `line ${at}, ${title(index)}`
    const next = at === first ? 'if this line names the columns, pass header: true' : undefined
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

  readRows(where, source, delimiter, true, readRow)

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
  const sorted = labels.subarray(0, rows).map((number) => order[number] as number)
  return createDataset({ ...named, labels: sorted, classes: classNames.length, classNames })
}

/** f32 numbers one after the other, in memory that doubles. */
class FloatList {
  length = 0
  private values = new Float32Array(1024)

  /** Makes room for so many before the first. */
  reserve(count: number): void {
    if (count > this.values.length) this.values = new Float32Array(count)
  }

  push(value: number): void {
    if (this.length === this.values.length) {
      const larger = new Float32Array(2 * this.length)
      larger.set(this.values)
      this.values = larger
    }
    this.values[this.length++] = value
  }

  take(): Float32Array {
    // without a copy where little more than what is used was reserved
    const few = this.values.length - this.length <= this.length / 16
    return few ? this.values.subarray(0, this.length) : this.values.slice(0, this.length)
  }
}
