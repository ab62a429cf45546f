/** --data FILE.csv: a table, prepared for training as its columns ask for. */
import { createReadStream } from 'node:fs'
import { basename, extname } from 'node:path'
import { message } from '../../check.js'
import {
  type AppliedTable,
  applyPreparation,
  type Preparation,
  type PreparedTable,
  prepareTable,
  prepareTableInChunks,
} from '../../data/tabular/csv.js'
import type { Dataset } from '../../entry/index.js'
import { readable, readInput } from '../files/read.js'
import { UsageError } from '../shared/usage.js'
import { APPLIED_IN_CHUNKS, IN_CHUNKS, inFlags, ofFile } from './flags.js'
import type { DataOptions, Parts } from './parts.js'
import { csvOptionsOf, type TableFlags, tableOptionsOf, targetOf } from './table-options.js'

/** Share of the rows that is held out for the test, where no file is. */
const HELD_OUT = 0.2

/** @throws Error that names the file, the line and the column, and the flag that settles it */
export function readTable(where: string, path: string, options: DataOptions): Parts {
  const source = readInput(where, '--data', path, IN_CHUNKS)
  return named(where, path, () => {
    const prepared = prepareTable(source, chosenFor(where, path, options))
    return { training: prepared.training, ...partsOf(where, prepared, options) }
  })
}

/** The same of a file whose rows are read in chunks of so many. */
export async function readTableInChunks(
  where: string,
  path: string,
  options: DataOptions,
  chunkRows: number,
): Promise<Parts> {
  if (options.minimumClassRows !== undefined) {
    throw new UsageError(message(where, '--minimum-class-rows', 'all rows in memory', '--chunk-rows as well'))
  }
  try {
    const chosen = { ...chosenFor(where, path, options), chunkRows }
    const prepared = await prepareTableInChunks(
      () => readable(where, '--data', path, () => createReadStream(path)),
      chosen,
    )
    const chunks = prepared.training
    return { training: chunks.first, chunks, ...partsOf(where, prepared, options) }
  } catch (error) {
    throw ofFile(where, basename(path), error)
  }
}

function chosenFor(where: string, path: string, options: DataOptions) {
  const { seed, test, heldOut = 0 } = options
  const held = { validation: heldOut, test: test === undefined ? HELD_OUT : 0 }
  return { ...tableOptionsOf(where, options), ...held, target: targetOf(where, options), seed, name: nameOf(path) }
}

function partsOf(
  where: string,
  prepared: Omit<PreparedTable, 'training' | 'validation'> & { readonly validation: Dataset | null },
  options: DataOptions,
): Omit<Parts, 'training'> {
  const { validation, preparation } = prepared
  const notes = noted(prepared.notes, options, preparation)
  if (options.test === undefined) return { validation, test: prepared.test as Dataset, notes }
  const rows = applyTable(where, '--test', options.test, preparation, options)
  return { validation, test: rows, notes: [...notes, ...notesOf(options.test, rows)] }
}

/** The rows of another file, prepared in the same way. @param option names the file in errors */
export function applyTable(
  where: string,
  option: string,
  path: string,
  preparation: Preparation,
  flags: TableFlags,
): AppliedTable {
  const source = readInput(where, option, path, APPLIED_IN_CHUNKS)
  return named(where, path, () => {
    const rows = applyPreparation(preparation, source, { ...csvOptionsOf(flags), name: nameOf(path) })
    return { ...rows, notes: rows.notes.map(inFlags) }
  })
}

/** The notes on a file beside that of the training rows. */
export function notesOf(path: string, { notes }: AppliedTable): string[] {
  return notes.map((note) => `${basename(path)}: ${note}`)
}

function noted(
  notes: readonly string[],
  { target, label }: TableFlags,
  preparation: Preparation | undefined,
): string[] {
  const said = notes.map(inFlags)
  if (target !== undefined || label !== undefined) return said
  return [`target: ${preparation?.target.name}, the last column; --target chooses another`, ...said]
}

function named<T>(where: string, path: string, read: () => T): T {
  try {
    return read()
  } catch (error) {
    throw ofFile(where, basename(path), error)
  }
}

function nameOf(path: string): string {
  return basename(path, extname(path))
}
