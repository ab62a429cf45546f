/**
 * Softmax cross-entropy: one class a row, outputs are logits.
 *
 *     p = softmax(z)      loss = mean over the rows of -log p(label)
 */
import { CROSS_ENTROPY_WORKSPACE } from '../core/kernels.js'
import { entropyTerm } from './entropy-term.js'
import type { Loss } from './loss.js'

export const softmaxCrossEntropy: Loss = {
  name: 'softmaxCrossEntropy',
  takes: 'labels',
  logits: true,
  threshold: null,
  isLogLoss: true,
  terms: (rows) => rows,
  workspace: () => CROSS_ENTROPY_WORKSPACE,
  gradient: ({ core, y, dy, labels, work }, rows, outputs) =>
    core.kernels.softmaxCrossEntropy(dy, y, labels, rows, outputs, work),
  answer: (core, y, rows, outputs) => core.kernels.softmax(y, y, rows, outputs),
  constant: (mean) => mean.reduce((sum, p) => sum - entropyTerm(p), 0),
}
