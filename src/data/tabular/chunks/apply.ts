/** `applyPreparationInChunks`: new rows of a CSV file larger than memory, as the training rows were prepared. */

import { checkInteger, checkOneOf, checkOptions, checkText } from '../../../check.js'
import { type ChunkedDataset, ChunkedRows } from '../../chunks/chunked-dataset.js'
import { DEFAULT_CHUNK_ROWS, survey } from '../../chunks/create.js'
import { answerRows } from '../answer-rows.js'
import { checkDelimiter, checkHeader, checkNames } from '../csv-options.js'
import { DECIMALS } from '../fitting/options.js'
import { checkTarget } from '../preparation/answers.js'
import { type ApplyOptions, checkGiven } from '../preparation/apply.js'
import { MISSING } from '../preparation/cells.js'
import { withDecimal } from '../preparation/decimals.js'
import { missingCells } from '../preparation/encode.js'
import type { Preparation } from '../preparation/preparation.js'
import { rawRows } from '../preparation/raw-rows.js'
import { EncodedRows } from './encoded-rows.js'
import { BlockReader, type CsvStream, checkStream, tablesOf } from './tables.js'

/** Options of `applyPreparationInChunks`. */
export interface ChunkedApplyOptions extends ApplyOptions {
  /** rows to keep in memory; by default 10,000 */
  chunkRows?: number
}

/** Rows that are read in chunks, with what a reader should know of them. */
export interface AppliedChunks extends ChunkedDataset {
  /** rows left out, texts that training did not have, classes spelled in another way: a line each */
  readonly notes: readonly string[]
  /** by column, rows with a text that training did not have */
  readonly unknown: Readonly<Record<string, number>>
}

/**
 * As `applyPreparation`, of CSV that is read in chunks: for `evaluateInChunks`, or to train on. A first pass reads and checks
 * all rows.
 *
 * @param source opens the CSV anew at every call, as for `prepareTableInChunks`
 * @throws as that and `applyPreparation`, here and while rows are read
 */
export async function applyPreparationInChunks(
  preparation: Preparation,
  source: CsvStream,
  options: ChunkedApplyOptions = {},
): Promise<AppliedChunks> {
  const where = 'applyPreparationInChunks'
  Object.assign(rawRows, { answer: answerRows, checkTarget })
  checkGiven(where, preparation)
  checkStream(where, source)
  checkOptions(where, options, ['columns', 'header', 'delimiter', 'decimal', 'name', 'chunkRows'])
  const { name = 'table', chunkRows = DEFAULT_CHUNK_ROWS } = options
  checkText(where, 'name', name)
  checkInteger(where, 'chunkRows', chunkRows, 1)
  const decimal = checkOneOf(where, 'decimal', options.decimal ?? preparation.decimal, DECIMALS)
  const chosen = {
    columns: checkNames(where, 'columns', options.columns),
    header: checkHeader(where, options.header ?? 'auto'),
    delimiter: checkDelimiter(where, options.delimiter),
    sought: preparation.columns,
  }
  const pieces = () =>
    new EncodedRows({
      where,
      tables: () => tablesOf(where, source, new BlockReader(where, chosen, decimal)),
      preparation,
      here: withDecimal(preparation, decimal),
      isMissing: missingCells(MISSING),
      name,
      held: [],
      assumed: options.decimal === undefined,
    })
  const pass = pieces()
  const found = await survey(where, 'source', () => pass, chunkRows, undefined)
  const { notes, unknown } = pass
  return Object.assign(new ChunkedRows(where, 'source', found, pieces), { notes, unknown })
}
