/**
 * Mean squared error: numbers.
 *
 *     loss = mean over rows and outputs of (y - t)^2
 */
import type { Loss } from './loss.js'

export const meanSquaredError: Loss = {
  name: 'meanSquaredError',
  takes: 'targets',
  logits: false,
  threshold: 0.5,
  terms: (rows, outputs) => rows * outputs,
  gradient: ({ core, y, dy, targets }, rows, outputs) => core.kernels.meanSquaredError(dy, y, targets, rows * outputs),
  answer() {},
  constant: (mean, square) =>
    mean.reduce((sum, m, o) => sum + Math.max(0, (square[o] as number) - m * m), 0) / mean.length,
}
