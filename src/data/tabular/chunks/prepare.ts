/** `prepareTableInChunks`: from a CSV file larger than memory to data that a network can learn from. */

import { checkInteger, checkOptions } from '../../../check.js'
import { count as grouped, rowsText } from '../../../words.js'
import { type ChunkedDataset, ChunkedRows } from '../../chunks/chunked-dataset.js'
import { DEFAULT_CHUNK_ROWS, survey } from '../../chunks/create.js'
import type { Dataset } from '../../dataset.js'
import { answerRows } from '../answer-rows.js'
import { fitTable } from '../fitting/fit-table.js'
import { checkTableOptions, TABLE_OPTIONS, type TableOptions } from '../fitting/options.js'
import { sizesNote } from '../fitting/prepare.js'
import { checkTarget } from '../preparation/answers.js'
import { missingCells } from '../preparation/encode.js'
import type { Preparation } from '../preparation/preparation.js'
import { rawRows } from '../preparation/raw-rows.js'
import { EncodedRows } from './encoded-rows.js'
import { type Sampled, sampleOf } from './sample.js'
import { BlockReader, type CsvStream, checkStream, tablesOf } from './tables.js'

/** Options of `prepareTableInChunks`. */
export interface ChunkedTableOptions extends Omit<TableOptions, 'minimumClassRows'> {
  /** rows to keep in memory, and among which the order of an epoch is drawn; by default 10,000 */
  chunkRows?: number
  /** rows, drawn by lot from all, to which the preparation is fitted and of which some are held out; by default 100,000 */
  sampleRows?: number
}

/** What `prepareTableInChunks` gives. */
export interface PreparedChunks {
  readonly preparation: Preparation
  /** all rows but those held out */
  readonly training: ChunkedDataset
  /** the rows held out, in memory */
  readonly validation: Dataset
  /** those kept for a test, in memory; null unless `test` asks for them */
  readonly test: Dataset | null
  /** what was decided: rows, target, and each other column, a line each */
  readonly notes: readonly string[]
}

const DEFAULT_SAMPLE_ROWS = 100_000

/**
 * As `prepareTable`, of CSV that is read in chunks, anew for this and for every epoch.
 *
 *     const file = () => createReadStream('big.csv')
 *     const { training, validation, notes } = await prepareTableInChunks(file, { target: 'price' })
 *
 * A first pass counts the rows and draws a sample of them by lot. From the sample come means, medians, what each column is,
 * and the rows held out, whose number `validation` and `test` give as shares of the sample. Texts and classes are those of
 * all rows: a row that holds one that the sample has not is looked at as well, unless its column has more than 1,000 of
 * them, or 65,536 where it is the target or was asked for by name. Where the sample is all rows, everything is as
 * `prepareTable` has it. The decimal mark is told from the first rows.
 *
 * @param source opens the CSV anew at every call: bytes or text in pieces, as from `createReadStream` or the body of a fetch
 * @returns with `validation: 0` the validation part is null
 * @throws TypeError, RangeError as `prepareTable`, and while rows are read; Error where reading breaks off, with that as its
 *   cause: the message names the line
 */
export function prepareTableInChunks(
  source: CsvStream,
  options: ChunkedTableOptions & { validation: 0 },
): Promise<Omit<PreparedChunks, 'validation'> & { readonly validation: null }>
/** Makes data of a stream of CSV, as above. */
export function prepareTableInChunks(source: CsvStream, options: ChunkedTableOptions): Promise<PreparedChunks>
export async function prepareTableInChunks(
  source: CsvStream,
  options: ChunkedTableOptions,
): Promise<Omit<PreparedChunks, 'validation'> & { readonly validation: Dataset | null }> {
  const where = 'prepareTableInChunks'
  Object.assign(rawRows, { answer: answerRows, checkTarget })
  checkStream(where, source)
  // a class of few rows in the sample may have many in all
  const known = TABLE_OPTIONS.filter((name) => name !== 'minimumClassRows')
  checkOptions(where, options, [...known, 'chunkRows', 'sampleRows'])
  const { chunkRows = DEFAULT_CHUNK_ROWS, sampleRows = DEFAULT_SAMPLE_ROWS, ...others } = options
  checkInteger(where, 'chunkRows', chunkRows, 1)
  checkInteger(where, 'sampleRows', sampleRows, 2)
  const choice = checkTableOptions(where, others)
  const sought = typeof choice.target === 'string' ? [choice.target] : []
  const { header, delimiter, columns } = choice
  const reader = (decimal = choice.decimal) => new BlockReader(where, { header, delimiter, columns, sought }, decimal)
  const blocks = reader()
  const sampled = await sampleOf(where, tablesOf(where, source, blocks), () => blocks.decimal, choice, sampleRows)
  const { preparation, target, drawn, dataset, notes } = fitTable(
    where,
    sampled.table,
    blocks.decimal,
    choice,
    sampled.drawn,
  )
  const validation = drawn.validation && dataset(drawn.validation)
  const test = drawn.test && dataset(drawn.test)
  const held = [...(drawn.validation ?? []), ...(drawn.test ?? [])]
    .map((row) => sampled.places[row] as number)
    .sort((a, b) => a - b)
  const pieces = () =>
    new EncodedRows({
      where,
      tables: () => tablesOf(where, source, reader(blocks.decimal)),
      preparation,
      here: preparation,
      isMissing: missingCells(choice.missingTargets),
      name: choice.name,
      held,
      assumed: false,
    })
  const count = sampled.targets - held.length
  const first = await survey(where, 'source', pieces, chunkRows, count)
  const classRows = classRowsOf(sampled, target.names, [validation, test])
  const training = new ChunkedRows(where, 'source', { ...first, classRows }, pieces)
  const [sizes, ...rest] = notes(sizesNote(count, drawn, choice), count)
  return {
    preparation,
    training,
    validation,
    test,
    notes: [sizes as string, ...sampleNotes(sampled, preparation), ...rest],
  }
}

/** Rows of each class among those to train on. */
function classRowsOf(
  { classRows }: Sampled,
  names: readonly string[] | null,
  held: readonly (Dataset | null)[],
): number[] | null {
  if (classRows === null || names === null) return null
  const counts = names.map((name) => classRows.get(name) ?? 0)
  for (const part of held) for (const label of part?.labels ?? []) counts[label] = (counts[label] as number) - 1
  return counts
}

function sampleNotes({ drawn, rows, table, open }: Sampled, { features }: Preparation): string[] {
  if (drawn === undefined) return []
  const more = table.count - drawn
  const others = more === 0 ? '' : `, and ${grouped(more)} more for what stands in them alone`
  const columns = features.filter(({ kind, name }) => kind === 'category' && open.has(name))
  return [
    `prepared by ${rowsText(drawn)} drawn by lot from ${grouped(rows)}${others}: what is counted below is counted there`,
    ...columns.map(
      ({ name }) => `${name}: it has many texts; those that no row looked at has are read as none of these`,
    ),
  ]
}
