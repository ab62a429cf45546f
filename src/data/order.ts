/** The order in which an epoch visits the rows. */
import { checkInteger, checkSeed, message, wrongType } from '../check.js'
import { stream } from '../math/random.js'

/**
 * Fills `into` with 0 .. count - 1 in the order of this epoch, every order equally likely. It depends on the three numbers
 * alone, so a run that resumes at an epoch visits the rows as the run that was never stopped. Allocates no array.
 *
 * @param count rows, from 1
 * @param seed  whole number from 0
 * @param epoch whole number from 0
 * @param into  [count] out
 * @returns `into`
 * @throws RangeError if `into` is not of length `count`; TypeError if it is no Uint32Array
 */
export function epochOrder(count: number, seed: number, epoch: number, into: Uint32Array): Uint32Array {
  const where = 'epochOrder'
  checkInteger(where, 'count', count, 1)
  checkSeed(where, seed)
  checkInteger(where, 'epoch', epoch, 0)
  if (!(into instanceof Uint32Array)) throw wrongType(where, 'into', 'Uint32Array', into)
  if (into.length !== count) {
    throw new RangeError(message(where, 'into', `Uint32Array of length ${count}`, `length ${into.length}`))
  }
  for (let row = 0; row < count; row++) into[row] = row
  return stream(seed, 'shuffle', epoch).shuffle(into)
}
