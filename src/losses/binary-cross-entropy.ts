/**
 * Binary cross-entropy: an independent yes or no for each output, outputs are logits.
 *
 *     p = sigmoid(z)      loss = mean over rows and outputs of -t log p - (1 - t) log(1 - p)
 */
import { activationCode } from '../core/kernels.js'
import { entropyTerm } from './entropy-term.js'
import type { Loss } from './loss.js'

const SIGMOID = activationCode('sigmoid')

export const binaryCrossEntropy: Loss = {
  name: 'binaryCrossEntropy',
  takes: 'targets',
  logits: true,
  threshold: 0,
  isLogLoss: true,
  terms: (rows, outputs) => rows * outputs,
  gradient: ({ core, y, dy, targets }, rows, outputs) =>
    core.kernels.binaryCrossEntropy(dy, y, targets, rows * outputs),
  answer: (core, y, rows, outputs) => core.kernels.activate(y, rows * outputs, SIGMOID),
  constant: (mean) => mean.reduce((sum, p) => sum - (entropyTerm(p) + entropyTerm(1 - p)), 0) / mean.length,
}
