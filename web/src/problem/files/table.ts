/** A dataset from a table in CSV, split as `onecycle train --data FILE.csv` splits it. */
import type { Dataset } from 'onecycle'
import { csvRows, prepareTable } from 'onecycle/csv'
import { HELD_OUT } from '../own-places.ts'
import type { ProblemData } from '../problem-data.ts'
import { type GivenFile, stemOf } from './kinds.ts'

/** The names of the columns, in their order, and how many rows there are. @throws RangeError for what is no table */
export function columnsOf({ bytes }: GivenFile): { readonly columns: readonly string[]; readonly inFile: number } {
  const rows = csvRows(bytes)
  return { columns: Object.keys(rows[0] ?? {}), inFile: rows.length }
}

/**
 * @param target the place of the column that is predicted
 * @param seed of the lot by which rows are held out
 * @throws RangeError for a table that cannot be learned from
 */
export function readTable(
  { name, bytes }: GivenFile,
  target: number,
  seed: number,
): ProblemData & { readonly notes: readonly string[] } {
  const chosen = { target, name: stemOf(name), seed, validation: 0, test: HELD_OUT } as const
  const { training, test, notes } = prepareTable(bytes, chosen)
  return { training, validation: test as Dataset, notes }
}
