/** --data FILE.csv: a table, prepared for training as its columns ask for. */
import { basename, extname } from 'node:path'
import { type AppliedTable, applyPreparation, type Preparation, prepareTable } from '../../data/tabular/csv.js'
import { readInput } from '../shared/files.js'
import { inFlags, ofFile } from './flags.js'
import type { DataOptions, Parts } from './parts.js'
import { csvOptionsOf, type TableFlags, tableOptionsOf, targetOf } from './table-options.js'

/** Share of the rows that is held out for the test, where no file is. */
const HELD_OUT = 0.2

/** @throws Error that names the file, the line and the column, and the flag that settles it */
export function readTable(where: string, path: string, options: DataOptions): Parts {
  const { seed, test, heldOut = 0 } = options
  const target = targetOf(where, options)
  const chosen = { ...tableOptionsOf(where, options), target, seed, name: nameOf(path), validation: heldOut }
  const source = readInput(where, '--data', path)
  return named(where, path, () => {
    const prepared = prepareTable(source, { ...chosen, test: test === undefined ? HELD_OUT : 0 })
    const { training, validation, preparation } = prepared
    const notes = noted(prepared.notes, options, preparation)
    if (test === undefined) return { training, validation, test: prepared.test, notes }
    const rows = applyTable(where, '--test', test, preparation, options)
    return { training, validation, test: rows, notes: [...notes, ...notesOf(test, rows)] }
  })
}

/** The rows of another file, prepared in the same way. @param option names the file in errors */
export function applyTable(
  where: string,
  option: string,
  path: string,
  preparation: Preparation,
  flags: TableFlags,
): AppliedTable {
  const source = readInput(where, option, path)
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
