/** What becomes of each column that is not the target, and the line that says so. */
import { message, show } from '../../../check.js'
import { count as grouped, rowsText } from '../../../words.js'
import { nameNext } from '../first-line.js'
import type { Cell } from '../preparation/cells.js'
import { alikeNote, sortNames } from '../preparation/class-names.js'
import { dateOrders, daysIn } from '../preparation/dates.js'
import type {
  CategoryFeature,
  DateFeature,
  DateOrder,
  FeaturePreparation,
  NumberFeature,
} from '../preparation/preparation.js'
import { countCells, countDistinct, type Profile, profileOf, sortedValues } from '../preparation/profile.js'
import type { Column, Table } from '../table.js'
import { classLeak, type Leak, numberLeak } from './leaks.js'
import { missingOption } from './missing-option.js'
import type { TableChoice } from './options.js'
import { medianOf, scaleOf } from './scale.js'
import { checkPercent, signsText } from './signs.js'
import type { Target } from './target.js'

export interface Decision {
  readonly column: string
  /** null where the column is left out */
  readonly feature: FeaturePreparation | null
  /** what it would be if it were not left out, where that makes sense */
  readonly spare?: FeaturePreparation
  readonly note: string
}

export interface Fitting {
  readonly where: string
  readonly table: Table
  readonly choice: TableChoice
  readonly decimal: '.' | ','
  readonly target: Target
  /** the rows to learn from, ascending */
  readonly training: Uint32Array
  isMissing(cell: Cell): boolean
}

/** Different texts up to which a column of text gets an input for each. */
const MOST_VALUES = 64
/** Different numbers up to which a column that also has words is one of names. */
const MOST_MIXED = 20
/** Rows below which a column of different values need not be an identifier. */
const FEWEST_ROWS = 10

export function decide(fitting: Fitting, column: Column): Decision {
  const { choice, target, isMissing, decimal } = fitting
  const { name } = column
  if (choice.ignore.includes(name)) return { column: name, feature: null, note: `${name}: left out, as asked` }
  if (choice.features !== undefined && !choice.features.includes(name)) {
    return { column: name, feature: null, note: `${name}: left out, not among "features"` }
  }
  const profile = profileOf(column, target.rows, isMissing, decimal)
  const out = (why: string): Decision => ({ column: name, feature: null, note: `${name}: left out, ${why}` })
  const kept = choice.keep.includes(name)
  if (profile.numbers + profile.words === 0) return out('it has no values')
  const decision = decideKind(fitting, profile, kept, out)
  if (decision.feature === null || kept) return decision
  const leak = leakOf(fitting, profile)
  if (leak === null) return decision
  const uses = `keep: [${show(name)}] uses it`
  if (leak === 'same') {
    const note = `${name}: left out, it gives ${target.profile.column.name} away: one says the other; ${uses}`
    return { column: name, feature: null, spare: decision.feature, note }
  }
  const doubt = `IT ALONE TELLS ${target.profile.column.name}: will new rows have it? if not, ignore: [${show(name)}]`
  return { ...decision, note: `${decision.note}; ${doubt}` }
}

function leakOf({ target, choice }: Fitting, profile: Profile): Leak {
  const { rows, names } = target
  if (names === null) return numberLeak(profile, rows, target.profile.values)
  if (choice.categories.includes(profile.column.name) || profile.numbers === 0 || profile.words === 0) {
    return classLeak(profile, rows, target.profile.cell)
  }
  return null
}

function decideKind(fitting: Fitting, profile: Profile, kept: boolean, out: (why: string) => Decision): Decision {
  const { choice, where, table, target } = fitting
  const { numbers, words, texts, firstWord } = profile
  const { name } = profile.column
  if (choice.categories.includes(name)) return decideText(fitting, profile, true, out)
  if (words === 0) return decideNumber(fitting, profile, kept, out)
  if (numbers === 0) {
    const order = choice.dateOrder(name)
    if (order !== undefined && order !== 'any') {
      const wrong = texts.find((text) => Number.isNaN(daysIn(text, order)))
      if (wrong !== undefined) throw new RangeError(message(where, name, `dates in the order ${order}`, show(wrong)))
    }
    const orders = dateOrders(texts)
    if (orders.length > 0) return decideDate(fitting, profile, order, orders, out)
    return decideText(fitting, profile, kept, out)
  }
  const names = words === 1 ? nameNext(table, firstWord) : undefined
  if (names === undefined && (kept || countCells(profile, target.rows, MOST_MIXED) !== undefined)) {
    return decideText(fitting, profile, kept, out)
  }
  const got = `${grouped(numbers)} numbers and ${show(texts[0])} (${table.rowName(firstWord)})`
  const others = words > 1 ? ` and ${grouped(words - 1)} more` : ''
  const missing = missingOption(texts)
  const or = missing === undefined ? '' : `${missing} if ${words === 1 ? 'it stands' : 'they stand'} for no value, or `
  const next = `pass ${or}ignore: [${show(name)}]`
  throw new RangeError(message(where, name, 'numbers or words in a column', `${got}${others}`, names ?? next))
}

