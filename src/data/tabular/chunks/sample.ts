/**
 * What a pass over the rows of a file finds out: how many there are, a sample of them drawn by lot, and for each column the
 * rows that hold what no row of the sample does. So whatever is worked out from the sample has met every text, class and odd
 * number of the file, unless a column has very many of them.
 */
import { message } from '../../../check.js'
import { stream } from '../../../math/random.js'
import { findTarget } from '../fitting/fit-table.js'
import type { TableChoice } from '../fitting/options.js'
import type { Cell } from '../preparation/cells.js'
import { missingCells } from '../preparation/encode.js'
import { profileOf } from '../preparation/profile.js'
import { type Column, ColumnBuilder, cellAt, type Table } from '../table.js'
import { type Row, RowStore } from './row-store.js'

/** Different cells of a column, texts and numbers apart, up to which each is looked for. */
const MOST_CELLS = 1000
/** The same where each of them means something of its own. */
const MOST_NAMES = 65536

export interface Sampled {
  /** in the order of the file: the sample, then the rows that hold what it does not */
  readonly table: Table
  /** rows of the table that were drawn by lot; undefined where it is the whole file */
  readonly drawn: number | undefined
  /** [rows of the table] their place in the file, from 0 */
  readonly places: readonly number[]
  /** rows of the file, and those that have a target */
  readonly rows: number
  readonly targets: number
  /** rows with each class; null where there are too many */
  readonly classRows: ReadonlyMap<string, number> | null
  /** columns with so many different texts that some may not be in the table */
  readonly open: ReadonlySet<string>
}

/** @param size rows of the sample */
export async function sampleOf(
  where: string,
  tables: AsyncIterable<Table>,
  decimal: () => '.' | ',',
  choice: TableChoice,
  size: number,
): Promise<Sampled> {
  const random = stream(choice.seed, 'sample')
  const isMissing = missingCells(choice.missingTargets)
  let first: Table | undefined
  let sample = new RowStore(0)
  let cells: CellsMet[] = []
  let classRows: Map<string, number> | null = new Map()
  let place = 0
  let rows = 0
  let targets = 0
  for await (const table of tables) {
    if (first === undefined) {
      first = table
      place = table.columns.indexOf(findTarget(where, table, choice))
      sample = new RowStore(table.columns.length)
      cells = table.columns.map(({ name }, index) => new CellsMet(name, index === place, choice))
    }
    for (let row = 0; row < table.count; row++) {
      // every row of those so far is in the sample with the same chance
      const slot = rows + row < size ? rows + row : random.below(rows + row + 1)
      if (slot < size) sample.put(slot, table, row, rows + row)
    }
    for (const [index, met] of cells.entries()) met.add(table, index, rows)
    const all = new Uint32Array(table.count).map((_, row) => row)
    const { cell } = profileOf(table.columns[place] as Column, all, isMissing, decimal())
    for (let row = 0; row < table.count; row++) {
      const target = cell(row)
      if (target === '') continue
      targets++
      classRows?.set(String(target), 1 + (classRows.get(String(target)) ?? 0))
      if (classRows !== null && classRows.size > MOST_NAMES) classRows = null
    }
    rows += table.count
  }
  if (first === undefined) throw new RangeError(message(where, 'source', 'at least one row of data', 'none'))
  const others = new Map<number, Row>()
  for (const [index, met] of cells.entries()) {
    for (const row of met.without(sample, index)) others.set(row.place, row)
  }
  const { table, places } = tableOf(first, sample, [...others.values()])
  const drawn = rows > sample.count ? sample.count : undefined
  const open = new Set(cells.filter((met) => met.open).map(({ name }) => name))
  return { table, drawn, places, rows, targets, classRows, open }
}

/** Each part in the order of the file. */
function tableOf({ columns, delimiter, firstLine }: Table, sample: RowStore, others: readonly Row[]) {
  const count = sample.count + others.length
  const builders = columns.map(() => new ColumnBuilder(count))
  const names: string[] = []
  const places: number[] = []
  const push = ({ cells, name, place }: Row): void => {
    names.push(name)
    places.push(place)
    for (const [index, builder] of builders.entries()) builder.push(cells[index] as Cell)
  }
  for (const row of sample.rows()) push(row)
  for (const row of [...others].sort((a, b) => a.place - b.place)) push(row)
  const table: Table = {
    count,
    columns: columns.map(({ name }, index) => (builders[index] as ColumnBuilder).take(name)),
    rowName: (row) => names[row] as string,
    delimiter,
    firstLine,
  }
  return { table, places }
}

/** The different cells of a column, each with the first row that holds it, while there are not too many. */
class CellsMet {
  readonly name: string
  readonly #most: { readonly texts: number; readonly numbers: number }
  #texts: Map<Cell, Row> | null = new Map()
  #numbers: Map<Cell, Row> | null = new Map()

  constructor(name: string, isTarget: boolean, { keep, categories, task }: TableChoice) {
    this.name = name
    const names = isTarget ? task === 'classes' : categories.includes(name)
    this.#most = {
      texts: isTarget || names || keep.includes(name) ? MOST_NAMES : MOST_CELLS,
      numbers: names ? MOST_NAMES : MOST_CELLS,
    }
  }

  /** Whether there are so many texts that not all of them were kept. */
  get open(): boolean {
    return this.#texts === null
  }

  /** @param before rows before the table */
  add(table: Table, index: number, before: number): void {
    const { numbers, codes, texts } = table.columns[index] as Column
    const rowAt = (row: number): Row => {
      const cells = table.columns.map((column) => cellAt(column, row))
      return { place: before + row, name: table.rowName(row), cells }
    }
    for (let place = 0; place < texts.length && this.#texts !== null; place++) {
      const text = texts[place] as string
      if (!this.#texts.has(text)) this.#texts.set(text, rowAt((codes as Int32Array).indexOf(place + 1)))
      if (this.#texts.size > this.#most.texts) this.#texts = null
    }
    for (let row = 0; row < numbers.length && this.#numbers !== null; row++) {
      const number = numbers[row] as number
      if (Number.isNaN(number) || this.#numbers.has(number)) continue
      this.#numbers.set(number, rowAt(row))
      if (this.#numbers.size > this.#most.numbers) this.#numbers = null
    }
  }

  /** The rows whose cells no row of the sample has. */
  without(sample: RowStore, index: number): Row[] {
    const met = [this.#texts, this.#numbers].filter((cells) => cells !== null && cells.size > 0) as Map<Cell, Row>[]
    for (const cells of met) for (let slot = 0; slot < sample.count; slot++) cells.delete(sample.cell(index, slot))
    return met.flatMap((cells) => [...cells.values()])
  }
}
