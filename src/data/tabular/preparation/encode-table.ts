/** The rows of a table as the numbers of a preparation. */
import { type Column, cellAt, type Table } from '../table.js'
import type { Cell } from './cells.js'
import { encodersOf, type Outcome, type PlacedEncoder } from './encode.js'
import { inputsOf, type Preparation } from './preparation.js'
import { wrongCell } from './rows.js'

export interface Encoded {
  /** [rows, inputs] */
  readonly features: Float32Array
  /** by column, rows with a text that the preparation does not know */
  readonly unknown: Readonly<Record<string, number>>
}

/** @throws TypeError, RangeError for a cell that is neither a number nor missing where a number belongs */
export function encodeTable(
  where: string,
  preparation: Preparation,
  table: Table,
  columns: readonly Column[],
  rows: Uint32Array,
): Encoded {
  const inputs = inputsOf(preparation)
  const features = new Float32Array(rows.length * inputs)
  const unknown: Record<string, number> = {}
  let first = 0
  encodersOf(preparation).forEach((encoder, index) => {
    const column = columns[index] as Column
    const met = encodeColumn(where, encoder, table, column, rows, features, first, inputs)
    if (met > 0) unknown[encoder.feature.name] = met
    first += encoder.width
  })
  return { features, unknown }
}

/** @returns rows with an unknown text */
function encodeColumn(
  where: string,
  { feature, width, write }: PlacedEncoder,
  table: Table,
  column: Column,
  rows: Uint32Array,
  features: Float32Array,
  first: number,
  inputs: number,
): number {
  // a text is read once, however many rows have it
  const outcomes = new Map<number, Outcome>()
  const written = new Float32Array(column.texts.length * width)
  let unknown = 0
  for (let i = 0; i < rows.length; i++) {
    const row = rows[i] as number
    const at = i * inputs + first
    const code = column.codes === null ? 0 : (column.codes[row] as number)
    let outcome: Outcome
    if (code === 0) outcome = write(features, at, column.numbers[row] as number)
    else {
      const from = (code - 1) * width
      const before = outcomes.get(code)
      outcome = before ?? write(written, from, column.texts[code - 1] as string)
      if (before === undefined) outcomes.set(code, outcome)
      for (let w = 0; w < width; w++) features[at + w] = written[from + w] as number
    }
    if (outcome === 'unknown') unknown++
    else if (outcome === 'wrong' || outcome === 'large') {
      const cell: Cell = cellAt(column, row)
      throw wrongCell(where, `${table.rowName(row)}, ${feature.name}`, feature.kind, cell, outcome)
    }
  }
  return unknown
}
