/**
 * A table as it was read, whatever its cells mean: columns with a name, each cell a number or trimmed text. Texts are
 * kept once for each column, numbers in f64.
 */
import { message } from '../../check.js'
import type { Cell } from './preparation/cells.js'

export interface Column {
  readonly name: string
  /** [count] NaN where the cell is text */
  readonly numbers: Float64Array
  /** [count] 1 + the place in `texts`; 0 where the cell is a number. null where no cell is text */
  readonly codes: Int32Array | null
  readonly texts: readonly string[]
}

export interface Table {
  readonly count: number
  readonly columns: readonly Column[]
  /** what errors call a row of an index: "line 3" or "rows[2]" */
  rowName(index: number): string
  /** the column separator of a text; null for rows */
  readonly delimiter: string | null
  /** null where nothing was guessed */
  readonly firstLine: FirstLine | null
}

/** The first line of a text whose look alone decided what it is. */
export interface FirstLine {
  /** its number, from 1 */
  readonly line: number
  readonly cells: readonly string[]
  /** `data` if one of its cells is a number */
  readonly taken: 'names' | 'data'
  /** whether the caller names the columns all the same */
  readonly named: boolean
}

/** A column's cells, collected one after the other in memory that doubles. */
export class ColumnBuilder {
  #numbers: Float64Array
  #codes: Int32Array | null = null
  readonly #texts: string[] = []
  readonly #places = new Map<string, number>()
  #count = 0

  readonly #room: { texts: number }

  /**
   * @param expected rows, as far as known
   * @param room     how many different texts there may still be; below 0 there were more
   */
  constructor(expected = 1024, room = { texts: Infinity }) {
    this.#room = room
    this.#numbers = new Float64Array(Math.max(1, expected))
  }

  push(cell: Cell): void {
    if (typeof cell === 'number') this.pushNumber(cell)
    else this.#pushText(cell)
  }

  pushNumber(value: number): void {
    if (this.#count === this.#numbers.length) this.#grow()
    this.#numbers[this.#count++] = value
  }

  take(name: string): Column {
    const codes = this.#codes?.subarray(0, this.#count) ?? null
    return { name, numbers: this.#numbers.subarray(0, this.#count), codes, texts: this.#texts }
  }

  #pushText(text: string): void {
    let code = this.#places.get(text)
    if (code === undefined) {
      this.#room.texts--
      code = this.#texts.push(text)
      this.#places.set(text, code)
    }
    if (this.#count === this.#numbers.length) this.#grow()
    this.#codes ??= new Int32Array(this.#numbers.length)
    this.#codes[this.#count] = code
    this.#numbers[this.#count++] = Number.NaN
  }

  #grow(): void {
    const numbers = new Float64Array(2 * this.#numbers.length)
    numbers.set(this.#numbers)
    this.#numbers = numbers
    if (this.#codes === null) return
    const codes = new Int32Array(numbers.length)
    codes.set(this.#codes)
    this.#codes = codes
  }
}

/** The cell of a column in a row. */
export function cellAt({ numbers, codes, texts }: Column, row: number): Cell {
  const code = codes === null ? 0 : (codes[row] as number)
  return code === 0 ? (numbers[row] as number) : (texts[code - 1] as string)
}

/** Names for columns: those given, "column 3" for an empty one. @throws RangeError for a name that stands twice */
export function nameColumns(where: string, what: string, given: readonly string[], next: string): string[] {
  const first = new Map<string, number>()
  return given.map((text, index) => {
    const name = text === '' ? numbered(index) : text
    const before = first.get(name)
    if (before !== undefined) {
      const got = `${JSON.stringify(name)} for columns ${before + 1} and ${index + 1}`
      throw new RangeError(message(where, what, 'a different name for each column', got, next))
    }
    first.set(name, index)
    return name
  })
}

/** Whether columns have numbers in place of names. */
export function areNumbered(names: readonly string[]): boolean {
  return names.every((name, index) => name === numbered(index))
}

function numbered(index: number): string {
  return `column ${index + 1}`
}
