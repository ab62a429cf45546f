/** The option that says how many threads compute a network. */
import { checkInteger, wrongType } from '../../check.js'

/** How many threads compute a network. */
export interface ThreadsOption {
  /** a number, or 'auto' for as many as are fastest here, found by timing real steps; by default 1. Any number gives the same bits */
  threads?: number | 'auto'
}

/** @throws TypeError, RangeError for anything but a whole number from 1 to 64, or auto */
export function checkThreads(where: string, what: string, threads: unknown): number | 'auto' {
  if (threads === 'auto') return threads
  if (typeof threads !== 'number') throw wrongType(where, what, "a whole number from 1 to 64, or 'auto'", threads)
  return checkInteger(where, what, threads, 1, 64)
}
