/**
 * What a network is trained to make small, always a mean, and what its raw outputs then mean.
 *
 *     softmaxCrossEntropy   one class a row; outputs are logits, mean over the rows
 *     binaryCrossEntropy    independent yes or no for each output, from logits; mean over rows and outputs
 *     meanSquaredError      numbers; mean over rows and outputs
 *
 * Labels become targets where the loss needs them: 1 at the class and 0 elsewhere; a single output takes label 0 or 1.
 */
import type { Core } from '../core/core.js'
import { activationCode } from '../core/kernels.js'
import type { BatchLayout } from './layout.js'

export const losses = ['softmaxCrossEntropy', 'binaryCrossEntropy', 'meanSquaredError'] as const
export type Loss = (typeof losses)[number]

/** Losses that start from logits need a linear last layer. */
export function takesLogits(loss: Loss): boolean {
  return loss !== 'meanSquaredError'
}

/** Writes the gradient of the mean loss to `gradient` and returns the sum that `lossShare` turns into the mean. */
export function lossAndGradient(
  core: Core,
  loss: Loss,
  gradient: number,
  y: number,
  batch: BatchLayout,
  rows: number,
  outputs: number,
): number {
  const { kernels } = core
  if (loss === 'softmaxCrossEntropy')
    return kernels.softmaxCrossEntropy(gradient, y, batch.labels, rows, outputs, batch.work)
  if (loss === 'binaryCrossEntropy') return kernels.binaryCrossEntropy(gradient, y, batch.targets, rows * outputs)
  return kernels.meanSquaredError(gradient, y, batch.targets, rows * outputs)
}

/** How many terms the sum of `lossAndGradient` has: the mean is the sum divided by this. */
export function lossTerms(loss: Loss, rows: number, outputs: number): number {
  return loss === 'softmaxCrossEntropy' ? rows : rows * outputs
}

/** Turns raw outputs in place into what `predict` answers: probabilities for the cross-entropies. */
export function answer(core: Core, loss: Loss, y: number, rows: number, outputs: number): void {
  if (loss === 'softmaxCrossEntropy') core.kernels.softmax(y, y, rows, outputs)
  if (loss === 'binaryCrossEntropy') core.kernels.activate(y, rows * outputs, activationCode('sigmoid'))
}

/** Rows whose prediction is right: largest output, or for a single yes or no the side of `threshold`. */
export function countCorrect(
  core: Core,
  loss: Loss,
  y: number,
  batch: BatchLayout,
  rows: number,
  outputs: number,
): number {
  const { i32 } = core
  let correct = 0
  if (outputs === 1 && loss !== 'softmaxCrossEntropy') {
    const { f32 } = core
    const threshold = loss === 'meanSquaredError' ? 0.5 : 0
    for (let b = 0; b < rows; b++) {
      const positive = (f32[(y >>> 2) + b] as number) > threshold ? 1 : 0
      if (positive === i32[(batch.labels >>> 2) + b]) correct++
    }
    return correct
  }
  core.kernels.argmax(batch.predicted, y, rows, outputs)
  for (let b = 0; b < rows; b++) {
    if (i32[(batch.predicted >>> 2) + b] === i32[(batch.labels >>> 2) + b]) correct++
  }
  return correct
}
