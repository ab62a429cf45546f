/** Files that are open, and may have lost their names meanwhile: what was written to them can still be read. */
import { fstatSync, readSync, statSync } from 'node:fs'

const PIECE = 65_536

/** Its first bytes, piece by piece; it must be open for reading as well. */
export function* readOpened(file: number, bytes = fstatSync(file).size): Generator<Uint8Array> {
  for (let at = 0; at < bytes; ) {
    const piece = new Uint8Array(Math.min(PIECE, bytes - at))
    const read = readSync(file, piece, 0, piece.length, at)
    if (read === 0) throw Object.assign(new Error(), { code: 'EIO' })
    at += read
    yield piece.subarray(0, read)
  }
}

/** @throws a system error for a file that was removed or replaced: what is written to it is lost when it is closed */
export function checkNamed(file: number, path: string): void {
  const { nlink, ino } = fstatSync(file)
  // some drives give no number of names
  if (nlink === 0 && statSync(path, { throwIfNoEntry: false })?.ino !== ino) {
    throw Object.assign(new Error(), { code: 'ENOENT' })
  }
}
