/** A file or stdin, piece by piece. */
import { createReadStream } from 'node:fs'
import { message } from '../../check.js'
import { bytesOf } from '../../data/tabular/chunks/tables.js'
import { readable } from '../files/read.js'
import { reasonOf } from '../files/reason.js'

const STREAM = 'rows that stream come on stdin: --data -'

/** @param path - for stdin */
export async function* bytesFrom(where: string, path: string): AsyncGenerator<Uint8Array> {
  const source: AsyncIterable<Buffer> =
    path === '-' ? process.stdin : readable(where, '--data', path, () => createReadStream(path), STREAM)
  try {
    yield* bytesOf(where, source)
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === undefined) throw error
    const called = path === '-' ? 'stdin' : path
    throw new Error(message(where, '--data', 'a readable file', `${called}: ${reasonOf(error)}`))
  }
}
