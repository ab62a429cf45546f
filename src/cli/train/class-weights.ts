/** --class-weights: what the rows of each class count in training. */
import { message, show } from '../../check.js'
import type { Dataset } from '../../entry/index.js'
import { type CheckedClassWeights, type ClassWeights, readClassWeights } from '../../training/options/weights.js'
import { decimalIn } from '../../words.js'
import { asUsage, UsageError } from '../shared/usage.js'

/** "balanced", or "yes=2,no=1". A name may have = in it; its weight stands behind the last one. */
export function classWeights(where: string): (text: string) => ClassWeights {
  return (text) => {
    if (text === 'balanced') return text
    const pairs = text.split(',').map((part) => {
      const [, name, weight] = /^\s*(.+)=\s*([^=\s]+)\s*$/.exec(part) ?? []
      const value = decimalIn(weight ?? '')
      if (name === undefined || Number.isNaN(value)) {
        throw new UsageError(message(where, '--class-weights', 'balanced, or CLASS=NUMBER,...', show(text)))
      }
      return [name.trim(), value] as const
    })
    return Object.fromEntries(pairs)
  }
}

/** The weights, once it is known which classes there are. @throws UsageError for a class that is not there */
export function checkClassWeights(
  where: string,
  given: ClassWeights | undefined,
  data: Dataset,
): CheckedClassWeights | undefined {
  if (given === undefined) return undefined
  if (data.classes === 0) {
    throw new UsageError(message(where, '--class-weights', 'a target of classes', 'numbers to predict'))
  }
  return asUsage(() => readClassWeights(data)(where, '--class-weights', given, {}))
}
