/** The rows of a table as the numbers of a preparation. */
import { message, show } from '../../../check.js'
import { type Column, cellAt, type Table } from '../table.js'
import { type Cell, numberIn, otherNumberIn } from './cells.js'
import { decimalNext } from './decimals.js'
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
    const met = encodeColumn(where, encoder, table, column, rows, features, first, inputs, preparation.decimal)
    if (met > 0) unknown[encoder.feature.name] = met
    first += encoder.width
  })
  return { features, unknown }
}

/** @returns rows with an unknown text */
function encodeColumn(
  where: string,
  encoder: PlacedEncoder,
  table: Table,
  column: Column,
  rows: Uint32Array,
  features: Float32Array,
  first: number,
  inputs: number,
  decimal: '.' | ',',
): number {
  const { feature, width, write } = encoder
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
      const text = column.texts[code - 1] as string
      outcome = before ?? write(written, from, text)
      if (before === undefined) {
        outcomes.set(code, outcome)
        if (outcome === 'unknown') checkMark(where, `${table.rowName(row)}, ${feature.name}`, encoder, text, decimal)
      }
      for (let w = 0; w < width; w++) features[at + w] = written[from + w] as number
    }
    if (outcome === 'unknown') unknown++
    else if (outcome === 'wrong' || outcome === 'large') {
      const cell: Cell = cellAt(column, row)
      const nothing = table.delimiter === null ? 'null' : 'an empty cell'
      const next = decimalNext(cell, decimal)
      throw wrongCell(where, `${table.rowName(row)}, ${feature.name}`, feature, cell, outcome, nothing, next)
    }
  }
  return unknown
}

/** @throws RangeError for a text that is a value which training had, but for its decimal mark */
function checkMark(where: string, what: string, { feature }: PlacedEncoder, text: string, decimal: '.' | ','): void {
  const next = decimalNext(text, decimal)
  if (next === undefined || feature.kind !== 'category') return
  const value = otherNumberIn(text, decimal)
  const meant = feature.values.find((known) => numberIn(known, decimal) === value)
  if (meant !== undefined) throw new RangeError(message(where, what, `${meant}, as training had`, show(text), next))
}
