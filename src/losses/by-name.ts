/** The losses of this library, and what a caller may pass as one. */
import { checkOneOf, checkResult, wrongType, wrongValue } from '../check.js'
import { alone } from '../core/alone.js'
import { readOptions } from '../options.js'
import { binaryCrossEntropy } from './binary-cross-entropy.js'
import { huber } from './huber.js'
import { isBuiltIn, type Loss } from './loss.js'
import { meanAbsoluteError } from './mean-absolute-error.js'
import { meanSquaredError } from './mean-squared-error.js'
import { softmaxCrossEntropy } from './softmax-cross-entropy.js'

const losses = { softmaxCrossEntropy, binaryCrossEntropy, meanSquaredError, meanAbsoluteError } as const
/** Those with options; the name alone means the defaults. */
const factories = { huber } as const

/** A built-in loss: softmaxCrossEntropy, binaryCrossEntropy, meanSquaredError, meanAbsoluteError or huber. */
export type LossName = keyof typeof losses | keyof typeof factories

export const lossNames: readonly LossName[] = [
  'softmaxCrossEntropy',
  'binaryCrossEntropy',
  'meanSquaredError',
  'meanAbsoluteError',
  'huber',
]

const METHODS = ['terms', 'gradient', 'answer', 'constant'] as const

/**
 * A loss by its name, by its description, or one of the caller's own.
 *
 * @param own the caller's own losses that a name may mean, as in a file
 * @throws TypeError for another kind of value, RangeError for a name that is not known
 */
export function checkLoss(where: string, loss: unknown, own: readonly Loss[] = []): Loss {
  for (const [i, one] of own.entries()) checkResult(where, `losses[${i}]`, one, 'gradient', 'a loss of your own')
  if (typeof loss === 'string') return named(where, loss, {}, own)
  const given = loss as Partial<Loss> | null | undefined
  if (typeof given !== 'object' || given === null || typeof given.name !== 'string') {
    throw wrongType(where, 'loss', 'a loss or the name of one', loss)
  }
  if (!METHODS.some((method) => method in given)) {
    const { name, ...options } = given
    return named(where, name, options, own)
  }
  for (const method of METHODS) {
    if (typeof given[method] !== 'function') throw wrongType(where, `loss.${method}`, 'a function', given[method])
  }
  checkOneOf(where, 'loss.takes', given.takes, ['labels', 'targets'])
  if (isTaken(given as Loss)) throw wrongValue(where, 'loss.name', 'a name that no built-in loss has', given.name)
  return ownLoss(given as Loss)
}

function ownLoss(loss: Loss): Loss {
  if (!isBuiltIn(loss) && !Object.values<Loss>(losses).includes(loss)) alone.add(loss)
  return loss
}

function named(where: string, name: string, options: object, own: readonly Loss[]): Loss {
  const known = own.find((loss) => loss.name === name)
  if (known !== undefined) return ownLoss(known)
  checkOneOf(where, 'loss', name, [...lossNames, ...own.map((loss) => loss.name)])
  if (name in factories) return factories[name as keyof typeof factories](options)
  readOptions(name, options, {})
  return losses[name as keyof typeof losses]
}

/** A file has only the name of a loss, so one of a caller's own under a built-in name would come back as another. */
function isTaken(loss: Loss): boolean {
  if (loss.name in losses) return losses[loss.name as keyof typeof losses] !== loss
  return loss.name in factories && !isBuiltIn(loss)
}
