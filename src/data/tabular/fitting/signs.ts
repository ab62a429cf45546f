/** Signs beside numbers: % is throughout a column or nowhere, and what is read without a sign is said. */
import { message, show } from '../../../check.js'
import { count as grouped, joined } from '../../../words.js'
import type { Profile } from '../preparation/profile.js'
import { cellAt, type Table } from '../table.js'

/**
 * @param next what to do about it
 * @throws RangeError where some numbers have % and others have none: 0.05 and 5 % may mean the same
 */
export function checkPercent(where: string, table: Table, profile: Profile, next: string): void {
  const { column, numbers, percent, firstPercent } = profile
  if (percent === 0 || percent === numbers) return
  const example = `${show(cellAt(column, firstPercent))} (${table.rowName(firstPercent)}) among them`
  const got = `${grouped(percent)} of ${grouped(numbers)} with it, ${example}`
  throw new RangeError(message(where, column.name, '% behind every number or behind none', got, next))
}

/** Behind "numbers" in a note. */
export function signsText({ percent, signs }: Profile): string {
  const unit = percent > 0 ? ' in percent (5 % is 5)' : ''
  if (signs.length === 0) return unit
  return `${unit} read without ${joined(signs)}${signs.length > 1 ? ', AS IF THEY WERE ONE CURRENCY' : ''}`
}
