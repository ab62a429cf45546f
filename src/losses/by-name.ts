/** The losses of this library, and what a caller may pass as one. */
import { checkOneOf, wrongType } from '../check.js'
import { binaryCrossEntropy } from './binary-cross-entropy.js'
import type { Loss } from './loss.js'
import { meanSquaredError } from './mean-squared-error.js'
import { softmaxCrossEntropy } from './softmax-cross-entropy.js'

const losses = { softmaxCrossEntropy, binaryCrossEntropy, meanSquaredError } as const

export type LossName = keyof typeof losses

export const lossNames = Object.keys(losses) as readonly LossName[]

const METHODS = ['terms', 'gradient', 'answer', 'constant'] as const

/**
 * A loss by its name, or one of the caller's own.
 *
 * @param own the caller's own losses that a name may mean, as in a file
 * @throws TypeError for another kind of value, RangeError for a name that is not known
 */
export function checkLoss(where: string, loss: unknown, own: readonly Loss[] = []): Loss {
  if (typeof loss === 'string') {
    const named = own.find(({ name }) => name === loss)
    return named ?? losses[checkOneOf(where, 'loss', loss, [...lossNames, ...own.map(({ name }) => name)]) as LossName]
  }
  const given = loss as Partial<Loss> | null | undefined
  if (typeof given !== 'object' || given === null || typeof given.name !== 'string') {
    throw wrongType(where, 'loss', 'the name of a loss, or an object with a name', loss)
  }
  for (const method of METHODS) {
    if (typeof given[method] !== 'function') throw wrongType(where, `loss.${method}`, 'a function', given[method])
  }
  checkOneOf(where, 'loss.takes', given.takes, ['labels', 'targets'])
  return given as Loss
}
