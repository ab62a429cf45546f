/** The options of `prepareTable`, and their checks. */
import { checkNumber, checkOneOf, checkOptions, checkSeed, checkText, wrongType, wrongValue } from '../../../check.js'
import { DEFAULT_SEED } from '../../../defaults.js'
import type { ColumnName } from '../csv-columns.js'
import { checkDelimiter, checkHeader, checkNames } from '../csv-options.js'
import { MISSING, MISSING_FEATURE } from '../preparation/cells.js'
import type { DateOrder } from '../preparation/preparation.js'

/** Options of `prepareTable`. */
export interface TableOptions {
  /** the column to predict: its name, or its index from 0, from the end where negative */
  target: ColumnName
  /** names for the columns of rows that are arrays, or of CSV text in place of its header */
  columns?: readonly string[]
  /** the columns to learn from; by default all that are of use */
  features?: readonly string[]
  /** columns to leave out */
  ignore?: readonly string[]
  /** columns to use although they look like an identifier, have too many values or give the target away */
  keep?: readonly string[]
  /** columns of numbers that are names: each value gets an input of its own, as text does */
  categories?: readonly string[]
  /** columns of dates to use, as days; an order says how to read 1/2/2026; true for all of them */
  dates?: true | readonly string[] | Readonly<Record<string, DateOrder>>
  /** what a missing number becomes: the median of the training rows (default) or a constant, for all columns or by name */
  fill?: 'median' | number | Readonly<Record<string, 'median' | number>>
  /** columns of numbers that get a second input, 1 where the value was missing; true for all that miss any */
  indicators?: boolean | readonly string[]
  /** texts or numbers that count as missing, beside the empty cell, ?, NA, N/A, NaN, null and the like */
  missing?: readonly (string | number)[]
  /** whether to predict classes or numbers; by default classes unless the target has many numbers */
  task?: 'classes' | 'numbers'
  /** classes of fewer rows are left out; default 1 */
  minimumClassRows?: number
  /** share of the rows that is held out, drawn by lot; default 0.2, 0 for none */
  validation?: number
  /** share of the rows that is kept for a test, before `validation` takes its share of the others; default 0 */
  test?: number
  /** of the lot; default 0 */
  seed?: number
  /** whether the first row of CSV names the columns; default 'auto': it does if none of its cells is a number */
  header?: boolean | 'auto'
  /** what separates the cells of CSV; default whichever of , tab | ; fits best */
  delimiter?: string
  /** what separates whole numbers from fractions in text; by default the table decides */
  decimal?: '.' | ','
  /** of the datasets; default 'table' */
  name?: string
}

const TASKS = ['classes', 'numbers'] as const
export const DECIMALS = ['.', ','] as const

const KNOWN: Readonly<Record<keyof TableOptions, true>> = {
  target: true,
  columns: true,
  features: true,
  ignore: true,
  keep: true,
  categories: true,
  dates: true,
  fill: true,
  indicators: true,
  missing: true,
  task: true,
  minimumClassRows: true,
  validation: true,
  test: true,
  seed: true,
  header: true,
  delimiter: true,
  decimal: true,
  name: true,
}

/** Names of the options. */
export const TABLE_OPTIONS: readonly string[] = /* @__PURE__ */ Object.keys(KNOWN)

export interface TableChoice {
  readonly target: ColumnName
  readonly columns: readonly string[] | undefined
  readonly features: readonly string[] | undefined
  readonly ignore: readonly string[]
  readonly keep: readonly string[]
  readonly categories: readonly string[]
  /** the order to read a column's dates in; 'any' for the one that fits; undefined to leave it out */
  dateOrder(column: string): DateOrder | 'any' | undefined
  fill(column: string): 'median' | number
  /** whether the column gets an indicator, if any of its values is missing */
  indicator(column: string): boolean
  /** lower case; of features, and of the target */
  readonly missing: readonly string[]
  readonly missingTargets: readonly string[]
  readonly task: 'classes' | 'numbers' | undefined
  readonly minimumClassRows: number
  readonly validation: number
  readonly test: number
  readonly seed: number
  readonly header: boolean | 'auto'
  readonly delimiter: string | undefined
  readonly decimal: '.' | ',' | undefined
  readonly name: string
  /** every column that an option names, with the option */
  readonly named: readonly (readonly [option: string, column: string])[]
}

