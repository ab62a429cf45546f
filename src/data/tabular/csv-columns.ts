/** Which column of a CSV file is what: decided once, from the first row and the options. */
import { checkInteger, message, wrongType, wrongValue } from '../../check.js'
import { decimalIn } from '../../words.js'

/** A column by its name in the header, or by its index from 0, from the end where negative. */
export type ColumnName = string | number

export interface ColumnChoice {
  /** whether the first row names the columns; 'auto' if it does so wherever none of its cells is a number */
  header: boolean | 'auto'
  /** column of the class; undefined if there are targets */
  label: ColumnName | undefined
  /** columns to predict as numbers */
  targets: readonly ColumnName[]
}

export interface Columns {
  /** whether the first row is a header and no data */
  readonly header: boolean
  /** index of the label's column, or undefined */
  readonly label: number | undefined
  /** indices of the targets, in the order asked for */
  readonly targets: readonly number[]
  /** indices of all other columns, ascending */
  readonly features: readonly number[]
  /** how messages call a column: its number from 1, and its name if it has one */
  title(index: number): string
}

/**
 * @param row  the first row's cells, trimmed
 * @param line its line in the file, from 1
 * @throws RangeError for a column that is not there, a name that stands twice, or no column left for the features;
 *   TypeError for a name where the file has no header
 */
export function resolveColumns(where: string, row: readonly string[], line: number, choice: ColumnChoice): Columns {
  const asked = [...(choice.label === undefined ? [] : [choice.label]), ...choice.targets]
  const named = asked.some((column) => typeof column === 'string')
  const header = choice.header === 'auto' ? named || row.every((cell) => Number.isNaN(decimalIn(cell))) : choice.header
  if (header) checkDistinct(where, row, line)
  const find = (what: string, column: ColumnName): number => {
    if (typeof column === 'number') {
      checkInteger(where, what, column, -row.length, row.length - 1)
      return column < 0 ? column + row.length : column
    }
    if (!header) throw wrongType(where, what, 'the number of a column, as the file has no header', column)
    const index = row.indexOf(column)
    if (index < 0) throw wrongValue(where, what, `one of the columns ${list(row)}`, column)
    return index
  }
  const label = choice.label === undefined ? undefined : find('label', choice.label)
  const targets = choice.targets.map((column, i) => find(`targets[${i}]`, column))
  if (new Set(targets).size !== targets.length) throw wrongValue(where, 'targets', 'different columns', choice.targets)
  const features = [...row.keys()].filter((index) => index !== label && !targets.includes(index))
  if (features.length === 0) {
    const got = `${row.length} column${row.length === 1 ? '' : 's'} in all`
    const next = 'if the cells are separated in an unusual way, pass "delimiter"'
    throw new RangeError(message(where, `line ${line}`, 'at least one column of features', got, next))
  }
  const title = (index: number): string => `column ${index + 1}${header ? ` (${shorten(row[index] as string)})` : ''}`
  return { header, label, targets, features, title }
}

/** The first few names, so that a file of a thousand columns gives a message that can be read. */
export function list(names: readonly string[]): string {
  const shown = names.slice(0, 20).map(shorten).join(', ')
  return names.length > 20 ? `${shown}, ... (${names.length} in all)` : shown
}

function shorten(text: string): string {
  const name = text.replace(/\s+/g, ' ')
  return name.length > 40 ? `${name.slice(0, 37)}...` : name
}

function checkDistinct(where: string, row: readonly string[], line: number): void {
  const first = new Map<string, number>()
  row.forEach((name, index) => {
    const before = first.get(name)
    if (before !== undefined) {
      const got = `${JSON.stringify(shorten(name))} in columns ${before + 1} and ${index + 1}`
      throw new RangeError(message(where, `line ${line}`, 'a header of different names', got))
    }
    first.set(name, index)
  })
}
