/** Targets, as studies and replays take them. */
import { checkBetween, checkPositive, message, wrongType, wrongValue } from '../check.js'
import type { Score } from '../words.js'
import { byMetric, lowerIsBetter } from './metric.js'

/**
 * Different shares in (0, 1), or positive numbers where lower is better; at least one. Returns them from the easiest to the
 * hardest.
 * @throws TypeError for another kind of value; RangeError for one outside its range, with a hint where it looks like percent
 */
export function checkTargets(where: string, targets: readonly number[], metric?: Score): number[] {
  const lower = lowerIsBetter(metric)
  const wanted = lower ? 'positive number' : 'number in (0, 1)'
  if (!Array.isArray(targets))
    throw wrongType(where, 'targets', `an array of ${lower ? 'positive numbers' : 'numbers in (0, 1)'}`, targets)
  if (targets.length === 0) throw wrongValue(where, 'targets', `at least one ${wanted}`, targets)
  for (const [i, target] of targets.entries()) {
    const what = `targets[${i}]`
    if (lower) {
      checkPositive(where, what, target)
      continue
    }
    if (typeof target === 'number' && target >= 1 && target < 100) {
      const next = `for ${target} % say ${Number((target / 100).toPrecision(12))}`
      throw new RangeError(message(where, what, 'a number in (0, 1)', `${target}`, next))
    }
    checkBetween(where, what, target, 0, 1)
  }
  return [...new Set(targets)].sort(byMetric(metric)).reverse()
}