export function checkTableOptions(where: string, options: TableOptions): TableChoice {
  checkOptions(where, options, TABLE_OPTIONS)
  const { dates, fill = 'median', indicators = false, task, decimal } = options
  const list = (what: 'features' | 'ignore' | 'keep' | 'categories' | 'columns') =>
    checkNames(where, what, options[what])
  const fills = checkFill(where, fill)
  const orders = checkDates(where, dates)
  const flagged = typeof indicators === 'boolean' ? indicators : checkNames(where, 'indicators', indicators)
  const extra = checkMissing(where, options.missing)
  const named = (['features', 'ignore', 'keep', 'categories'] as const).flatMap((option) =>
    (list(option) ?? []).map((column) => [option, column] as const),
  )
  const more = [
    ...(fills instanceof Map ? [...fills.keys()].map((column) => ['fill', column] as const) : []),
    ...(orders instanceof Map ? [...orders.keys()].map((column) => ['dates', column] as const) : []),
    ...(Array.isArray(flagged) ? flagged.map((column) => ['indicators', column] as const) : []),
  ]
  return {
    target: checkTarget(where, options.target),
    columns: list('columns'),
    features: list('features'),
    ignore: list('ignore') ?? [],
    keep: list('keep') ?? [],
    categories: list('categories') ?? [],
    dateOrder: (column) => (orders instanceof Map ? orders.get(column) : orders),
    fill: (column) => (fills instanceof Map ? (fills.get(column) ?? 'median') : fills),
    indicator: (column) => (typeof flagged === 'boolean' ? flagged : (flagged ?? []).includes(column)),
    missing: [...new Set([...MISSING_FEATURE, ...extra])],
    missingTargets: [...new Set([...MISSING, ...extra])],
    task: task === undefined ? undefined : checkOneOf(where, 'task', task, TASKS),
    minimumClassRows: checkNumber(where, 'minimumClassRows', options.minimumClassRows ?? 1, 1),
    validation: checkShare(where, 'validation', options.validation ?? HELD_OUT),
    test: checkShare(where, 'test', options.test ?? 0),
    seed: checkSeed(where, options.seed ?? DEFAULT_SEED),
    header: checkHeader(where, options.header ?? 'auto'),
    delimiter: checkDelimiter(where, options.delimiter),
    decimal: decimal === undefined ? undefined : checkOneOf(where, 'decimal', decimal, DECIMALS),
    name: checkText(where, 'name', options.name ?? 'table'),
    named: [...named, ...more],
  }
}

/** Share of the rows that is held out by default. */
const HELD_OUT = 0.2

function checkTarget(where: string, target: unknown): ColumnName {
  if (typeof target === 'string' || Number.isInteger(target)) return target as ColumnName
  throw wrongType(where, 'target', 'the name of the column to predict', target, 'name it in "target"')
}

function checkShare(where: string, what: string, share: unknown): number {
  const value = checkNumber(where, what, share, 0)
  if (value >= 1) throw wrongValue(where, what, 'a share in [0, 1)', share, '0.2 holds a fifth of the rows out')
  return value
}

function checkMissing(where: string, value: TableOptions['missing']): readonly string[] {
  if (value === undefined) return []
  if (!Array.isArray(value)) throw wrongType(where, 'missing', 'an array of texts or numbers', value)
  return value.map((one, i) => {
    const told = typeof one === 'string' || typeof one === 'number'
    if (!told) throw wrongType(where, `missing[${i}]`, 'a text or a number', one)
    return String(one).trim().toLowerCase()
  })
}

function checkFill(where: string, fill: TableOptions['fill']): 'median' | number | Map<string, 'median' | number> {
  const check = (what: string, value: unknown): 'median' | number =>
    value === 'median' ? value : checkNumber(where, what, value)
  if (typeof fill !== 'object' || fill === null) return check('fill', fill)
  return new Map(Object.entries(fill).map(([column, value]) => [column, check(`fill.${column}`, value)]))
}

function checkDates(where: string, dates: TableOptions['dates']): 'any' | undefined | Map<string, DateOrder | 'any'> {
  if (dates === undefined) return undefined
  if (dates === true) return 'any'
  if (Array.isArray(dates)) return new Map(checkNames(where, 'dates', dates)?.map((column) => [column, 'any']))
  if (typeof dates !== 'object' || dates === null) {
    throw wrongType(where, 'dates', 'true, an array of column names, or { column: order }', dates)
  }
  const orders = Object.entries(dates as Readonly<Record<string, DateOrder>>)
  return new Map(
    orders.map(([column, order]) => [column, checkOneOf(where, `dates.${column}`, order, ['ymd', 'dmy', 'mdy'])]),
  )
}
