/** `applyPreparation`: the dataset of new rows, as the training rows were prepared. */

import { checkOneOf, checkOptions, checkText, message, wrongType } from '../../../check.js'
import { count as grouped, rowsText } from '../../../words.js'
import type { Dataset } from '../../dataset.js'
import { answerRows } from '../answer-rows.js'
import { checkDelimiter, checkHeader, checkNames } from '../csv-options.js'
import { type Fingerprint, fingerprintOf } from '../fingerprint.js'
import { DECIMALS, type TableOptions } from '../fitting/options.js'
import { inMemory } from '../in-memory.js'
import { TableEncoder } from '../table-encoder.js'
import { checkTarget } from './answers.js'
import { MISSING } from './cells.js'
import { checkPreparation } from './check.js'
import { decimalDoubt, withDecimal } from './decimals.js'
import { missingCells } from './encode.js'
import { findColumn } from './find-column.js'
import type { Preparation } from './preparation.js'
import { profileOf } from './profile.js'
import { rawRows } from './raw-rows.js'
import { readSource, type TableSource } from './read-source.js'

/** Options of `applyPreparation`. */
export type ApplyOptions = Pick<TableOptions, 'columns' | 'header' | 'delimiter' | 'decimal' | 'name'>

/** A dataset of new rows, with what a reader should know of them. */
export interface AppliedTable extends Dataset {
  /** rows left out, texts that training did not have, classes spelled in another way: a line each */
  readonly notes: readonly string[]
  /** by column, rows with a text that training did not have */
  readonly unknown: Readonly<Record<string, number>>
}

/**
 * The dataset of new rows, for `evaluate`: the columns are found by their names, in any order, and others are left alone.
 * Rows without a target are left out. A class that is spelled with a full stop or blanks more is taken for the one that
 * it differs from in nothing else; `notes` says so.
 *
 * @throws TypeError, RangeError for a column that is not there, a class that training did not have, text where a number
 *   belongs: row and column are named
 */
export function applyPreparation(
  preparation: Preparation,
  source: TableSource,
  options: ApplyOptions = {},
): AppliedTable {
  const where = 'applyPreparation'
  Object.assign(rawRows, { answer: answerRows, checkTarget })
  checkGiven(where, preparation)
  checkOptions(where, options, ['columns', 'header', 'delimiter', 'decimal', 'name'])
  return inMemory(where, 'applyPreparationInChunks', () => applied(where, preparation, source, options))
}

function applied(where: string, preparation: Preparation, source: TableSource, options: ApplyOptions): AppliedTable {
  const decimal = checkOneOf(where, 'decimal', options.decimal ?? preparation.decimal, DECIMALS)
  const here = withDecimal(preparation, decimal)
  const { target, features } = here
  const { table } = readSource(where, source, {
    columns: checkNames(where, 'columns', options.columns),
    header: checkHeader(where, options.header ?? 'auto'),
    delimiter: checkDelimiter(where, options.delimiter),
    decimal,
    sought: preparation.columns,
  })
  const columns = features.map(({ name }) => findColumn(where, table, name, preparation))
  const notes: string[] = []
  const doubt = options.decimal === undefined ? decimalDoubt(table, decimal) : undefined
  if (doubt !== undefined) notes.push(doubt)
  const all = new Uint32Array(table.count).map((_, row) => row)
  const answers = findColumn(where, table, target.name, preparation)
  const profile = profileOf(answers, all, missingCells(MISSING), decimal)
  const rows = all.filter((row) => profile.cell(row) !== '')
  if (rows.length < all.length)
    notes.push(`${target.name}: ${rowsText(all.length - rows.length)} without a target left out`)
  if (rows.length === 0) throw new RangeError(message(where, target.name, 'a target in some rows', 'none in any row'))

  notes.push(...sameNote(preparation, fingerprintOf([...columns, answers], rows)))
  const name = checkText(where, 'name', options.name ?? 'table')
  const encoder = new TableEncoder(where, preparation, name, here)
  const dataset = encoder.dataset(table, columns, profile, rows)
  return { ...dataset, notes: [...notes, ...encoder.notes], unknown: encoder.unknown }
}

function sameNote({ source }: Preparation, { rows, sum }: Fingerprint): string[] {
  if (source?.rows !== rows || source.sum !== sum) return []
  return [`THE ROWS THAT TRAINING HAD, all ${grouped(rows)} of them: only other rows tell how well new ones will do`]
}

/** @throws TypeError for what is easily mistaken for a preparation, RangeError for one that is broken */
export function checkGiven(where: string, given: unknown): void {
  const expected = 'what prepareTable gives as preparation'
  if (typeof given !== 'object' || given === null) {
    const next = 'a network has one where it was trained on what prepareTable gives'
    throw wrongType(where, 'preparation', expected, given, next)
  }
  if ('preparation' in given || 'then' in given)
    throw wrongType(where, 'preparation', expected, given, 'pass its preparation')
  checkPreparation(where, given)
}
