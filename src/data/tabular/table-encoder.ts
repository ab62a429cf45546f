/** Rows of tables as datasets, all by one preparation. */
import { message, show } from '../../check.js'
import { rowsText } from '../../words.js'
import { createDataset } from '../create-dataset.js'
import type { Dataset } from '../dataset.js'
import { classAnswers, numberAnswers } from './preparation/answers.js'
import { type ClassFinder, classFinder } from './preparation/class-names.js'
import { decimalNext } from './preparation/decimals.js'
import { encodeTable } from './preparation/encode-table.js'
import { type ClassTarget, inputsOf, type Preparation } from './preparation/preparation.js'
import type { Profile } from './preparation/profile.js'
import { WITHOUT_PERCENT } from './preparation/rows.js'
import type { Column, Table } from './table.js'

export class TableEncoder {
  /** by column, rows with a text that the preparation does not know, of all datasets so far */
  readonly unknown: Record<string, number> = {}
  readonly #where: string
  readonly #preparation: Preparation
  readonly #here: Preparation
  readonly #name: string
  readonly #finder: ClassFinder | null

  /**
   * @param name of the datasets
   * @param here the preparation for the decimal mark of the tables
   */
  constructor(where: string, preparation: Preparation, name: string, here = preparation) {
    this.#where = where
    this.#preparation = preparation
    this.#here = here
    this.#name = name
    this.#finder = here.target.kind === 'classes' ? classFinder(where, here.target.name, here.target.names) : null
  }

  /** Texts that training did not have and classes spelled in another way, a line each. */
  get notes(): string[] {
    const { name } = this.#here.target
    const unknown = Object.entries(this.unknown).map(([column, count]) => {
      return `${column}: ${rowsText(count)} with a text that training did not have, read as none of those it had`
    })
    const respelled = [...(this.#finder?.respelled ?? [])].map(([text, known]) => {
      return `${name}: ${show(text)} is taken for ${show(known)}`
    })
    return [...unknown, ...respelled]
  }

  /**
   * @param columns in the order of the features
   * @param profile of the target
   * @throws TypeError, RangeError for a cell that is not what it should be: row and column are named
   */
  dataset(table: Table, columns: readonly Column[], profile: Profile, rows: Uint32Array): Dataset {
    const where = this.#where
    const preparation = this.#preparation
    const { target } = this.#here
    const { features, unknown } = encodeTable(where, this.#here, table, columns, rows)
    for (const [column, count] of Object.entries(unknown)) this.unknown[column] = (this.unknown[column] ?? 0) + count
    const parts = { name: this.#name, inputs: inputsOf(preparation), features, preparation }
    if (target.kind === 'classes') {
      const answers = classAnswers(target, this.#finder as ClassFinder, table, profile, rows)
      const classNames = (preparation.target as ClassTarget).names
      return createDataset({ ...parts, ...answers, classNames })
    }
    if (profile.words > 0) {
      const what = `${table.rowName(profile.firstWord)}, ${target.name}`
      const next = decimalNext(profile.texts[0] as string, this.#here.decimal) ?? 'correct it or leave the row out'
      throw new RangeError(message(where, what, 'a number', show(profile.texts[0]), next))
    }
    if (profile.percent > 0 && !target.percent) {
      const row = profile.firstPercent
      throw new RangeError(
        message(where, `${table.rowName(row)}, ${target.name}`, WITHOUT_PERCENT, show(profile.cell(row))),
      )
    }
    return createDataset({ ...parts, ...numberAnswers(target, profile, rows) })
  }
}
