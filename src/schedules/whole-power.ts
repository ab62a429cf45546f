/**
 * x^n for whole n >= 0 by repeated squaring: exact where x is a power of two, and at worst about n units in the last
 * place off elsewhere. Halving a rate must be exact, which exp(n log x) is not.
 */
export function wholePower(x: number, n: number): number {
  let result = 1
  for (let square = x, rest = n; rest > 0; square *= square) {
    if (rest % 2 === 1) result *= square
    rest = Math.floor(rest / 2)
  }
  return result
}
