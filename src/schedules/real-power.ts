/**
 * x^y for x >= 0 as exp(y log x): within 1 + 2 |y log x| units in the last place, so at worst some ten where a schedule has
 * fallen to e^-5. The two functions under it are within 1.
 */
import { exp, log } from '../math/exponential.js'

export function realPower(x: number, y: number): number {
  // of 0 too: its logarithm is -Infinity, whose products go to 0 and Infinity
  if (y === 0) return 1
  return exp(y * log(x))
}
