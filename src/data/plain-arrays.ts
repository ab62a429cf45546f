/** Plain arrays of numbers as f32: one after the other, or a row each. */
import { message, wrongType, wrongValue } from '../check.js'

/** Numbers one after the other, or a row each. */
export type PlainNumbers = readonly number[] | readonly (readonly number[])[]

export interface FlatNumbers {
  readonly values: Float32Array
  /** numbers in a row; undefined where they were not given in rows */
  readonly width: number | undefined
}

/** @throws TypeError for what is not a number, RangeError for rows of different lengths: row and column are named */
export function flatten(where: string, what: string, given: PlainNumbers): FlatNumbers {
  const [first] = given
  if (!Array.isArray(first)) {
    for (const [i, value] of given.entries()) {
      if (typeof value !== 'number') throw wrongType(where, `${what}[${i}]`, 'a number', value, nextFor(value))
    }
    return { values: Float32Array.from(given as readonly number[]), width: undefined }
  }
  const width = first.length
  if (width === 0) throw wrongValue(where, `${what}[0]`, 'at least one number', first)
  const values = new Float32Array(given.length * width)
  for (const [row, numbers] of given.entries()) {
    if (!Array.isArray(numbers)) throw wrongType(where, `${what}[${row}]`, `an array of ${width} numbers`, numbers)
    if (numbers.length !== width) {
      throw new RangeError(message(where, `${what}[${row}]`, `${width} numbers`, `${numbers.length}`))
    }
    for (const [column, value] of numbers.entries()) {
      if (typeof value !== 'number') {
        throw wrongType(where, `${what}[${row}][${column}]`, 'a number', value, nextFor(value))
      }
      values[row * width + column] = value
    }
  }
  return { values, width }
}

function nextFor(value: unknown): string {
  if (value === null || value === undefined) return 'prepareTable fills what is missing'
  return 'prepareTable reads texts and objects'
}
