/** A preparation from the rows of a table, and the parts into which they are drawn. */
import { message, wrongValue } from '../../../check.js'
import { didYouMean } from '../../../nearest.js'
import { count as grouped, joined, rowsText } from '../../../words.js'
import type { Dataset } from '../../dataset.js'
import { drawRows } from '../../split.js'
import { fingerprintOf } from '../fingerprint.js'
import { firstLineNote, headerNext } from '../first-line.js'
import { missingCells } from '../preparation/encode.js'
import { inputsOf, type Preparation, type TargetPreparation } from '../preparation/preparation.js'
import { names as list } from '../preparation/rows.js'
import { areNumbered, type Column, type Table } from '../table.js'
import { TableEncoder } from '../table-encoder.js'
import { type Decision, decide } from './features.js'
import type { TableChoice } from './options.js'
import { scaleOf } from './scale.js'
import { readTarget, type Target } from './target.js'

export interface Fitted {
  readonly preparation: Preparation
  readonly target: Target
  readonly drawn: Drawn
  /** The dataset of rows of the table. */
  dataset(rows: Uint32Array): Dataset
  /** What was decided, once the datasets are made; `sizes` says how many rows there are, of which so many to train on. */
  notes(sizes: string, training: number): string[]
}

/**
 * @param sampled where the table is a sample: how many of its first rows were drawn by lot, and may be held out. The others
 *   are there for what stands in them alone
 */
export function fitTable(
  where: string,
  table: Table,
  decimal: '.' | ',',
  choice: TableChoice,
  sampled?: number,
): Fitted {
  const column = findTarget(where, table, choice)
  checkNamed(where, table, column, choice)
  const target = readTarget(where, table, column, choice, decimal)
  const drawn = drawParts(where, target.rows, choice, sampled ?? table.count)
  const { training } = drawn
  const isMissing = missingCells(choice.missing)
  const fitting = { where, table, choice, decimal, target, training, isMissing }
  const decided = table.columns.filter((one) => one !== column).map((one) => decide(fitting, one))
  const decisions = leaveSome(where, decided)

  const features = decisions.flatMap(({ feature }) => feature ?? [])
  const used = features.map(({ name }) => table.columns.find((one) => one.name === name) as Column)
  const preparation: Preparation = {
    version: 1,
    columns: table.columns.map(({ name }) => name),
    features,
    target: fitTarget(where, target, training),
    missing: choice.missing,
    decimal,
    // of a sample it would not tell the rows again
    ...(sampled === undefined && { source: fingerprintOf([...used, column], target.rows) }),
  }
  const encoder = new TableEncoder(where, preparation, choice.name)
  const notes = (sizes: string, rows: number): string[] => [
    sizes,
    ...[firstLineNote(table) ?? []].flat(),
    ...(decimal === ',' ? ["numbers have a decimal comma; decimal: '.' reads 1,234 as one thousand"] : []),
    ...target.notes,
    ...decisions.map(({ note }) => note),
    ...Object.entries(encoder.unknown).map(([name, count]) => {
      return `${name}: ${rowsText(count)} held out with a text that training has not`
    }),
    ...(inputsOf(preparation) > rows ? [wideNote(preparation, rows)] : []),
  ]
  return {
    preparation,
    target,
    drawn,
    dataset: (rows) => encoder.dataset(table, used, target.profile, rows),
    notes,
  }
}

/** The column to predict. @throws RangeError where it is not there */
export function findTarget(where: string, table: Table, { target }: TableChoice): Column {
  const { columns } = table
  const names = columns.map(({ name }) => name)
  const counted = typeof target === 'number' ? columns[target < 0 ? target + columns.length : target] : undefined
  // a number that counts no column may be the name of one, such as a year
  const found = counted ?? columns[names.indexOf(String(target))]
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

/** Rows of the table, by their part. */
export interface Drawn {
  readonly training: Uint32Array
  readonly validation: Uint32Array | null
  readonly test: Uint32Array | null
}

/** The test rows are drawn first, so they are the same whatever is held out of the others. */
function drawParts(where: string, all: Uint32Array, { validation, test, seed }: TableChoice, sampled: number): Drawn {
  const others = all.filter((row) => row >= sampled)
  const rows = others.length === 0 ? all : all.filter((row) => row < sampled)
  const [rest, tested] = draw(where, 'test', rows, test, seed)
  const [drawn, held] = draw(where, 'validation', rest, validation, seed)
  const training = new Uint32Array(drawn.length + others.length)
  training.set(drawn)
  training.set(others, drawn.length)
  if (training.length < 2) {
    const got = `${training.length} of ${rowsText(all.length)} with a target`
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

function wideNote(preparation: Preparation, training: number): string {
  const inputs = `${grouped(inputsOf(preparation))} inputs`
  return `more inputs than rows to train on (${inputs}, ${rowsText(training)}): "features" chooses fewer columns`
}
