/** Among which rows the order of an epoch is drawn. */
import { checkInteger } from '../../check.js'
import type { Reader } from '../../options.js'

/** Rows of a block: `usual` for true, 1 for false, as many as were given, but no more than there are. */
export function readShuffle(count: number, usual = count): Reader<number> {
  return (where, what, value = true) =>
    typeof value === 'boolean' ? (value ? usual : 1) : Math.min(checkInteger(where, what, value, 1), count)
}