function decideNumber(fitting: Fitting, profile: Profile, kept: boolean, out: (why: string) => Decision): Decision {
  const { name } = profile.column
  const sorted = sortedValues(profile, fitting.training)
  const distinct = countDistinct(sorted)
  if (distinct < 2) return out(`all its values are the same: ${sorted[0] ?? 'missing'}`)
  checkPercent(fitting.where, fitting.table, profile, `write them alike, or pass ignore: [${show(name)}]`)
  const { feature, filled } = fitNumber(fitting, profile, profile.values, sorted)
  if (!kept && looksLikeNumbering(profile, sorted, distinct, fitting.target.rows)) {
    const why = `it looks like a numbering of the rows; keep: [${show(name)}] uses it`
    return { ...out(why), spare: feature }
  }
  const note = `${name}: numbers${signsText(profile)}, ${grouped(distinct)} values${filled}, scaled`
  return { column: name, feature, note }
}

function fitNumber(
  fitting: Fitting,
  { column, missing, percent }: Profile,
  values: Float64Array,
  sorted: Float64Array,
): { feature: NumberFeature; filled: string } {
  const { where, choice, training } = fitting
  const { name } = column
  const rule = choice.fill(name)
  const fill = rule === 'median' ? medianOf(sorted) : rule
  const indicator = choice.indicator(name) && sorted.length < training.length
  const scale = scaleOf(where, name, values, training)
  const feature: NumberFeature = {
    kind: 'number',
    name,
    ...scale,
    fill,
    indicator,
    ...(percent > 0 && { percent: true }),
  }
  // without the noise of a sum of two: 1594.68, not 1594.6799999999998
  const said = `, filled with ${Number(fill.toPrecision(12))}${rule === 'median' ? ' (the median)' : ''}`
  return {
    feature,
    filled: missing === 0 ? '' : `${missingText(missing, fitting)}${said}${indicator ? ' and marked' : ''}`,
  }
}

/** Counted in all rows that have a target, as a reader finds them in the file. */
function missingText(missing: number, { target }: Fitting): string {
  return missing === 0 ? '' : `, missing in ${grouped(missing)} of ${rowsText(target.rows.length)}`
}

/** Whole numbers, all different: counted up from 0 or 1, in any order, or under the name of an identifier. */
function looksLikeNumbering(profile: Profile, sorted: Float64Array, distinct: number, rows: Uint32Array): boolean {
  if (rows.length < FEWEST_ROWS || profile.missing > 0 || distinct < sorted.length) return false
  if (!sorted.every(Number.isInteger)) return false
  const [low, high] = [sorted[0] as number, sorted[sorted.length - 1] as number]
  return (
    (low >= 0 && high <= rows.length) || /(?:^|[\W_])(?:id|index|key|row|nr|no)$|[a-z]I[Dd]$/i.test(profile.column.name)
  )
}

function decideDate(
  fitting: Fitting,
  profile: Profile,
  order: DateOrder | 'any' | undefined,
  orders: readonly DateOrder[],
  out: (why: string) => Decision,
): Decision {
  const { where, training } = fitting
  const { name } = profile.column
  const example = profile.texts[0] as string
  if (order === undefined) return out(`it holds dates; dates: [${show(name)}] uses them as days`)
  if (order === 'any' && orders.length > 1) {
    const next = `pass dates: { ${show(name)}: 'dmy' } or 'mdy'`
    throw new RangeError(message(where, name, 'dates of one order', `${show(example)}, which can be two dates`, next))
  }
  const chosen = order === 'any' ? (orders[0] as DateOrder) : order
  const values = new Float64Array(profile.values.length).fill(Number.NaN)
  for (const row of fitting.target.rows) {
    const cell = profile.cell(row)
    if (cell !== '') values[row] = daysIn(cell as string, chosen)
  }
  const sorted = sortedValues({ ...profile, values }, training)
  if (countDistinct(sorted) < 2) return out('all its dates are the same')
  const { feature, filled } = fitNumber(fitting, profile, values, sorted)
  const date: DateFeature = { ...feature, kind: 'date', order: chosen }
  return { column: name, feature: date, note: `${name}: dates as days${filled}, scaled` }
}

function decideText(fitting: Fitting, profile: Profile, kept: boolean, out: (why: string) => Decision): Decision {
  const { target, training } = fitting
  const { name } = profile.column
  const counts = countCells(profile, training) as Map<Cell, number>
  const distinct = counts.size
  if (distinct === 0) return out('it has no values in the rows to train on')
  const known = target.rows.length - profile.missing
  if (distinct === 1 && known === target.rows.length)
    return out(`all its values are the same: ${[...counts.keys()][0]}`)
  if (!kept) {
    const uses = `keep: [${show(name)}] uses it`
    if (
      target.rows.length >= FEWEST_ROWS &&
      distinct > FEWEST_ROWS &&
      distinct > (0.9 * (known * training.length)) / target.rows.length
    ) {
      return out(`it looks like an identifier: ${grouped(distinct)} different texts; ${uses}`)
    }
    if (distinct > MOST_VALUES) return out(`it has too many different texts: ${grouped(distinct)}; ${uses}`)
  }
  const feature: CategoryFeature = { kind: 'category', name, values: sortNames([...counts.keys()].map(String)) }
  const missing = missingText(profile.missing, fitting)
  const alike = alikeNote('values', feature.values)
  const note = `${name}: text, ${distinct} values${missing}, an input for each${alike === undefined ? '' : `; ${alike}`}`
  return { column: name, feature, note }
}
