/** The order in which an epoch visits the rows. */
import { checkInteger, checkSeed, checkTyped } from '../check.js'
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
  return blockOrder(count, seed, epoch, checkTyped(where, 'into', into, count, 'Uint32Array'))
}

/** The same in blocks of rows that follow one another: each keeps its place, and its rows are shuffled. Blocks of one row are not. */
export function blockOrder(block: number, seed: number, epoch: number, into: Uint32Array): Uint32Array {
  for (let row = 0; row < into.length; row++) into[row] = row
  if (block === 1) return into
  for (let index = 0; index * block < into.length; index++) {
    shuffleBlock(into.subarray(index * block, (index + 1) * block), seed, epoch, index)
  }
  return into
}

/** Shuffles the rows of a block. An order that is one block is the order of the epoch. */
export function shuffleBlock(rows: Uint32Array, seed: number, epoch: number, index: number): void {
  stream(seed, index === 0 ? 'shuffle' : `shuffle/${index}`, epoch).shuffle(rows)
}
