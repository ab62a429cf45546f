/**
 * Losses of numbers that are the mean, over rows and outputs, of a function of the distance d = y - t.
 *
 * Plain JS on both engines: d and the gradient f32, flushed as the kernels do, the sum f64, ascending.
 */
import { flush } from '../core/js/flush.js'
import type { Loss, LossDescription, Pointwise } from './loss.js'

const { fround, max, sqrt } = Math

export function pointwiseLoss(name: string, pointwise: Pointwise, description?: LossDescription): Loss {
  const { term, slope } = pointwise
  return {
    name,
    ...(description && { description }),
    pointwise,
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
        sum += term(distance)
        f32[(dy >>> 2) + i] = flush(fround(slope(distance) * share))
      }
      return sum
    },
    answer() {},
    // no less than that of the best one, as long as the term is concave over the square of the distance
    constant: (mean, square) =>
      mean.reduce((sum, m, o) => sum + term(sqrt(max(0, (square[o] as number) - m * m))), 0) / mean.length,
  }
}
