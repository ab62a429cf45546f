/**
 * The loss of the best constant answer: what a network reaches that has learnt how frequent the classes are, or the mean of
 * the targets, and nothing of the features. A loss that does not get below it has learnt nothing.
 *
 *     softmaxCrossEntropy   -sum_c p_c log(p_c)                           p_c = share of class c
 *     binaryCrossEntropy    mean over outputs of -p log(p) - q log(q)     p = mean of the target, q = 1 - p
 *     meanSquaredError      mean over outputs of the target's variance
 */
import type { Dataset } from '../../data/dataset.js'
import { log } from '../../math/exponential.js'
import type { Loss } from '../../network/loss.js'

/** @param outputs of the network: labels become one target each, or the one target of a single output */
export function constantLoss({ count, labels, targets }: Dataset, loss: Loss, outputs: number): number {
  const sums = new Float64Array(outputs)
  const squares = new Float64Array(outputs)
  for (let row = 0; row < count; row++) {
    if (targets === undefined && outputs > 1) {
      const label = labels[row] as number
      sums[label] = (sums[label] as number) + 1
      squares[label] = (squares[label] as number) + 1
      continue
    }
    for (let o = 0; o < outputs; o++) {
      const value = targets === undefined ? (labels[row] as number) : (targets[row * outputs + o] as number)
      sums[o] = (sums[o] as number) + value
      squares[o] = (squares[o] as number) + value * value
    }
  }
  let total = 0
  for (let o = 0; o < outputs; o++) {
    const mean = (sums[o] as number) / count
    if (loss === 'meanSquaredError') total += Math.max(0, (squares[o] as number) / count - mean * mean)
    else total -= entropyTerm(mean) + (loss === 'binaryCrossEntropy' ? entropyTerm(1 - mean) : 0)
  }
  return loss === 'softmaxCrossEntropy' ? total : total / outputs
}

/** Share of the most frequent class: the accuracy of the best constant answer. */
export function constantAccuracy({ count, labels, classes }: Dataset): number {
  const counts = new Float64Array(Math.max(1, classes))
  for (const label of labels) counts[label] = (counts[label] as number) + 1
  return Math.max(...counts) / count
}

/** p log(p), 0 where p is 0 (or, of targets that are no shares, below). */
function entropyTerm(p: number): number {
  return p > 0 ? p * log(p) : 0
}
