/** A file or stdin, piece by piece. */
import { createReadStream } from 'node:fs'
import { message } from '../../check.js'
import { bytesOf } from '../../data/tabular/chunks/tables.js'
import { reasonOf } from '../shared/files.js'

/** @param path - for stdin */
export async function* bytesFrom(where: string, path: string): AsyncGenerator<Uint8Array> {
  const source: AsyncIterable<Buffer> = path === '-' ? process.stdin : createReadStream(path)
  try {
    yield* bytesOf(where, source)
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === undefined) throw error
    const called = path === '-' ? 'stdin' : path
    throw new Error(message(where, '--data', 'a readable file', `${called}: ${reasonOf(error)}`))
  }
}
