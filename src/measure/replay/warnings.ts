/** Which guards have something against a replay. */

import { count } from '../../words.js'
import {
  guardFewSeeds,
  guardOutOfReach,
  guardOwnDrop,
  guardTestChosen,
  guardUnequalChances,
  guardUnfinishedCycle,
  type LoggedRates,
  type Warning,
} from '../guards.js'
import { dropWindowOf } from './drops.js'
import type { Replay, ReplayedCurve } from './result.js'

export function replayWarnings(
  curves: readonly ReplayedCurve[],
  unit: Replay['unit'],
  subject: string,
  rows: Replay['targets'],
  level: number,
): Warning[] {
  const others = curves.filter(({ name }) => name !== subject)
  const best = curves.reduce((a, b) => (b.best.accuracy > a.best.accuracy ? b : a))
  const tested = curves.filter(({ measuredOn }) => measuredOn === 'test')
  const found = [
    guardFewSeeds(1, level),
    ...others.map((curve) => {
      const hits = rows.flatMap(({ target, curves: all }) => {
        const hit = all.find(({ name }) => name === curve.name)
        return hit?.first == null ? [] : [{ target, step: hit.first }]
      })
      return guardOwnDrop({ name: curve.name, hits, drops: curve.drops, within: dropWindowOf(curve), unit })
    }),
    guardUnequalChances(curves.map(({ name, end }) => ({ name, chances: { length: `${count(end)} ${unit}` } }))),
    guardUnfinishedCycle(curves.flatMap(loggedRates)),
    guardTestChosen(tested.length === 0 ? [] : ['the moment at which a target counts as reached']),
    ...rows.map(({ target, curves: all }) =>
      guardOutOfReach({
        target,
        reached: all.some(({ first }) => first !== null),
        best: { name: best.name, value: best.best.accuracy },
      }),
    ),
  ]
  return found.filter((warning) => warning !== null)
}

function loggedRates({ name, points }: ReplayedCurve): LoggedRates[] {
  const rates = points.map(({ rate }) => rate ?? Number.NaN)
  if (rates.some(Number.isNaN)) return []
  return [{ name, first: rates[0] as number, highest: Math.max(...rates), last: rates[rates.length - 1] as number }]
}
