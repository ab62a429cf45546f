/** A file or stdin as text, piece by piece: UTF-8, or UTF-16 where a byte-order mark says so. */
import { createReadStream } from 'node:fs'
import { message } from '../../check.js'
import { reasonOf } from '../shared/files.js'

/** @param path - for stdin */
export async function* textFrom(where: string, path: string): AsyncGenerator<string> {
  const source: AsyncIterable<Buffer> = path === '-' ? process.stdin : createReadStream(path)
  const called = path === '-' ? 'stdin' : path
  let decoder: TextDecoder | undefined
  const decode = (bytes?: Buffer): string => {
    try {
      return decoder?.decode(bytes, { stream: bytes !== undefined }) ?? ''
    } catch {
      throw new Error(message(where, called, 'text in UTF-8', 'bytes in another encoding', 'save it as UTF-8'))
    }
  }
  try {
    for await (const bytes of source) {
      decoder ??= new TextDecoder(encodingOf(bytes), { fatal: true })
      yield decode(bytes)
    }
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === undefined) throw error
    throw new Error(message(where, '--data', 'a readable file', `${called}: ${reasonOf(error)}`))
  }
  yield decode()
}

function encodingOf([first, second]: Buffer): string {
  if (first === 0xff && second === 0xfe) return 'utf-16le'
  return first === 0xfe && second === 0xff ? 'utf-16be' : 'utf-8'
}
