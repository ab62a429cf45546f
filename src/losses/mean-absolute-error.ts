/**
 * Mean absolute error: numbers, and a median where the mean squared error learns a mean.
 *
 *     loss = mean over rows and outputs of |y - t|      gradient 0 where y = t
 *
 * Plain JS on both engines: differences and gradient f32, the sum f64, ascending.
 */
import type { Loss } from './loss.js'

const { abs, fround } = Math

export const meanAbsoluteError: Loss = {
  name: 'meanAbsoluteError',
  takes: 'targets',
  logits: false,
  threshold: 0.5,
  terms: (rows, outputs) => rows * outputs,
  gradient({ core, y, dy, targets }, rows, outputs) {
    const { f32 } = core
    const terms = rows * outputs
    const share = fround(1 / terms)
    let sum = 0
    for (let i = 0; i < terms; i++) {
      const distance = fround((f32[(y >>> 2) + i] as number) - (f32[(targets >>> 2) + i] as number))
      sum += abs(distance)
      // not by Math.sign, so that what is not a number stays so
      f32[(dy >>> 2) + i] = distance > 0 ? share : distance < 0 ? -share : distance * 0
    }
    return sum
  },
  answer() {},
  // the deviation, which is no less
  constant: (mean, square) =>
    mean.reduce((sum, m, o) => sum + Math.sqrt(Math.max(0, (square[o] as number) - m * m)), 0) / mean.length,
  constantOf(values) {
    const median = values.slice().sort()[values.length >>> 1] as number
    return values.reduce((sum, value) => sum + abs(value - median), 0) / values.length
  },
}
