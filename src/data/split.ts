/** Splits a dataset by lot into one part to train on and one to validate with. */
import { checkBetween, checkOptions, checkSeed, message } from '../check.js'
import { DEFAULT_HELD_OUT, DEFAULT_SEED } from '../defaults.js'
import { stream } from '../math/random.js'
import { checkDataset, type Dataset, partOf } from './dataset.js'

/** Options of `split`. */
export interface SplitOptions {
  /** whole number from 0: another seed gives another split; default 1 */
  seed?: number
  /** share of the rows that go to validation, strictly between 0 and 1; default 0.1 */
  fraction?: number
}

/**
 * Every row goes to exactly one side: round(fraction count) rows, drawn by lot, to validation and the others to training.
 * Both keep the order that the rows had.
 *
 * @throws RangeError if a side would be empty; TypeError for an unknown option
 */
export function split(dataset: Dataset, options: SplitOptions = {}): { training: Dataset; validation: Dataset } {
  const where = 'split'
  checkOptions(where, options, ['fraction', 'seed'])
  const seed = checkSeed(where, options.seed ?? DEFAULT_SEED)
  const fraction = checkBetween(where, 'fraction', options.fraction ?? DEFAULT_HELD_OUT, 0, 1)
  const { count } = checkDataset(where, 'dataset', dataset)
  const { training, validation } = drawRows(where, 'fraction', count, fraction, seed)
  return { training: partOf(dataset, training), validation: partOf(dataset, validation) }
}

/** The numbers of the rows on either side, ascending. @param what names the fraction in errors */
export function drawRows(
  where: string,
  what: string,
  count: number,
  fraction: number,
  seed: number,
): { training: Uint32Array; validation: Uint32Array } {
  const size = Math.round(fraction * count)
  if (size === 0 || size === count) {
    const sides = `${count - size} training and ${size} validation rows of ${count}`
    throw new RangeError(message(where, what, 'at least one row on either side', `${fraction}, which is ${sides}`))
  }
  const order = stream(seed, 'split').shuffle(new Uint32Array(count).map((_, row) => row))
  const held = new Uint8Array(count)
  for (let i = 0; i < size; i++) held[order[i] as number] = 1
  const training = new Uint32Array(count - size)
  // the shuffled order is used up, so its memory serves
  const validation = order.subarray(0, size)
  for (let row = 0, t = 0, v = 0; row < count; row++) {
    if (held[row] === 1) validation[v++] = row
    else training[t++] = row
  }
  return { training, validation }
}
