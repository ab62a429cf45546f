/**
 * The defaults that several folders share, each in this one place. A default of one function alone stands beside it.
 * Results depend on them: another value is another result for everyone who relied on it.
 */
import { checkInteger, message } from './check.js'

/** Of every function and command that takes a seed. */
export const DEFAULT_SEED = 1

/** Learning rate of stochastic gradient descent where nobody has looked for a better one. */
export const DEFAULT_RATE = 0.1

/** Momentum of stochastic gradient descent where no schedule cycles it. */
export const DEFAULT_MOMENTUM = 0.9

/** Momentum where it is cycled against the rate: high at low rates. */
export const CYCLED_MOMENTUM = /* @__PURE__ */ Object.freeze({ high: 0.95, low: 0.85 })

/** Units of the hidden layers of a network that is not described. */
export const DEFAULT_HIDDEN: readonly number[] = /* @__PURE__ */ Object.freeze([128])

export const DEFAULT_ACTIVATION = 'relu'

/** Share of the rows that is held out for validation. */
export const DEFAULT_HELD_OUT = 0.1

/** Rows in a batch, where there are so many. */
export const DEFAULT_BATCH_SIZE = 128

/** How a network for a table is built and trained where nothing else is asked for. */
export interface TableDefaults {
  /** units of the hidden layers */
  readonly hidden: readonly number[]
  readonly batchSize: number
  readonly epochs: number
  /** of 1cycle over stochastic gradient descent */
  readonly peak: number
  /** to which the norm of the gradients is scaled down: a value far from the others does not end the run */
  readonly clipNorm: number
}

/**
 * Found on six real tables of 300 to 50,000 rows: smaller batches for fewer rows, and for a small table as many epochs as
 * make some hundred updates. Three times the peak can kill a network that predicts numbers.
 *
 * @param rows to train on, from 1
 */
export function tableDefaults(rows: number): TableDefaults {
  const batchSize = Math.min(rows, rows < 1000 ? 16 : rows < 10_000 ? 32 : rows < 30_000 ? 64 : 128)
  const epochs = Math.min(200, Math.max(20, Math.ceil(400 / Math.ceil(rows / batchSize))))
  return { hidden: [64, 32], batchSize, epochs, peak: 0.03, clipNorm: 1 }
}

/**
 * The size of a batch: the one that was given, or by default 128 or all rows where there are fewer. Returns it.
 * @param what how the caller names it
 * @throws TypeError, RangeError unless it is a whole number from 1 to the number of rows
 */
export function batchSizeFor(where: string, what: string, given: number | undefined, rows: number): number {
  if (given === undefined) return Math.min(DEFAULT_BATCH_SIZE, rows)
  const size = checkInteger(where, what, given, 1)
  if (size <= rows) return size
  throw new RangeError(message(where, what, `at most the ${rows} rows of the training data`, `${size}`))
}
