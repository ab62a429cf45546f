/** Blocks of CSV as rows of numbers that a network reads. */
import { message, show } from '../../check.js'
import type { Block } from '../../data/tabular/chunks/records.js'
import { BlockReader } from '../../data/tabular/chunks/tables.js'
import { headerNext } from '../../data/tabular/first-line.js'
import { numberIn } from '../../data/tabular/preparation/cells.js'
import { decimalDoubt, withDecimal } from '../../data/tabular/preparation/decimals.js'
import { encodeTable } from '../../data/tabular/preparation/encode-table.js'
import { findColumn } from '../../data/tabular/preparation/find-column.js'
import type { Preparation } from '../../data/tabular/preparation/preparation.js'
import { names as list } from '../../data/tabular/preparation/rows.js'
import { type Column, cellAt, type Table } from '../../data/tabular/table.js'
import type { Network } from '../../entry/index.js'
import { didYouMean } from '../../nearest.js'
import { inFlags, ofFile } from '../data/flags.js'
import type { TableFlags } from '../data/table-options.js'

export interface ReadRows {
  readonly count: number
  /** [count, inputs] */
  readonly features: Float32Array
  /** the cells to copy, of a row */
  copied(row: number): string[]
}

export interface ReaderFlags
  extends Pick<TableFlags, 'header' | 'names' | 'delimiter' | 'decimal' | 'columns' | 'ignore'> {
  /** columns to copy; "all" for all */
  copy?: string[]
}

export class RowReader {
  /** by column, rows with a text that training did not have */
  readonly unknown: Record<string, number> = {}
  /** what a reader should know of the first rows */
  note: string | undefined
  readonly #where: string
  readonly #file: string
  readonly #network: Network
  readonly #flags: ReaderFlags
  readonly #decimal: '.' | ','
  /** with the decimal mark of these rows */
  readonly #preparation: Preparation | null
  readonly #blocks: BlockReader
  #names: readonly string[] | undefined

  /** @param file what errors call it */
  constructor(where: string, file: string, network: Network, flags: ReaderFlags) {
    this.#where = where
    this.#file = file
    this.#network = network
    this.#flags = flags
    const { preparation } = network
    this.#decimal = flags.decimal ?? preparation?.decimal ?? '.'
    this.#preparation = preparation && withDecimal(preparation, this.#decimal)
    const { header, names, delimiter } = flags
    const chosen = {
      delimiter,
      header: header === undefined ? ('auto' as const) : header === 'yes',
      sought: this.#preparation?.columns ?? null,
      columns: names,
    }
    this.#blocks = new BlockReader(where, chosen, this.#decimal)
  }

  /** Names of the columns that are copied, once a block was read. */
  get copiedNames(): readonly string[] {
    return this.#names === undefined ? [] : this.#copied(this.#names)
  }

  /**
   * @returns undefined for a block without rows
   * @throws Error that names file, line and column
   */
  read(block: Block): ReadRows | undefined {
    try {
      const table = this.#blocks.read(block)
      if (table === undefined) return undefined
      if (this.#names === undefined) this.#begin(table)
      return this.#rows(table)
    } catch (error) {
      throw ofFile(this.#where, this.#file, error)
    }
  }

  #begin(table: Table): void {
    this.#names = table.columns.map(({ name }) => name)
    this.#copied(this.#names)
    const doubt =
      this.#flags.decimal === undefined && this.#preparation ? decimalDoubt(table, this.#decimal) : undefined
    this.note = doubt && inFlags(doubt)
  }

  #rows(table: Table): ReadRows {
    const preparation = this.#preparation
    const features = preparation === null ? this.#plain(table) : this.#prepared(table, preparation)
    const copied = this.#copied(this.#names ?? []).map((name) => named(table, name) as Column)
    return { count: table.count, features, copied: (row) => copied.map((column) => String(cellAt(column, row))) }
  }

  #prepared(table: Table, preparation: Preparation): Float32Array {
    const columns = preparation.features.map(({ name }) => findColumn(this.#where, table, name, preparation))
    const rows = new Uint32Array(table.count).map((_, row) => row)
    const { features, unknown } = encodeTable(this.#where, preparation, table, columns, rows)
    for (const [name, count] of Object.entries(unknown)) this.unknown[name] = (this.unknown[name] ?? 0) + count
    return features
  }

  /** All columns, or those that were chosen, as they are. */
  #plain(table: Table): Float32Array {
    const { columns: wanted, ignore } = this.#flags
    const { inputs } = this.#network
    const columns =
      wanted?.map((name) => named(table, name) ?? this.#missing(name, '--columns')) ??
      table.columns.filter(({ name }) => !ignore?.includes(name))
    if (columns.length !== inputs) {
      const expected = `${inputs} columns of numbers, as the network has inputs`
      throw new Error(
        message(this.#where, this.#file, expected, `${columns.length}`, 'choose them with --columns or --ignore'),
      )
    }
    const features = new Float32Array(table.count * inputs)
    for (const [index, column] of columns.entries()) {
      for (let row = 0; row < table.count; row++) {
        const cell = cellAt(column, row)
        const value = Math.fround(typeof cell === 'number' ? cell : numberIn(cell, this.#decimal))
        if (!Number.isFinite(value)) {
          const what = `${table.rowName(row)}, ${column.name}`
          const next = row === 0 ? headerNext(table) : undefined
          throw new RangeError(message(this.#where, what, 'a number', show(cell), next))
        }
        features[row * inputs + index] = value
      }
    }
    return features
  }

  #copied(names: readonly string[]): readonly string[] {
    const { copy = [] } = this.#flags
    if (copy.length === 1 && copy[0] === 'all' && !names.includes('all')) return names
    for (const name of copy) if (!names.includes(name)) this.#missing(name, '--copy')
    return copy
  }

  #missing(name: string, option: string): never {
    const names = this.#names ?? []
    throw new Error(message(this.#where, option, `the column ${show(name)}`, list(names), didYouMean(name, names)))
  }
}

function named({ columns }: Table, name: string): Column | undefined {
  return columns.find((column) => column.name === name)
}
