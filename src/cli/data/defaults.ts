/** What a command trains with where nothing is asked for: a table has defaults of its own, which follow from its rows. */
import { batchSizeFor, DEFAULT_BATCH_SIZE, DEFAULT_HIDDEN, tableDefaults } from '../../defaults.js'
import type { Dataset } from '../../entry/index.js'

/** In memory or read in chunks. */
type Rows = Pick<Dataset, 'count' | 'preparation'>

const EPOCHS = 3

/** LeNet, with nothing that bounds its convolutions, diverges at the usual rate; this is what range tests suggest. */
const LENET_PEAK = 0.02

const small = tableDefaults(500)

/** As --help shows them. */
export const usual = {
  hidden: `${DEFAULT_HIDDEN.join(',')}; for a table ${small.hidden.join(',')}`,
  batchSize: `${DEFAULT_BATCH_SIZE}; for a table ${small.batchSize} or more, as it has rows`,
  epochs: `${EPOCHS}; for a table ${tableDefaults(10_000).epochs}, or more if it is small`,
  clipNorm: `not at all; for a table ${small.clipNorm}`,
  peak: `${small.peak} for a table, ${LENET_PEAK} for lenet`,
} as const

export function hiddenFor(given: readonly number[] | undefined, data: Rows): readonly number[] {
  return given ?? forTable(data)?.hidden ?? DEFAULT_HIDDEN
}

/** @throws RangeError unless what was given is a whole number from 1 to the number of rows */
export function batchFor(where: string, given: number | undefined, data: Rows): number {
  return batchSizeFor(where, '--batch-size', given ?? forTable(data)?.batchSize, data.count)
}

export function epochsFor(given: number | undefined, data: Rows): number {
  return given ?? forTable(data)?.epochs ?? EPOCHS
}

export function clipNormFor(given: number | undefined, data: Rows): number | undefined {
  return given ?? forTable(data)?.clipNorm
}

/** The highest rate with stochastic gradient descent; undefined where it is the usual one. */
export function peakFor(data: Rows, network: string | undefined): number | undefined {
  return network === 'lenet' ? LENET_PEAK : forTable(data)?.peak
}

function forTable({ preparation, count }: Rows) {
  return preparation === undefined ? undefined : tableDefaults(count)
}
