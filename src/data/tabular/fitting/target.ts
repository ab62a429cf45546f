/** The column to predict: whether its values are classes or numbers, and what is done with them. */
import { message, show } from '../../../check.js'
import { count as grouped, joined, rowsText } from '../../../words.js'
import { nameNext } from '../first-line.js'
import type { Cell } from '../preparation/cells.js'
import { alikeNote, sortNames } from '../preparation/class-names.js'
import { missingCells } from '../preparation/encode.js'
import { countCells, type Profile, profileOf } from '../preparation/profile.js'
import type { Column, Table } from '../table.js'
import { missingOption } from './missing-option.js'
import type { TableChoice } from './options.js'
import { checkPercent, signsText } from './signs.js'

export interface Target {
  readonly profile: Profile
  /** the rows that have a target, ascending */
  readonly rows: Uint32Array
  /** names of the classes, in the order of the labels; null for numbers */
  readonly names: readonly string[] | null
  readonly notes: readonly string[]
}

/** Whole numbers with more values than this are numbers to predict, not classes. */
const MOST_CLASSES = 20
/** Classes of whole numbers have at least so many rows on average. */
const ROWS_A_CLASS = 3

/** @throws RangeError for a target that can be neither, or with a single value */
export function readTarget(
  where: string,
  table: Table,
  column: Column,
  choice: TableChoice,
  decimal: '.' | ',',
): Target {
  const { name } = column
  const all = new Uint32Array(table.count).map((_, row) => row)
  let profile = profileOf(column, all, missingCells(choice.missingTargets), decimal)
  let rows = all.filter((row) => profile.cell(row) !== '')
  if (rows.length === 0) throw new RangeError(message(where, name, 'a target in some rows', 'none in any row'))
  const notes: string[] = []
  const missing = table.count - rows.length
  if (missing > 0) notes.push(`${name}: ${rowsText(missing)} without a target left out`)
  profile = { ...profile, missing: 0 }
  const task = choice.task ?? taskOf(where, table, profile, rows)
  if (task === 'numbers') {
    checkNumbers(where, table, profile)
    notes.push(numbersNote(profile, rows, choice))
    return { profile, rows, names: null, notes }
  }
  const counts = countCells(profile, rows) as Map<Cell, number>
  checkClasses(where, profile, counts, rows.length)
  const small = [...counts].filter(([, count]) => count < choice.minimumClassRows).map(([cell]) => cell)
  if (small.length > 0) {
    rows = rows.filter((row) => !small.includes(profile.cell(row)))
    for (const cell of small) counts.delete(cell)
    const fewer = `fewer than ${choice.minimumClassRows} rows`
    notes.push(
      `${name}: ${small.map(String).join(', ')} left out, as ${fewer} have ${small.length > 1 ? 'them' : 'it'}`,
    )
  }
  if (counts.size < 2) {
    const got = counts.size === 1 ? `only ${show(String([...counts.keys()][0]))}` : 'none'
    throw new RangeError(message(where, name, 'at least two classes', got, 'add rows of another class'))
  }
  const sizes = new Map([...counts].map(([cell, count]) => [String(cell), count]))
  const names = sortNames([...sizes.keys()])
  notes.push(...classNotes(name, names, sizes, profile, choice))
  return { profile, rows, names, notes }
}

function taskOf(where: string, table: Table, profile: Profile, rows: Uint32Array): 'classes' | 'numbers' {
  const { column, numbers, words, texts, firstWord } = profile
  if (numbers === 0) return 'classes'
  if (words === 0) {
    const counts = countCells(profile, rows, MOST_CLASSES)
    if (counts === undefined || counts.size * ROWS_A_CLASS > rows.length) return 'numbers'
    return rows.every((row) => Number.isInteger(profile.values[row])) ? 'classes' : 'numbers'
  }
  const names = words === 1 ? nameNext(table, firstWord) : undefined
  if (names === undefined && countCells(profile, rows, MOST_CLASSES) !== undefined) return 'classes'
  const got = `${grouped(numbers)} numbers and ${show(texts[0])} (${table.rowName(firstWord)})`
  const next = `${otherTarget(texts)}, or pass task: 'classes' to take each value as a class`
  throw new RangeError(message(where, column.name, 'numbers alone, or classes', got, names ?? next))
}

function checkNumbers(where: string, table: Table, profile: Profile): void {
  const { column, words, texts, firstWord, values, numbers } = profile
  if (numbers === 0) {
    const got = `words: ${joined(texts.slice(0, 3).map(show), ', ')}${texts.length > 3 ? ', ...' : ''}`
    const next = "choose another target, or leave task: 'numbers' out"
    throw new RangeError(message(where, column.name, 'numbers to predict', got, next))
  }
  if (words > 0) {
    const names = words === 1 ? nameNext(table, firstWord) : undefined
    const what = `${table.rowName(firstWord)}, ${column.name}`
    throw new RangeError(message(where, what, 'a number', show(texts[0]), names ?? otherTarget(texts)))
  }
  checkPercent(where, table, profile, 'write them alike')
  const first = values.find((value) => !Number.isNaN(value))
  if (values.every((value) => Number.isNaN(value) || value === first)) {
    const got = `${first} in all ${numbers} rows`
    throw new RangeError(message(where, column.name, 'different numbers to predict', got, 'choose another target'))
  }
}

/** What to do with a target that holds words among its numbers. */
function otherTarget(words: readonly string[]): string {
  const missing = missingOption(words)
  return missing === undefined ? 'choose another target' : `pass ${missing} to leave such rows out`
}

function checkClasses(where: string, { column }: Profile, counts: ReadonlyMap<Cell, number>, rows: number): void {
  if (counts.size > 65536 || (counts.size > MOST_CLASSES && counts.size * 2 > rows)) {
    const got = `${grouped(counts.size)} different values in ${grouped(rows)} rows`
    const next = "choose another target, or pass task: 'numbers' where it holds numbers"
    throw new RangeError(message(where, column.name, 'classes that several rows share', got, next))
  }
}

function numbersNote(profile: Profile, rows: Uint32Array, { task }: TableChoice): string {
  const { column, values } = profile
  let [low, high] = [Infinity, -Infinity]
  for (const row of rows) {
    const value = values[row] as number
    if (value < low) low = value
    if (value > high) high = value
  }
  const why = task === undefined ? "; task: 'classes' takes each as a class" : ''
  return `${column.name}: target, numbers${signsText(profile)} from ${low} to ${high}, scaled${why}`
}

function classNotes(
  name: string,
  names: readonly string[],
  sizes: ReadonlyMap<string, number>,
  { words }: Profile,
  { task }: TableChoice,
): string[] {
  const shown = names.slice(0, 6).map((one) => `${one} (${grouped(sizes.get(one) as number)})`)
  const more = names.length > shown.length ? `${shown.join(', ')}, ...` : joined(shown)
  const other = task === undefined && words === 0 && names.length > 2 ? "; task: 'numbers' predicts a number" : ''
  const notes = [`${name}: target, ${names.length} classes: ${more}${other}`]
  const single = names.filter((one) => sizes.get(one) === 1)
  if (single.length > 0) {
    const which = `${single.slice(0, 3).join(', ')}${single.length > 3 ? ', ...' : ''}`
    notes.push(`${name}: one row alone for ${which}, too few to learn and to check; minimumClassRows: 2 leaves it out`)
  }
  const alike = alikeNote('classes', names)
  return alike === undefined ? notes : [...notes, `${name}: ${alike}`]
}
