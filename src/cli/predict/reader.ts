/** Blocks of CSV as rows of numbers that a network reads. */
import { message, show } from '../../check.js'
import { tableOfCsv } from '../../data/tabular/csv-to-table.js'
import { encodeTable } from '../../data/tabular/preparation/encode-table.js'
import type { Preparation } from '../../data/tabular/preparation/preparation.js'
import { type Column, cellAt, type Table } from '../../data/tabular/table.js'
import type { Network } from '../../entry/index.js'
import { didYouMean } from '../../nearest.js'
import { ofFile } from '../data/flags.js'
import type { TableFlags } from '../data/table-options.js'
import type { Block } from './records.js'

export interface ReadRows {
  readonly count: number
  /** [count, inputs] */
  readonly features: Float32Array
  /** the cells to copy, of a row */
  copied(row: number): string[]
}

export interface ReaderFlags extends Pick<TableFlags, 'header' | 'names' | 'delimiter' | 'columns' | 'ignore'> {
  /** columns to copy; "all" for all */
  copy?: string[]
}

export class RowReader {
  /** by column, rows with a text that training did not have */
  readonly unknown: Record<string, number> = {}
  readonly #where: string
  readonly #file: string
  readonly #network: Network
  readonly #flags: ReaderFlags
  #shape: { readonly names: readonly string[]; readonly delimiter: string } | undefined

  /** @param file what errors call it */
  constructor(where: string, file: string, network: Network, flags: ReaderFlags) {
    this.#where = where
    this.#file = file
    this.#network = network
    this.#flags = flags
  }

  /** Names of the columns that are copied, once a block was read. */
  get copiedNames(): readonly string[] {
    return this.#shape === undefined ? [] : this.#copied(this.#shape.names)
  }

  /** @throws Error that names file, line and column */
  read({ text, before }: Block): ReadRows {
    try {
      return this.#rows(this.#table(text, before))
    } catch (error) {
      throw ofFile(this.#where, this.#file, error, before)
    }
  }

  #table(text: string, before: number): Table {
    const { header, names, delimiter } = this.#flags
    const { preparation } = this.#network
    const shape = this.#shape
    const table = tableOfCsv(this.#where, text, {
      delimiter: shape?.delimiter ?? delimiter,
      header: shape === undefined ? (header === undefined ? 'auto' : header === 'yes') : false,
      sought: preparation?.columns ?? [],
      columns: shape?.names ?? names,
      decimal: preparation?.decimal ?? '.',
    })
    const found = table.columns.map(({ name }) => name)
    this.#shape ??= { names: found, delimiter: table.delimiter as string }
    if (before === 0) this.#copied(found)
    return table
  }

  #rows(table: Table): ReadRows {
    const { preparation, inputs } = this.#network
    const features = preparation === null ? this.#plain(table, inputs) : this.#prepared(table, preparation)
    const copied = this.#copied((this.#shape as { names: readonly string[] }).names).map(
      (name) => named(table, name) as Column,
    )
    return { count: table.count, features, copied: (row) => copied.map((column) => String(cellAt(column, row))) }
  }

  #prepared(table: Table, preparation: Preparation): Float32Array {
    const columns = preparation.features.map(({ name }) => named(table, name) ?? this.#missing(name))
    const rows = new Uint32Array(table.count).map((_, row) => row)
    const { features, unknown } = encodeTable(this.#where, preparation, table, columns, rows)
    for (const [name, count] of Object.entries(unknown)) this.unknown[name] = (this.unknown[name] ?? 0) + count
    return features
  }

  /** All columns, or those that were chosen, as they are. */
  #plain(table: Table, inputs: number): Float32Array {
    const { columns: wanted, ignore } = this.#flags
    const columns =
      wanted?.map((name) => named(table, name) ?? this.#missing(name)) ??
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
        const value = Math.fround(column.numbers[row] as number)
        if (!Number.isFinite(value)) {
          const what = `${table.rowName(row)}, ${column.name}`
          throw new RangeError(message(this.#where, what, 'a number', show(cellAt(column, row))))
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

  #missing(name: string, what = this.#file): never {
    const names = this.#shape?.names ?? []
    const expected = `the column ${show(name)}${what === this.#file ? ', which training had' : ''}`
    const list = names.length > 12 ? `${names.slice(0, 12).join(', ')}, ... (${names.length} in all)` : names.join(', ')
    throw new Error(
      message(
        this.#where,
        what,
        expected,
        list,
        didYouMean(name, names) ?? 'if the first row is data, name the columns with --names',
      ),
    )
  }
}

function named({ columns }: Table, name: string): Column | undefined {
  return columns.find((column) => column.name === name)
}
