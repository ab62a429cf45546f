/** Among which rows the order of an epoch is drawn. */
import { wrongType, wrongValue } from '../../check.js'
import type { Reader } from '../../options.js'

/** Rows of a block: `usual` for true, 1 for false, as many as were given, but no more than there are. */
export function readShuffle(count: number, usual = count): Reader<number> {
  return (where, what, value = true) => {
    if (typeof value === 'boolean') return value ? usual : 1
    const expected = 'true, false or a whole number of rows from 1'
    if (typeof value !== 'number') throw wrongType(where, what, expected, value)
    if (!(Number.isSafeInteger(value) && value >= 1)) throw wrongValue(where, what, expected, value)
    return Math.min(value, count)
  }
}
