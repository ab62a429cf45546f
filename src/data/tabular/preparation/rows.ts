/** Raw rows as a caller of `predict` has them: objects by column name, or arrays in the order of the columns. */
import { message, show } from '../../../check.js'
import { nearestTo } from '../../../nearest.js'
import { cellOf } from './cells.js'
import { encodersOf, type Outcome, type PlacedEncoder } from './encode.js'
import type { FeaturePreparation, Preparation } from './preparation.js'

/** A raw row: values by the name of their column, or all values of a row in order. */
export type RawRow = Readonly<Record<string, unknown>> | readonly unknown[]

/** A value of a text column that the training rows did not have; the network reads it as none of those it knows. */
export interface UnknownValue {
  /** index of the row in the call */
  readonly row: number
  readonly column: string
  readonly value: string
}

/**
 * Writes the features of rows one after the other.
 *
 * @param rows objects, whose other properties are left alone, or arrays of either all feature columns or all columns of
 *   the source, in its order
 * @param into [rows, inputs] out
 * @throws TypeError for a value of the wrong kind, RangeError for a missing column or a row of another length: row and
 *   column are named
 */
export function encodeRows(
  where: string,
  preparation: Preparation,
  rows: readonly RawRow[],
  one: boolean,
  onUnknown: ((unknown: UnknownValue) => void) | undefined,
  into: Float32Array,
): void {
  const encoders = encodersOf(preparation)
  let at = 0
  for (let row = 0; row < rows.length; row++) {
    const raw = rows[row] as RawRow
    const read = readerOf(where, preparation, raw, one ? 'row' : `rows[${row}]`)
    for (let index = 0; index < encoders.length; index++) {
      const { feature, width, write } = encoders[index] as PlacedEncoder
      const value = read(index)
      const cell = cellOf(value)
      const outcome = cell === undefined ? 'wrong' : write(into, at, cell)
      if (outcome === 'wrong' || outcome === 'large') {
        throw wrongCell(where, `${one ? '' : `rows[${row}].`}${feature.name}`, feature.kind, value, outcome)
      }
      if (outcome === 'unknown') onUnknown?.({ row, column: feature.name, value: String(cell) })
      at += width
    }
  }
}

/** Reads the value of a feature, by its index, from a row. */
function readerOf(where: string, preparation: Preparation, raw: RawRow, what: string): (index: number) => unknown {
  const { columns, features } = preparation
  if (Array.isArray(raw)) {
    if (raw.length === features.length) return (index) => raw[index]
    if (raw.length === columns.length) {
      const encoders = encodersOf(preparation)
      return (index) => raw[(encoders[index] as PlacedEncoder).place]
    }
    const expected = `${features.length} values (${names(features.map(({ name }) => name))})`
    throw new RangeError(message(where, what, expected, `${raw.length}`))
  }
  if (typeof raw !== 'object' || raw === null || ArrayBuffer.isView(raw)) {
    throw new TypeError(message(where, what, 'an object or an array of raw values', show(raw)))
  }
  const values = raw as Readonly<Record<string, unknown>>
  return (index) => {
    const { name } = features[index] as FeaturePreparation
    if (Object.hasOwn(values, name)) return values[name]
    const near = nearestTo(
      name,
      Object.keys(values).filter((key) => !columns.includes(key)),
    )
    const next = near === undefined ? 'pass null where the value is not known' : `rename ${near} to ${name}`
    throw new RangeError(message(where, what, `a value for each column, "${name}" among them`, 'none for it', next))
  }
}

const KINDS = { number: 'a number', date: 'a date', category: 'text, a number or a boolean' } as const

/** The error for a cell that a feature cannot read. */
export function wrongCell(
  where: string,
  what: string,
  kind: keyof typeof KINDS,
  value: unknown,
  outcome: Outcome,
): TypeError | RangeError {
  if (outcome === 'large') {
    return new RangeError(message(where, what, 'a number like those of the training data', show(value)))
  }
  return new TypeError(message(where, what, `${KINDS[kind]}, or null where it is not known`, show(value)))
}

/** The first few names, so that a table of a thousand columns gives a message that can be read. */
export function names(all: readonly string[]): string {
  return all.length > 12 ? `${all.slice(0, 12).join(', ')}, ... (${all.length} in all)` : all.join(', ')
}
