/** Which guards have something against a replay. */

import { count, joined } from '../../words.js'
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
import type { Methods } from './arrivals.js'
import { dropWindowOf } from './drops.js'
import type { Replay, ReplayedCurve } from './result.js'

export function replayWarnings(
  methods: Methods,
  unit: Replay['unit'],
  subject: string,
  rows: Replay['targets'],
  level: number,
): Warning[] {
  const curves = [...methods.values()].flat()
  const best = curves.reduce((a, b) => (b.best.accuracy > a.best.accuracy ? b : a))
  const tested = curves.filter(({ measuredOn }) => measuredOn === 'test')
  const found = [
    guardFewSeeds(Math.min(...[...methods.values()].map(({ length }) => length)), level),
    ...[...methods].map(([method, runs]) => (method === subject ? null : ownDrop(method, runs, rows, unit))),
    guardUnequalChances(
      [...methods].map(([name, runs]) => ({ name, chances: { length: `${lengths(runs)} ${unit}` } })),
    ),
    guardUnfinishedCycle(curves.flatMap(loggedRates)),
    guardTestChosen(tested.length === 0 ? [] : ['the moment at which a target counts as reached']),
    ...rows.map(({ target, curves: all, methods: summed }) =>
      guardOutOfReach({
        target,
        reached: summed?.some(({ first }) => first.median !== null) ?? all.some(({ first }) => first !== null),
        best: { name: best.name, value: best.best.accuracy },
      }),
    ),
  ]
  return found.filter((warning) => warning !== null)
}

/** One warning for a method; of several runs the first for which it holds, and how many there are. */
function ownDrop(
  method: string,
  runs: readonly ReplayedCurve[],
  rows: Replay['targets'],
  unit: Replay['unit'],
): Warning | null {
  const found = runs.filter((curve) => dropWarning(curve, curve.name, rows, unit) !== null)
  const [first] = found
  if (first === undefined) return null
  const name =
    runs.length === 1 ? first.name : `${first.name}, as ${found.length} of the ${runs.length} runs of ${method},`
  return dropWarning(first, name, rows, unit)
}

function dropWarning(
  curve: ReplayedCurve,
  name: string,
  rows: Replay['targets'],
  unit: Replay['unit'],
): Warning | null {
  const hits = rows.flatMap(({ target, curves }) => {
    const hit = curves.find((other) => other.name === curve.name)
    return hit?.first == null ? [] : [{ target, step: hit.first }]
  })
  return guardOwnDrop({ name, hits, drops: curve.drops, within: dropWindowOf(curve), unit })
}

function lengths(runs: readonly ReplayedCurve[]): string {
  const ends = new Set(runs.map(({ end }) => end))
  return joined([...ends].sort((a, b) => a - b).map(count))
}

function loggedRates({ name, points }: ReplayedCurve): LoggedRates[] {
  const rates = points.map(({ rate }) => rate ?? Number.NaN)
  if (rates.some(Number.isNaN)) return []
  const highest = rates.reduce((a, b) => Math.max(a, b))
  return [{ name, first: rates[0] as number, highest, last: rates[rates.length - 1] as number }]
}
