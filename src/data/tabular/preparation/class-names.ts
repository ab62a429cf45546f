/** The names of classes: their order, and which one a text means. */
import { message, show } from '../../../check.js'
import { didYouMean } from '../../../nearest.js'
import { placesOf } from './encode.js'
import { names as list } from './rows.js'

/** As numbers if all are whole numbers, otherwise (and among equal numbers) by code unit. */
export function sortNames(names: string[]): string[] {
  const whole = names.every((name) => /^[+-]?\d+$/.test(name))
  return names.sort((a, b) => (whole ? Number(a) - Number(b) : 0) || (a < b ? -1 : 1))
}

/** A name without a full stop at its end and with single blanks: what two files may spell in two ways. */
export function plainName(name: string): string {
  return name.replace(/\s+/g, ' ').replace(/[\s.]+$/, '')
}

/** A line on names that people may mean to be the same; undefined where there are none. */
export function alikeNote(what: string, names: readonly string[]): string | undefined {
  const first = new Map<string, string>()
  for (const name of names) {
    const plain = plainName(name).toLowerCase()
    const before = first.get(plain)
    if (before !== undefined) {
      const two = `${show(before)} and ${show(name)}`
      return `some ${what} differ by capitals, blanks or a full stop alone (${two}): spell them alike if they are the same`
    }
    first.set(plain, name)
  }
  return undefined
}

export interface ClassFinder {
  /** the class that a text names @throws RangeError, naming the row, for one that is not there */
  find(row: string, text: string): number
  /** other spellings that were taken for a class, with the class */
  readonly respelled: ReadonlyMap<string, string>
}

export function classFinder(where: string, column: string, names: readonly string[]): ClassFinder {
  const exact = placesOf(names)
  const plain = new Map<string, number | undefined>()
  for (const [index, name] of names.entries()) {
    // a spelling that fits two classes fits none
    plain.set(plainName(name), plain.has(plainName(name)) ? undefined : index)
  }
  const respelled = new Map<string, string>()
  const find = (row: string, text: string): number => {
    const place = exact(text)
    if (place !== undefined) return place
    const near = plain.get(plainName(text))
    if (near === undefined) {
      const next = didYouMean(text, names) ?? 'leave such rows out, or train on rows of that class'
      throw new RangeError(message(where, `${row}, ${column}`, `one of the classes ${list(names)}`, show(text), next))
    }
    respelled.set(text, names[near] as string)
    return near
  }
  return { find, respelled }
}
