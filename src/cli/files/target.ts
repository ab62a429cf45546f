/** What stands behind the path of an output: a file that is replaced, or a stream that is written to. */
import {
  accessSync,
  constants,
  fstatSync,
  lstatSync,
  openSync,
  readlinkSync,
  realpathSync,
  type Stats,
  statSync,
} from 'node:fs'
import { basename, dirname, join, resolve } from 'node:path'
import { otherThanFile } from './reason.js'
import { tryPlace } from './replace.js'
import { removeLeftovers } from './temporary.js'

export type Target = { readonly file: string } | { readonly stream: number }

/** As many as Linux follows. */
const MOST_LINKS = 40

/**
 * Proves that the target can be written before there is anything to write. A pipe is held open from here on, as its reader
 * sees it end when the last writer goes.
 *
 * @param kept whether it is written more than once, or read: then only a file will do
 * @throws a system error, or one whose message is the reason
 */
export function openTarget(path: string, kept: boolean): Target {
  const stats = statSync(path, { throwIfNoEntry: false })
  const other = stats && otherThanFile(stats)
  const own = stats && [1, 2].find((stream) => isSame(stats, stream))
  if (stats !== undefined && (kept || stats.isDirectory() || stats.isBlockDevice()) && other !== undefined) {
    throw new Error(other)
  }
  if (own !== undefined && !kept) return { stream: own }
  // without a reader a pipe would wait for one
  if (other !== undefined) return { stream: openSync(path, constants.O_WRONLY | (constants.O_NONBLOCK ?? 0)) }
  const file = stats === undefined ? behindLinks(path) : realpathSync(path)
  if (stats !== undefined) accessSync(file, constants.W_OK)
  removeLeftovers(dirname(file))
  tryPlace(file)
  return { file }
}

/** What stdout or stderr goes to: a file that is replaced would lose what is printed. */
function isSame({ dev, ino }: Stats, stream: number): boolean {
  try {
    const own = fstatSync(stream)
    return own.dev === dev && own.ino === ino
  } catch {
    return false
  }
}

/** Where a link leads though nothing is there yet: the file comes to stand at its end. */
function behindLinks(path: string): string {
  let file = resolve(path)
  for (let links = 0; links < MOST_LINKS; links++) {
    if (lstatSync(file, { throwIfNoEntry: false })?.isSymbolicLink() !== true) return file
    const folder = realpathSync(dirname(file))
    file = resolve(folder, readlinkSync(join(folder, basename(file))))
  }
  throw Object.assign(new Error(), { code: 'ELOOP' })
}
