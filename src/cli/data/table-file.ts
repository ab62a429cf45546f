/** Which files are tables: told by their names. */
import { extname } from 'node:path'
import { message } from '../../check.js'
import { UsageError } from '../shared/usage.js'

const TABLES = ['.csv', '.tsv', '.tab', '.txt', '.data', '.dat']

export function isTable(path: string): boolean {
  return TABLES.includes(extname(path).toLowerCase())
}

/** @throws UsageError for a file of another kind */
export function checkTable(where: string, path: string, expected: string): void {
  if (isTable(path)) return
  throw new UsageError(message(where, '--data', expected, path, 'save a sheet as CSV, and name a table .csv or .txt'))
}
