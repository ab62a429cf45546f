/** What the system says of a file, in words. */
import type { Stats } from 'node:fs'
import { constants } from 'node:os'

const WORDS: Readonly<Record<string, string>> = {
  EACCES: 'permission denied',
  EBUSY: 'it is in use',
  EDQUOT: 'the quota of the disk is used up',
  EFBIG: 'it would be larger than a file may be',
  EIO: 'the disk failed',
  EISDIR: 'it is a folder',
  ELOOP: 'its links lead in a circle',
  EMFILE: 'too many files are open',
  ENAMETOOLONG: 'its name is too long',
  ENFILE: 'too many files are open',
  ENODEV: 'there is no such device',
  ENOENT: 'no such file or folder',
  ENOSPC: 'the disk is full',
  ENOTDIR: 'part of the path is not a folder',
  ENXIO: 'nobody reads from it',
  EPERM: 'permission denied',
  EPIPE: 'its reader went away',
  EROFS: 'the disk is read-only',
  ESTALE: 'the network drive lost it',
}

export function reasonOf(error: unknown): string {
  const { code = '', errno, message: text } = error as NodeJS.ErrnoException
  return WORDS[code] ?? WORDS[nameOf(errno)] ?? text
}

/** Node has no name for some, and gives their numbers. */
function nameOf(errno = 0): string {
  return Object.entries(constants.errno).find(([, number]) => number === -errno)?.[0] ?? ''
}

/** What is no regular file, in words; undefined for one that is. */
export function otherThanFile(stats: Stats): string | undefined {
  if (stats.isFile()) return undefined
  if (stats.isDirectory()) return WORDS.EISDIR
  return `it is a ${stats.isFIFO() ? 'pipe' : stats.isSocket() ? 'socket' : 'device'}`
}
