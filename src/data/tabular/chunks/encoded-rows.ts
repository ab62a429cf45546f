/** A pass over the rows of a stream, as datasets by a preparation. */
import { rowsText } from '../../../words.js'
import type { Dataset } from '../../dataset.js'
import type { Cell } from '../preparation/cells.js'
import { decimalDoubt } from '../preparation/decimals.js'
import { findColumn } from '../preparation/find-column.js'
import type { Preparation } from '../preparation/preparation.js'
import { profileOf } from '../preparation/profile.js'
import type { Table } from '../table.js'
import { TableEncoder } from '../table-encoder.js'

export interface EncodedRowsParts {
  readonly where: string
  tables(): AsyncIterable<Table>
  readonly preparation: Preparation
  /** the preparation for the decimal mark of these rows */
  readonly here: Preparation
  /** of the target */
  isMissing(cell: Cell): boolean
  readonly name: string
  /** places of rows to leave out, ascending */
  readonly held: readonly number[]
  /** whether the decimal mark is that of training, for want of another */
  readonly assumed: boolean
}

export class EncodedRows implements AsyncIterable<Dataset> {
  readonly #parts: EncodedRowsParts
  readonly #encoder: TableEncoder
  #doubt: string | undefined
  #without = 0

  constructor(parts: EncodedRowsParts) {
    const { where, preparation, name, here } = parts
    this.#parts = parts
    this.#encoder = new TableEncoder(where, preparation, name, here)
  }

  /** What a reader should know of the rows so far, a line each. */
  get notes(): string[] {
    const { name } = this.#parts.preparation.target
    return [
      ...(this.#doubt === undefined ? [] : [this.#doubt]),
      ...(this.#without === 0 ? [] : [`${name}: ${rowsText(this.#without)} without a target left out`]),
      ...this.#encoder.notes,
    ]
  }

  /** By column, rows so far with a text that training did not have. */
  get unknown(): Readonly<Record<string, number>> {
    return this.#encoder.unknown
  }

  async *[Symbol.asyncIterator](): AsyncGenerator<Dataset, void> {
    const { where, tables, preparation, here, isMissing, held, assumed } = this.#parts
    let place = 0
    let next = 0
    for await (const table of tables()) {
      if (place === 0 && assumed) this.#doubt = decimalDoubt(table, here.decimal)
      const columns = here.features.map(({ name }) => findColumn(where, table, name, preparation))
      const answers = findColumn(where, table, here.target.name, preparation)
      const all = new Uint32Array(table.count).map((_, row) => row)
      const profile = profileOf(answers, all, isMissing, here.decimal)
      const rows = all.filter((row) => {
        if (held[next] === place + row) {
          next++
          return false
        }
        if (profile.cell(row) !== '') return true
        this.#without++
        return false
      })
      place += table.count
      if (rows.length > 0) yield this.#encoder.dataset(table, columns, profile, rows)
    }
  }
}
