/**
 * Files that come in. All of them are read whole or more than once, so only a regular file will do: a device may have no
 * end, and a pipe no beginning. Rows that stream come on stdin, to `predict --data -`.
 */
import { readFileSync, statSync } from 'node:fs'
import { message } from '../../check.js'
import { count } from '../../words.js'
import { otherThanFile, reasonOf } from './reason.js'

/** @throws a system error, or one whose message is the reason */
export function checkRegular(path: string): void {
  const other = otherThanFile(statSync(path))
  if (other !== undefined) throw new Error(other)
}

/** Bytes that Node reads at once. */
const MOST = 2 ** 31 - 1

/**
 * @param larger what to do with a file that is too large to be read at once
 * @throws Error naming the option and the path where the file cannot be read
 */
export function readInput(where: string, option: string, path: string, larger = 'split it'): Uint8Array {
  return readable(where, option, path, () => {
    const { size } = statSync(path)
    if (size > MOST)
      throw new Error(`it has ${count(size)} bytes, and at most ${count(MOST)} are read at once; ${larger}`)
    const { buffer, byteOffset, length } = readFileSync(path)
    return new Uint8Array(buffer, byteOffset, length)
  })
}

/** What `read` makes of a file. @throws as `readInput` */
export function readable<T>(where: string, option: string, path: string, read: () => T, next?: string): T {
  try {
    checkRegular(path)
    return read()
  } catch (error) {
    throw new Error(message(where, option, 'a readable file', `${path}: ${reasonOf(error)}`, next))
  }
}
