/** The options of `parseCsv`, and their checks. */
import { checkInteger, checkOptions, wrongType, wrongValue } from '../../check.js'
import type { ColumnChoice, ColumnName } from './csv-columns.js'

/** Options of `parseCsv`. */
export interface CsvOptions {
  /** column of the class: its name in the header or its index from 0, from the end where negative; default -1, the last */
  label?: ColumnName
  /** columns of numbers to predict, in place of a label */
  targets?: readonly ColumnName[]
  /** whether the first row names the columns; default 'auto': it does if none of its cells is a number */
  header?: boolean | 'auto'
  /** the class names in order, as `classNames` of the training data has them; default the names found, sorted */
  classes?: readonly string[]
  /** one character; default whichever of , tab | ; fits best */
  delimiter?: string
  /** name of the dataset; default 'csv' */
  name?: string
}

/** What the options say, defaults filled in; `undefined` where the text decides. */
export interface CsvChoice extends ColumnChoice {
  readonly classes: readonly string[] | undefined
  readonly delimiter: string | undefined
  readonly name: string
}

export function checkCsvOptions(where: string, options: CsvOptions): CsvChoice {
  checkOptions(where, options, ['label', 'targets', 'header', 'classes', 'delimiter', 'name'])
  const targets = checkTargets(where, options)
  return {
    label: targets.length > 0 ? undefined : checkColumn(where, 'label', options.label ?? -1),
    targets,
    header: checkHeader(where, options.header ?? 'auto'),
    classes: options.classes === undefined ? undefined : checkClasses(where, options.classes),
    delimiter: checkDelimiter(where, options.delimiter),
    name: options.name ?? 'csv',
  }
}

function checkColumn(where: string, what: string, value: ColumnName): ColumnName {
  if (typeof value === 'number') return checkInteger(where, what, value, Number.MIN_SAFE_INTEGER)
  if (typeof value !== 'string') throw wrongType(where, what, "a column's name or number", value)
  return value
}

function checkTargets(where: string, { targets, label, classes }: CsvOptions): readonly ColumnName[] {
  if (targets === undefined) return []
  if (!Array.isArray(targets) || targets.length === 0) {
    throw wrongType(where, 'targets', 'an array of at least one column', targets)
  }
  if (label !== undefined) throw wrongType(where, 'label', 'nothing beside "targets"', label)
  if (classes !== undefined) throw wrongType(where, 'classes', 'nothing beside "targets"', classes)
  return targets.map((column: ColumnName, i) => checkColumn(where, `targets[${i}]`, column))
}

export function checkHeader(where: string, value: boolean | 'auto'): boolean | 'auto' {
  if (typeof value !== 'boolean' && value !== 'auto') throw wrongType(where, 'header', "true, false or 'auto'", value)
  return value
}

function checkClasses(where: string, names: readonly string[]): readonly string[] {
  const distinct = Array.isArray(names) && names.length > 0 && new Set(names).size === names.length
  if (!distinct || names.some((name) => typeof name !== 'string')) {
    throw wrongType(where, 'classes', 'an array of different names', names)
  }
  return names
}

/** @returns undefined where the text decides */
export function checkDelimiter(where: string, value: string | undefined): string | undefined {
  if (value === undefined) return undefined
  if (typeof value !== 'string') throw wrongType(where, 'delimiter', 'a string', value)
  if (value.length !== 1 || '\r\n"\ufeff'.includes(value)) {
    throw wrongValue(where, 'delimiter', 'one character that is no quote and ends no line', value)
  }
  return value
}

export function checkNames(where: string, what: string, value: unknown): readonly string[] | undefined {
  if (value === undefined) return undefined
  // a hole is nothing to `some`
  if (!Array.isArray(value) || [...value].some((name) => typeof name !== 'string')) {
    throw wrongType(where, what, 'an array of column names', value)
  }
  return value
}
