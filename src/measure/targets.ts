/** Targets of accuracy, as studies and replays take them. */
import { checkBetween, message, wrongType, wrongValue } from '../check.js'

/**
 * Different shares in (0, 1), at least one. Returns them ascending.
 * @throws TypeError for another kind of value; RangeError for one outside (0, 1), with a hint where it looks like percent
 */
export function checkTargets(where: string, targets: readonly number[]): number[] {
  if (!Array.isArray(targets)) throw wrongType(where, 'targets', 'an array of numbers in (0, 1)', targets)
  if (targets.length === 0) throw wrongValue(where, 'targets', 'at least one number in (0, 1)', targets)
  for (const [i, target] of targets.entries()) {
    const what = `targets[${i}]`
    if (typeof target === 'number' && target >= 1 && target < 100) {
      const next = `for ${target} % say ${Number((target / 100).toPrecision(12))}`
      throw new RangeError(message(where, what, 'a number in (0, 1)', `${target}`, next))
    }
    checkBetween(where, what, target, 0, 1)
  }
  return [...new Set(targets)].sort((a, b) => a - b)
}
