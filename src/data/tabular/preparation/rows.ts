/** Raw rows as a caller of `predict` has them: objects by column name, or arrays in the order of the columns. */
import { message, show, wrongValue } from '../../../check.js'
import { didYouMean, nearestTo } from '../../../nearest.js'
import { type Cell, cellOf, hasPercent } from './cells.js'
import { decimalNext } from './decimals.js'
import { encodersOf, type Outcome, type PlacedEncoder } from './encode.js'
import type { CategoryFeature, FeaturePreparation, Preparation } from './preparation.js'

/** A raw row: values by the name of their column, or all values of a row in order. */
export type RawRow = Readonly<Record<string, unknown>> | readonly unknown[]

/** A value of a text column that the training rows did not have; the network reads it as none of those it knows. */
export interface UnknownValue {
  /** index of the row in the call */
  readonly row: number
  readonly column: string
  readonly value: string
}

/** What is done with a text that training did not have. */
export type OnUnknown = ((unknown: UnknownValue) => void) | undefined

/**
 * Writes the features of a row to into[at ..]. Nothing is allocated where the row is as it should be.
 *
 * @param raw an object, whose other properties are left alone, or an array of either all feature columns or all columns of
 *   the source, in its order
 * @param row its index in the call; undefined where it is alone there
 * @throws TypeError for a value of the wrong kind, RangeError for a missing column, a row of another length or, without
 *   `onUnknown`, a text that training did not have: row and column are named
 */
export function encodeRow(
  where: string,
  preparation: Preparation,
  raw: RawRow,
  row: number | undefined,
  onUnknown: OnUnknown,
  into: Float32Array,
  at: number,
): void {
  const encoders = encodersOf(preparation)
  const form = formOf(where, preparation, raw, row)
  for (let index = 0; index < encoders.length; index++) {
    const { feature, place, width, write } = encoders[index] as PlacedEncoder
    let value: unknown
    if (form !== OBJECT) value = (raw as readonly unknown[])[form === FEATURES ? index : place]
    else if (Object.hasOwn(raw, feature.name)) value = (raw as Readonly<Record<string, unknown>>)[feature.name]
    else throw missingColumn(where, preparation, raw, row, feature.name)
    const cell = cellOf(value)
    const outcome = cell === undefined ? 'wrong' : write(into, at, cell)
    if (outcome === 'wrong' || outcome === 'large') {
      const next =
        cell === undefined ? undefined : decimalNext(cell, preparation.decimal, 'pass numbers, or csvRows with')
      throw wrongCell(where, nameOf(row, feature.name), feature, value, outcome, 'null', next)
    }
    if (outcome === 'unknown') tellUnknown(where, feature as CategoryFeature, row, cell as Cell, onUnknown)
    at += width
  }
}

const OBJECT = 0
const FEATURES = 1
const COLUMNS = 2

/** Where the values of a row are found. */
function formOf(where: string, { columns, features }: Preparation, raw: RawRow, row: number | undefined): number {
  if (Array.isArray(raw)) {
    if (raw.length === features.length) return FEATURES
    if (raw.length === columns.length) return COLUMNS
    if (raw.length === 1 && (raw[0] ?? null) === null) throw notARow(where, nameOf(0), raw[0])
    const expected = `${features.length} values (${names(features.map(({ name }) => name))})`
    throw new RangeError(message(where, nameOf(row), expected, `${raw.length}`))
  }
  if (typeof raw === 'object' && raw !== null && !ArrayBuffer.isView(raw)) return OBJECT
  throw notARow(where, nameOf(row), raw)
}

function notARow(where: string, what: string, got: unknown): TypeError {
  return new TypeError(message(where, what, 'an object or an array of raw values', show(got)))
}

/** How messages call a row, or the value of one of its columns. */
function nameOf(row: number | undefined, column?: string): string {
  if (row === undefined) return column ?? 'row'
  return column === undefined ? `rows[${row}]` : `rows[${row}].${column}`
}

function missingColumn(
  where: string,
  { columns }: Preparation,
  raw: RawRow,
  row: number | undefined,
  name: string,
): RangeError {
  const others = Object.keys(raw).filter((key) => !columns.includes(key))
  const near = nearestTo(name, others)
  const unnamed = Object.hasOwn(raw, 'features')
    ? 'network.evaluate and metrics take a dataset'
    : 'pass null where the value is not known'
  const next = near === undefined ? unnamed : `rename ${near} to ${name}`
  const expected = `a value for each column, "${name}" among them`
  return new RangeError(message(where, nameOf(row), expected, 'none for it', next))
}

function tellUnknown(
  where: string,
  { name, values }: CategoryFeature,
  row: number | undefined,
  cell: Cell,
  onUnknown: OnUnknown,
): void {
  const value = String(cell)
  if (onUnknown !== undefined) {
    onUnknown({ row: row ?? 0, column: name, value })
    return
  }
  const next =
    didYouMean(value, values) ?? 'pass null if it is not known, or onUnknown to have it read as none of these'
  throw wrongValue(where, nameOf(row, name), `one of ${names(values)}, as in training`, value, next)
}

const DATES = {
  ymd: 'a date as 2026-01-31',
  dmy: 'a date as 31.1.2026 or 2026-01-31',
  mdy: 'a date as 1/31/2026 or 2026-01-31',
} as const

function expectedBy(feature: FeaturePreparation, value: unknown): string {
  if (feature.kind === 'date') return DATES[feature.order]
  if (feature.kind === 'category') return 'text, a number or a boolean'
  return hasPercent(value) && !feature.percent ? WITHOUT_PERCENT : 'a number'
}

/** What is expected where a number has % behind it and training had none. */
export const WITHOUT_PERCENT = 'a number without %, as training had'

/**
 * The error for a cell that a feature cannot read.
 * @param nothing what stands for a value that is not known
 */
export function wrongCell(
  where: string,
  what: string,
  feature: FeaturePreparation,
  value: unknown,
  outcome: Outcome,
  nothing = 'null',
  next?: string,
): TypeError | RangeError {
  if (outcome === 'large') {
    return new RangeError(message(where, what, 'a number like those of the training data', show(value)))
  }
  return new TypeError(
    message(where, what, `${expectedBy(feature, value)}, or ${nothing} where it is not known`, show(value), next),
  )
}

/** The first few names, so that a table of a thousand columns gives a message that can be read. */
export function names(all: readonly string[]): string {
  return all.length > 12 ? `${all.slice(0, 12).join(', ')}, ... (${all.length} in all)` : all.join(', ')
}
