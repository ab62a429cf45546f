/**
 * What a command trains with where nothing is asked for. Generated data and images keep what they always had. Tables are
 * small, and may have values far from the others: two smaller layers, gradients that are clipped, and a length that
 * follows from the rows. With these the six tables of the tests end in the range of public reports.
 */
import { batchSizeFor, DEFAULT_HIDDEN } from '../../defaults.js'
import type { Dataset } from '../../entry/index.js'

const EPOCHS = 3

export const TABLE = {
  hidden: [64, 64],
  epochs: 20,
  updates: { least: 500, most: 10_000 },
  batchSize: { small: 32, upTo: 4096 },
  weightDecay: 0.001,
  clipNorm: 1,
} as const

/** As --help shows them. */
export const usual = {
  hidden: `${DEFAULT_HIDDEN.join(',')}, for a table ${TABLE.hidden.join(',')}`,
  batchSize: `128, for a table of up to ${TABLE.batchSize.upTo} rows ${TABLE.batchSize.small}`,
  epochs: `${EPOCHS}, for a table ${TABLE.epochs}, or more to make ${TABLE.updates.least} updates`,
  weightDecay: `0, for a table ${TABLE.weightDecay}`,
  clipNorm: `not at all, for a table ${TABLE.clipNorm}`,
} as const

export function hiddenFor(given: readonly number[] | undefined, { preparation }: Dataset): readonly number[] {
  return given ?? (preparation === undefined ? DEFAULT_HIDDEN : TABLE.hidden)
}

/** @throws RangeError unless what was given is a whole number from 1 to the number of rows */
export function batchFor(where: string, given: number | undefined, { preparation, count }: Dataset): number {
  const { small, upTo } = TABLE.batchSize
  const usual = preparation !== undefined && count <= upTo ? Math.min(small, count) : undefined
  return batchSizeFor(where, '--batch-size', given ?? usual, count)
}

export function epochsFor(given: number | undefined, { preparation, count }: Dataset, batchSize: number): number {
  if (given !== undefined) return given
  if (preparation === undefined) return EPOCHS
  const { least, most } = TABLE.updates
  const stepsPerEpoch = Math.ceil(count / batchSize)
  const longest = Math.max(EPOCHS, Math.floor(most / stepsPerEpoch))
  return Math.max(Math.min(TABLE.epochs, longest), Math.ceil(least / stepsPerEpoch))
}

export function weightDecayFor(given: number | undefined, { preparation }: Dataset): number {
  return given ?? (preparation === undefined ? 0 : TABLE.weightDecay)
}

export function clipNormFor(given: number | undefined, { preparation }: Dataset): number | undefined {
  return given ?? (preparation === undefined ? undefined : TABLE.clipNorm)
}
