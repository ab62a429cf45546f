/**
 * The loss of the best constant answer: what a network reaches that has learnt how frequent the classes are, or the mean of
 * the targets, and nothing of the features. A loss that does not get below it has learnt nothing.
 */
import type { Dataset } from '../../data/dataset.js'
import type { Loss, Pointwise } from '../../losses/loss.js'

/** @param outputs of the network: labels become one target each, or the one target of a single output */
export function constantLoss(dataset: Dataset, loss: Loss, outputs: number): number {
  if (loss.pointwise === undefined) return fromMoments(dataset, loss, outputs)
  let sum = 0
  for (let o = 0; o < outputs; o++) sum += leastMean(targetsOf(dataset, o, outputs), loss.pointwise)
  return sum / outputs
}

/** The mean term at the best constant answer, where the sum of the slopes changes its sign: found by halving. */
function leastMean(targets: Float64Array, { term, slope }: Pointwise): number {
  const over = (answer: number, of: (distance: number) => number) =>
    targets.reduce((sum, target) => sum + of(answer - target), 0)
  let low = targets.reduce((a, b) => Math.min(a, b), Infinity)
  let high = targets.reduce((a, b) => Math.max(a, b), -Infinity)
  for (let halvings = 0; halvings < 64; halvings++) {
    const middle = low + (high - low) / 2
    if (over(middle, slope) < 0) low = middle
    else high = middle
  }
  return over(high, term) / targets.length
}

function targetsOf({ count, labels, targets }: Dataset, o: number, outputs: number): Float64Array {
  return Float64Array.from({ length: count }, (_, row) => {
    if (targets !== undefined) return targets[row * outputs + o] as number
    if (outputs === 1) return labels[row] as number
    return labels[row] === o ? 1 : 0
  })
}

function fromMoments({ count, labels, targets }: Dataset, loss: Loss, outputs: number): number {
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
  const average = (sum: number) => sum / count
  return loss.constant(sums.map(average), squares.map(average))
}

/** Share of the most frequent class: the accuracy of the best constant answer. */
export function constantAccuracy({ count, labels, classes }: Dataset): number {
  const counts = new Float64Array(Math.max(1, classes))
  for (const label of labels) counts[label] = (counts[label] as number) + 1
  return Math.max(...counts) / count
}
