/** The option that says how many threads compute a network. */
import { checkInteger } from '../../check.js'

/** How many threads compute a network. */
export interface ThreadsOption {
  /** a number, or 'auto' for as many as are fastest here, found by timing real steps; by default 1. Any number gives the same bits */
  threads?: number | 'auto'
}

/** @throws TypeError, RangeError for anything but a whole number from 1 to 64, or auto */
export function checkThreads(where: string, what: string, threads: unknown): number | 'auto' {
  return threads === 'auto' ? threads : checkInteger(where, what, threads, 1, 64)
}
