/** `prepareTable`: from the rows that somebody has to datasets that a network can learn from. */

import { count as grouped, rowsText } from '../../../words.js'
import type { Dataset } from '../../dataset.js'
import { answerRows } from '../answer-rows.js'
import { inMemory } from '../in-memory.js'
import { checkTarget } from '../preparation/answers.js'
import type { Preparation } from '../preparation/preparation.js'
import { rawRows } from '../preparation/raw-rows.js'
import { readSource, type TableSource } from '../preparation/read-source.js'
import { type Drawn, fitTable } from './fit-table.js'
import { checkTableOptions, type TableChoice, type TableOptions } from './options.js'

/** What `prepareTable` gives. */
export interface PreparedTable {
  readonly preparation: Preparation
  readonly training: Dataset
  /** the rows held out */
  readonly validation: Dataset
  /** those kept for a test; null unless `test` asks for them */
  readonly test: Dataset | null
  /** what was decided: rows, target, and each other column, a line each */
  readonly notes: readonly string[]
}

/**
 * Makes datasets of a table: numbers scaled to mean 0 and deviation 1, missing ones filled, text and booleans as an input
 * for each value, classes named, numeric targets scaled. All that is worked out from values comes from the training rows
 * alone; which columns are numbers, text or dates, and which classes there are, from all rows. A network that is trained
 * on the result keeps the preparation, so `predict` takes raw rows.
 *
 *     const { training, validation, notes } = prepareTable(csv, { target: 'species' })
 *
 * Left out, unless `keep` names them: columns that number or identify the rows, that never change, whose texts are too
 * many, and that say the same as the target. `notes` says so. The rows held out are drawn by lot, those of a test first.
 *
 * @param source CSV text, the bytes of a CSV file (UTF-8, or UTF-16 with its mark), objects, or arrays with `columns`
 * @returns with `validation: 0` the validation part is null
 * @throws TypeError for an unknown option or the wrong kind of value; RangeError for a table that cannot be learned from as
 *   it is: the message names the row or column and the option that settles it
 */
export function prepareTable(
  source: TableSource,
  options: TableOptions & { validation: 0 },
): Omit<PreparedTable, 'validation'> & { readonly validation: null }
/** Makes datasets of a table, as above. */
export function prepareTable(
  source: TableSource,
  options: TableOptions & { test: number },
): PreparedTable & { readonly test: Dataset }
/** Makes datasets of a table, as above. */
export function prepareTable(source: TableSource, options: TableOptions): PreparedTable
export function prepareTable(
  source: TableSource,
  options: TableOptions,
): Omit<PreparedTable, 'validation'> & { readonly validation: Dataset | null } {
  const where = 'prepareTable'
  Object.assign(rawRows, { answer: answerRows, checkTarget })
  const choice = checkTableOptions(where, options)
  return inMemory(where, 'prepareTableInChunks', () => prepared(where, source, choice))
}

function prepared(
  where: string,
  source: TableSource,
  choice: TableChoice,
): Omit<PreparedTable, 'validation'> & { readonly validation: Dataset | null } {
  const sought = typeof choice.target === 'string' ? [choice.target] : []
  const { table, decimal } = readSource(where, source, { ...choice, sought })
  const { preparation, drawn, dataset, notes } = fitTable(where, table, decimal, choice)
  const { training, validation, test } = drawn
  const parts = {
    training: dataset(training),
    validation: validation && dataset(validation),
    test: test && dataset(test),
  }
  return { preparation, ...parts, notes: notes(sizesNote(training.length, drawn, choice), training.length) }
}

/** How many rows there are of each part. */
export function sizesNote(training: number, { validation, test }: Drawn, { seed }: TableChoice): string {
  const trained = `${rowsText(training)} to train on`
  const held = validation ?? test
  if (held === null) return `${trained}, none held out`
  const both = validation !== null && test !== null
  const size = grouped(held.length)
  const parts = both ? `${size} held out to validate and ${grouped(test.length)} to test,` : `${size} held out`
  return `${trained}, ${parts} by lot (seed ${seed})`
}
