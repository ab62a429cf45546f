/** `prepareTable`: from the rows that somebody has to datasets that a network can learn from. */
import { message, wrongValue } from '../../../check.js'
import { didYouMean } from '../../../nearest.js'
import { count as grouped, joined, rowsText } from '../../../words.js'
import { createDataset, type Dataset } from '../../dataset.js'
import { drawRows } from '../../split.js'
import { fingerprintOf } from '../fingerprint.js'
import { firstLineNote, headerNext } from '../first-line.js'
import { checkTarget, classAnswers, numberAnswers } from '../preparation/answers.js'
import { classFinder } from '../preparation/class-names.js'
import { missingCells } from '../preparation/encode.js'
import { encodeTable } from '../preparation/encode-table.js'
import { inputsOf, type Preparation, type TargetPreparation } from '../preparation/preparation.js'
import { rawRows } from '../preparation/raw-rows.js'
import { readSource, type TableSource } from '../preparation/read-source.js'
import { encodeRow, names as list } from '../preparation/rows.js'
import { areNumbered, type Column, type Table } from '../table.js'
import { type Decision, decide } from './features.js'
import { checkTableOptions, type TableChoice, type TableOptions } from './options.js'
import { scaleOf } from './scale.js'
import { readTarget, type Target } from './target.js'

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
  Object.assign(rawRows, { encode: encodeRow, checkTarget })
  const choice = checkTableOptions(where, options)
  const sought = typeof choice.target === 'string' ? [choice.target] : []
  const { table, decimal } = readSource(where, source, { ...choice, sought })
  const column = findTarget(where, table, choice)
  checkNamed(where, table, column, choice)

  const target = readTarget(where, table, column, choice, decimal)
  const drawn = drawParts(where, target.rows, choice)
  const { training } = drawn
  const isMissing = missingCells(choice.missing)
  const fitting = { where, table, choice, decimal, target, training, isMissing }
  const decided = table.columns.filter((one) => one !== column).map((one) => decide(fitting, one))
  const decisions = leaveSome(where, decided)

  const features = decisions.flatMap(({ feature }) => feature ?? [])
  const used = features.map(({ name }) => columnNamed(table, name))
  const preparation: Preparation = {
    version: 1,
    columns: table.columns.map(({ name }) => name),
    features,
    target: fitTarget(where, target, training),
    missing: choice.missing,
    decimal,
    source: fingerprintOf([...used, column], target.rows),
  }
  const { dataset, finish } = datasetsOf(where, table, preparation, target, choice.name)
  const parts = {
    training: dataset(training),
    validation: drawn.validation && dataset(drawn.validation),
    test: drawn.test && dataset(drawn.test),
  }
  const notes = [
    sizesNote(drawn, choice),
    ...[firstLineNote(table) ?? []].flat(),
    ...(decimal === ',' ? ["numbers have a decimal comma; decimal: '.' reads 1,234 as one thousand"] : []),
    ...target.notes,
    ...decisions.map(({ note }) => note),
    ...finish(),
    ...(inputsOf(preparation) > training.length ? [wideNote(preparation, training)] : []),
  ]
  return { preparation, ...parts, notes }
}

function findTarget(where: string, table: Table, { target }: TableChoice): Column {
  const { columns } = table
  const names = columns.map(({ name }) => name)
  const index = typeof target === 'number' && target < 0 ? target + names.length : target
  // a number that counts no column may be the name of one, such as a year
  const found = columns[index as number] ?? columns[names.indexOf(String(target))]
  if (found !== undefined) return found
  const unnamed = areNumbered(names) ? 'name the columns in "columns"' : undefined
  const next = headerNext(table) ?? unnamed ?? didYouMean(String(target), names) ?? firstLineNote(table)
  throw wrongValue(where, 'target', `one of the columns ${list(names)}`, target, next)
}

/** A column that an option names must be there: a misspelt one would change nothing. */
function checkNamed(where: string, { columns }: Table, target: Column, { named }: TableChoice): void {
  const names = columns.map(({ name }) => name)
  for (const [option, name] of named) {
    if (!names.includes(name)) {
      throw wrongValue(where, option, `columns among ${list(names)}`, name, didYouMean(name, names))
    }
    if (name === target.name && option === 'features') {
      throw wrongValue(where, option, 'columns other than the target', name, 'leave it out of "features"')
    }
  }
}

