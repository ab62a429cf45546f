/** The column of new rows that a preparation asks for by its name. */
import { message, show } from '../../../check.js'
import { didYouMean } from '../../../nearest.js'
import { headerNext } from '../first-line.js'
import { areNumbered, type Column, type Table } from '../table.js'
import type { Preparation } from './preparation.js'
import { names as list } from './rows.js'

/** @throws RangeError where it is not there: says what was meant, or what to do about it */
export function findColumn(where: string, table: Table, name: string, preparation: Preparation): Column {
  const found = table.columns.find((column) => column.name === name)
  if (found !== undefined) return found
  const names = table.columns.map((column) => column.name)
  const expected = `the column ${show(name)}, which training had`
  throw new RangeError(message(where, 'source', expected, list(names), nextFor(table, names, name, preparation)))
}

function nextFor(table: Table, names: readonly string[], name: string, preparation: Preparation): string {
  const { columns, features, target } = preparation
  const add = 'add it, with empty cells where it is not known'
  if (areNumbered(columns)) return areNumbered(names) ? add : 'training had no header: pass header: false'
  if (areNumbered(names)) return headerNext(table) ?? 'name the columns in "columns"'
  const near = didYouMean(
    name,
    names.filter((other) => !columns.includes(other)),
  )
  if (near !== undefined) return near
  if (!names.some((other) => columns.includes(other))) {
    const reads = `the network reads ${list(features.map((feature) => feature.name))}`
    return `${reads}: pass the one for this table, or name the columns in "columns" if line 1 is data`
  }
  return name === target.name ? 'rows without it can be predicted, not evaluated: network.predict(csvRows(text))' : add
}
