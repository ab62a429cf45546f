/** When curves arrive at a target, and how much sooner those of the subject do. */
import { dropBefore, firstHit, sustainedHit } from '../hits.js'
import { type Estimate, estimateCost, finite, type SpeedUp, speedUpOf } from '../statistics/estimate.js'
import { median, medianInterval } from '../statistics/median.js'
import { type SeenCost, shownCost, unpairedRatio } from '../statistics/unpaired.js'
import { dropWindowOf } from './drops.js'
import type { ReplayedCurve, ReplayedHit, ReplayedMethod, ReplayedTarget } from './result.js'

/** The runs of each method. */
export type Methods = ReadonlyMap<string, readonly ReplayedCurve[]>

/** `firstHit` or `sustainedHit`. */
type Hit = typeof firstHit

/** The method that is the first, in its median, at the highest target that any reaches; else the first of all. */
export function fastest(methods: Methods, targets: readonly number[]): string {
  const names = [...methods.keys()]
  for (const target of [...targets].reverse()) {
    const middles = [...methods.values()].map((runs) => median(runs.map(({ points }) => firstHit(points, target))))
    const least = Math.min(...middles)
    if (least < Infinity) return names[middles.indexOf(least)] as string
  }
  return names[0] as string
}

/** What each curve has to do with a target, in the order of the methods, and each method where some have several runs. */
export function arrivalsAt(methods: Methods, subject: string, target: number, level: number): ReplayedTarget {
  const several = [...methods.values()].some(({ length }) => length > 1)
  const over = (name: string, hit: Hit): SpeedUp | null =>
    name === subject ? null : speedUp(runsOf(methods, name), runsOf(methods, subject), hit, target, level)
  const curves = [...methods].flatMap(([method, runs]) =>
    runs.map((curve): ReplayedHit => {
      const first = firstHit(curve.points, target)
      return {
        name: curve.name,
        first: finite(first),
        sustained: finite(sustainedHit(curve.points, target)),
        follows: dropBefore(first, curve.drops, dropWindowOf(curve)) ?? null,
        speedUp: several ? null : over(method, firstHit),
        sustainedSpeedUp: several ? null : over(method, sustainedHit),
      }
    }),
  )
  if (!several) return { target, curves }
  const follows = new Set(curves.filter((curve) => curve.follows !== null).map(({ name }) => name))
  return {
    target,
    curves,
    methods: [...methods].map(
      ([name, runs]): ReplayedMethod => ({
        name,
        first: timeOf(runs, firstHit, target, level),
        sustained: timeOf(runs, sustainedHit, target, level),
        followsDrop: runs.filter((curve) => follows.has(curve.name)).length,
        speedUp: over(name, firstHit),
        sustainedSpeedUp: over(name, sustainedHit),
      }),
    ),
  }
}

function runsOf(methods: Methods, name: string): readonly ReplayedCurve[] {
  return methods.get(name) as readonly ReplayedCurve[]
}

/** What a log shows: it was at the target at some look, and not at the one before. */
function seen({ points, end }: ReplayedCurve, hit: Hit, target: number): SeenCost {
  const by = hit(points, target)
  if (by === Infinity) return { after: end, by }
  return { after: points[points.findIndex(({ step }) => step === by) - 1]?.step ?? 0, by }
}

function speedUp(
  baseline: readonly ReplayedCurve[],
  subject: readonly ReplayedCurve[],
  hit: Hit,
  target: number,
  level: number,
): SpeedUp | null {
  const [over, under] = [baseline, subject].map((runs) => runs.map((curve) => seen(curve, hit, target)))
  // from the start on: there is no ratio to a time of 0
  if ([...(over as SeenCost[]), ...(under as SeenCost[])].some(({ by }) => by === 0)) return null
  const ratio = unpairedRatio(over as SeenCost[], under as SeenCost[], level)
  return speedUpOf(ratio, Math.min(baseline.length, subject.length), level)
}

/** Logs may end at different steps: a miss is taken as early as it can have been where a bound is to be a lower one. */
function timeOf(runs: readonly ReplayedCurve[], hit: Hit, target: number, level: number): Estimate {
  const costs = runs.map((curve) => seen(curve, hit, target))
  const missed = runs.filter((_, i) => costs[i]?.by === Infinity)
  const limit = Math.min(...(missed.length > 0 ? missed : runs).map(({ end }) => end))
  const least = costs.map(shownCost)
  const told = estimateCost(
    costs.map(({ by }) => by),
    limit,
    level,
  )
  return {
    ...told,
    atMost: told.median !== null && median(least) < told.median,
    low: told.low === null ? null : (medianInterval(least, level)?.low ?? null),
  }
}
