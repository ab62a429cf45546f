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
import { dropWindow } from '../hits.js'
import type { LoggedCurve } from './log-csv.js'
import type { Replay, ReplayedCurve } from './replay.js'

/** A curve and what its steps count. */
export type MeasuredCurve = ReplayedCurve & { readonly unit: LoggedCurve['unit'] }

export function replayWarnings(
  curves: readonly MeasuredCurve[],
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
      return guardOwnDrop({ name: curve.name, hits, drops: curve.drops, within: windowOf(curve), unit: curve.unit })
    }),
    guardUnequalChances(curves.map(({ name, end, unit }) => ({ name, chances: { length: `${count(end)} ${unit}` } }))),
    guardUnfinishedCycle(curves.flatMap(loggedRates)),
    guardTestChosen(tested.length === 0 ? [] : ['when a target counts as reached']),
    ...rows.map(({ target, curves: all }) =>
      guardOutOfReach({
        target,
        reached: all.some(({ first }) => first !== null),
        best: { name: best.name, accuracy: best.best.accuracy },
      }),
    ),
  ]
  return found.filter((warning) => warning !== undefined)
}

function loggedRates({ name, points }: ReplayedCurve): LoggedRates[] {
  const rates = points.map(({ rate }) => rate ?? Number.NaN)
  if (rates.some(Number.isNaN)) return []
  return [{ name, first: rates[0] as number, highest: Math.max(...rates), last: rates[rates.length - 1] as number }]
}

/** Steps after a drop within which a hit is the drop's doing. */
export function windowOf({ end, looks }: ReplayedCurve): number {
  return dropWindow(end, end / looks)
}
