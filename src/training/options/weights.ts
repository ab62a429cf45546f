/** What each row of the training data counts: its own weight times that of its class. */
import { message, wrongType, wrongValue } from '../../check.js'
import { balancedWeights } from '../../data/class-weights.js'
import type { Dataset } from '../../data/dataset.js'
import { level, listOf, type Reader } from '../../options.js'

/** `balanced`, a weight for each class in order, or by name; a class that is not named weighs 1 */
export type ClassWeights = 'balanced' | readonly number[] | Readonly<Record<string, number>>

/** As plain JSON: names are resolved. */
export type CheckedClassWeights = 'balanced' | readonly number[]

export function readClassWeights({ classes, classNames }: Dataset): Reader<CheckedClassWeights> {
  return (where, what, value, read) => {
    if (classes === 0) {
      throw new TypeError(message(where, what, 'training data with classes', 'data with targets', 'give rows weights'))
    }
    if (value === 'balanced') return value
    if (Array.isArray(value)) {
      if (value.length !== classes) throw wrongValue(where, what, `${classes} weights, one for each class`, value)
      return listOf(level)(where, what, value, read)
    }
    if (typeof value !== 'object' || value === null) {
      throw wrongType(where, what, '"balanced", weights, or weights by class name', value)
    }
    const names = classNames ?? Array.from({ length: classes }, (_, c) => `${c}`)
    const unknown = Object.keys(value).find((name) => !names.includes(name))
    if (unknown !== undefined) throw wrongValue(where, what, `names of classes (${names.join(', ')})`, unknown)
    return names.map((name) => level(where, `${what}.${name}`, (value as Record<string, unknown>)[name] ?? 1, read))
  }
}

/**
 * [count] f32; undefined where no row has a weight.
 *
 * @throws RangeError where every row weighs 0
 */
export function rowWeights(
  where: string,
  { count, classes, labels, weights }: Dataset,
  classWeights: CheckedClassWeights | undefined,
): Float32Array | undefined {
  if (weights === undefined && classWeights === undefined) return undefined
  const ofClass = classWeights === 'balanced' ? balancedWeights(countClasses(labels, classes)) : classWeights
  const result = Float32Array.from({ length: count }, (_, row) => {
    return (weights?.[row] ?? 1) * (ofClass?.[labels[row] as number] ?? 1)
  })
  if (result.some((weight) => weight > 0)) return result
  throw new RangeError(message(where, 'weights', 'a weight above 0', 'none'))
}

function countClasses(labels: ArrayLike<number>, classes: number): number[] {
  const counts = new Array<number>(classes).fill(0)
  for (let row = 0; row < labels.length; row++) counts[labels[row] as number] = (counts[labels[row] as number] ?? 0) + 1
  return counts
}
