/** The loss of a network from what its maker gave. */
import { binaryCrossEntropy } from './binary-cross-entropy.js'
import { isBuiltIn, type Loss } from './loss.js'
import { meanSquaredError } from './mean-squared-error.js'
import { softmaxCrossEntropy } from './softmax-cross-entropy.js'

const common: Readonly<Record<string, Loss>> = { softmaxCrossEntropy, binaryCrossEntropy, meanSquaredError }

/**
 * The common names and what a function of this library gave are served here; for all else the module of all losses is loaded,
 * which makes, checks or refuses it.
 *
 * @param own the caller's own losses that a name may mean, as in a file
 * @throws TypeError, RangeError as `checkLoss`
 */
export async function lossFrom(where: string, given: unknown, own: readonly Loss[] = []): Promise<Loss> {
  if (isBuiltIn(given)) return given
  const loss = own.length === 0 && typeof given === 'string' && Object.hasOwn(common, given) ? common[given] : undefined
  return loss ?? (await import('./seldom.js')).checkLoss(where, given, own)
}
