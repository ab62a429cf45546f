import { log } from '../math/exponential.js'

/** p log(p), 0 where p is 0 (or, of targets that are not shares, below). */
export function entropyTerm(p: number): number {
  return p > 0 ? p * log(p) : 0
}
