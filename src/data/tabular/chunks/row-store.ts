/** Rows of tables, kept by columns. */
import type { Cell } from '../preparation/cells.js'
import type { Column, Table } from '../table.js'

/** A row of a file. */
export interface Row {
  /** from 0 */
  readonly place: number
  /** what errors call it */
  readonly name: string
  readonly cells: readonly Cell[]
}

/** Slots for rows: one that gives way to another leaves nothing behind, however many do. */
export class RowStore {
  readonly #places: number[] = []
  readonly #names: string[] = []
  /** by column; NaN where the cell is a text */
  readonly #numbers: readonly number[][]
  readonly #texts: readonly (string | undefined)[][]

  constructor(columns: number) {
    this.#numbers = Array.from({ length: columns }, () => [])
    this.#texts = Array.from({ length: columns }, () => [])
  }

  get count(): number {
    return this.#places.length
  }

  /** @param slot one that is taken, or the next */
  put(slot: number, { columns, rowName }: Table, row: number, place: number): void {
    this.#places[slot] = place
    this.#names[slot] = rowName(row)
    for (let index = 0; index < columns.length; index++) {
      const { numbers, codes, texts } = columns[index] as Column
      const code = codes === null ? 0 : (codes[row] as number)
      const stored = this.#texts[index] as (string | undefined)[]
      if (code > 0 || stored.length > slot) stored[slot] = texts[code - 1]
      ;(this.#numbers[index] as number[])[slot] = numbers[row] as number
    }
  }

  cell(column: number, slot: number): Cell {
    return this.#texts[column]?.[slot] ?? (this.#numbers[column]?.[slot] as number)
  }

  /** In the order of the file. */
  *rows(): Generator<Row, void> {
    const slots = [...this.#places.keys()].sort((a, b) => (this.#places[a] as number) - (this.#places[b] as number))
    for (const slot of slots) {
      const cells = this.#numbers.map((_, column) => this.cell(column, slot))
      yield { place: this.#places[slot] as number, name: this.#names[slot] as string, cells }
    }
  }
}