interface Drawn {
  readonly training: Uint32Array
  readonly validation: Uint32Array | null
  readonly test: Uint32Array | null
}

/** The test rows are drawn first, so they are the same whatever is held out of the others. */
function drawParts(where: string, rows: Uint32Array, { validation, test, seed }: TableChoice): Drawn {
  const [rest, tested] = draw(where, 'test', rows, test, seed)
  const [training, held] = draw(where, 'validation', rest, validation, seed)
  if (training.length < 2) {
    const got = `${training.length} of ${rowsText(rows.length)} with a target`
    throw new RangeError(message(where, 'source', 'at least two rows to train on', got, 'add rows'))
  }
  return { training, validation: held, test: tested }
}

function draw(where: string, what: string, rows: Uint32Array, share: number, seed: number) {
  if (share === 0) return [rows, null] as const
  if (rows.length < 2) {
    throw new RangeError(message(where, 'source', 'at least two rows with a target', `${rows.length}`, 'add rows'))
  }
  // of a few rows at least one is held out
  const drawn = drawRows(where, what, rows.length, Math.max(share, 1 / rows.length), seed)
  const numbered = (part: Uint32Array) => part.map((index) => rows[index] as number)
  return [numbered(drawn.training), numbered(drawn.validation)] as const
}

/** A table whose columns all look useless has those that may be of use. */
function leaveSome(where: string, decisions: readonly Decision[]): readonly Decision[] {
  if (decisions.some(({ feature }) => feature !== null)) return decisions
  if (decisions.some(({ spare }) => spare !== undefined)) {
    return decisions.map((decision) => {
      const { column, spare, note } = decision
      const why = note.replace(/^.*?: left out, /, '').replace(/; keep: .*$/, '')
      return spare === undefined
        ? decision
        : { column, feature: spare, note: `${column}: used, as no other is left: ${why}` }
    })
  }
  const got = decisions.map(({ note }) => note).slice(0, 5)
  throw new RangeError(message(where, 'source', 'at least one column to learn from', joined(got, '; ') || 'none'))
}

function fitTarget(where: string, { profile, names }: Target, training: Uint32Array): TargetPreparation {
  const { name } = profile.column
  if (names !== null) return { kind: 'classes', name, names }
  const scale = scaleOf(where, name, profile.values, training)
  return { kind: 'numbers', name, ...scale, ...(profile.percent > 0 && { percent: true }) }
}

function datasetsOf(where: string, table: Table, preparation: Preparation, { profile }: Target, name: string) {
  const { target, features } = preparation
  const columns = features.map(({ name }) => columnNamed(table, name))
  const finder = target.kind === 'classes' ? classFinder(where, target.name, target.names) : null
  const unknown = new Map<string, number>()
  const dataset = (rows: Uint32Array): Dataset => {
    const encoded = encodeTable(where, preparation, table, columns, rows)
    for (const [column, count] of Object.entries(encoded.unknown))
      unknown.set(column, count + (unknown.get(column) ?? 0))
    const answers =
      target.kind === 'classes' && finder !== null
        ? { ...classAnswers(target, finder, table, profile, rows), classNames: target.names }
        : numberAnswers(target as Extract<TargetPreparation, { kind: 'numbers' }>, profile, rows)
    return createDataset({ name, inputs: inputsOf(preparation), features: encoded.features, preparation, ...answers })
  }
  const finish = () =>
    [...unknown].map(([column, count]) => `${column}: ${rowsText(count)} held out with a text that training has not`)
  return { dataset, finish }
}

function columnNamed({ columns }: Table, name: string): Column {
  return columns.find((column) => column.name === name) as Column
}

function sizesNote({ training, validation, test }: Drawn, { seed }: TableChoice): string {
  const trained = `${rowsText(training.length)} to train on`
  const held = validation ?? test
  if (held === null) return `${trained}, none held out`
  const both = validation !== null && test !== null
  const size = grouped(held.length)
  const parts = both ? `${size} held out to validate and ${grouped(test.length)} to test,` : `${size} held out`
  return `${trained}, ${parts} by lot (seed ${seed})`
}

function wideNote(preparation: Preparation, training: Uint32Array): string {
  const inputs = `${grouped(inputsOf(preparation))} inputs`
  return `more inputs than rows to train on (${inputs}, ${rowsText(training.length)}): "features" chooses fewer columns`
}
