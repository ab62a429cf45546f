/**
 * The same questions put to other people's curves: when does each arrive at a target, how much sooner does one of them,
 * and is the comparison fair? One run each, so there is no interval; a curve that never arrives is censored where it ends.
 */
import { checkNumber, checkOneOf, checkOptions, message, wrongType, wrongValue } from '../../check.js'
import type { LoggedCurve } from '../../data/tabular/log-csv.js'
import { dropBefore, firstHit, sustainedHit } from '../hits.js'
import { estimateSpeedUp, type SpeedUp } from '../statistics/estimate.js'
import { DEFAULT_LEVEL } from '../statistics/median.js'
import { checkTargets } from '../targets.js'
import { dropWindowOf, findDrops } from './drops.js'
import type { Replay, ReplayedCurve, ReplayedHit } from './result.js'
import { replayWarnings } from './warnings.js'

/** Options of `replayCurves`. */
export interface ReplayOptions {
  /** at least two, of one run each and with different names, as `readLog` of `onecycle/csv` reads them */
  curves: readonly LoggedCurve[]
  /** shares in (0, 1) */
  targets: readonly number[]
  /** whose speed-up is told; default the curve that is the first at the highest target that any reaches */
  subject?: string
  /** steps at which the rate of a curve was dropped, by its name; where they are not given they are looked for */
  milestones?: Readonly<Record<string, readonly number[]>>
}

/**
 * When each curve of other trainers reaches each target, how much sooner the subject does, and what is unfair about it.
 *
 * @throws TypeError, RangeError for options that are not as documented
 */
export function replayCurves(options: ReplayOptions): Replay {
  const where = 'replayCurves'
  checkOptions(where, options, ['curves', 'targets', 'subject', 'milestones'])
  const targets = checkTargets(where, options.targets)
  const curves = checkCurves(where, options)
  const unit = (options.curves[0] as LoggedCurve).unit
  const names = curves.map(({ name }) => name)
  const subject = checkOneOf(where, 'subject', options.subject ?? fastest(curves, targets), names)
  const rows = targets.map((target) => ({ target, curves: hitsAt(curves, subject, target) }))
  return {
    replay: 'onecycle',
    version: 1,
    unit,
    subject,
    targets: rows,
    warnings: replayWarnings(curves, unit, subject, rows, DEFAULT_LEVEL),
    curves,
  }
}

function checkCurves(where: string, { curves, milestones = {} }: ReplayOptions): ReplayedCurve[] {
  if (!Array.isArray(curves)) throw wrongType(where, 'curves', 'an array of curves', curves)
  if (curves.length < 2) throw wrongValue(where, 'curves', 'at least two', curves)
  for (const [i, curve] of curves.entries()) checkCurve(where, `curves[${i}]`, curve)
  const names = curves.map(({ name }) => name)
  for (const [i, name] of names.entries()) {
    if (names.indexOf(name) < i) throw wrongValue(where, 'curves', 'different names', name)
  }
  const [first, ...others] = curves as [LoggedCurve, ...LoggedCurve[]]
  const odd = others.find(({ unit }) => unit !== first.unit)
  if (odd !== undefined) {
    const got = `${first.unit} in ${first.name} and ${odd.unit} in ${odd.name}`
    throw new RangeError(message(where, 'curves', 'one unit of steps', got, 'add a column of steps to the latter'))
  }
  for (const name of Object.keys(milestones)) checkOneOf(where, 'milestones', name, names)
  return curves.map((curve) => describe(curve, milestones[curve.name]))
}

function checkCurve(where: string, what: string, curve: LoggedCurve): void {
  if (!Array.isArray(curve?.points)) throw wrongType(where, what, 'a curve as readLog returns', curve)
  if (curve.points.length === 0) throw wrongValue(where, `${what}.points`, 'at least one', curve.points)
  let previous = 0
  for (const [i, { step, accuracy }] of curve.points.entries()) {
    previous = checkNumber(where, `${what}.points[${i}].step`, step, previous)
    checkNumber(where, `${what}.points[${i}].accuracy`, accuracy, 0, 1)
  }
}

function describe({ unit: _, points, ...curve }: LoggedCurve, milestones?: readonly number[]): ReplayedCurve {
  const last = points[points.length - 1] as LoggedCurve['points'][number]
  const best = points.reduce((a, b) => (b.accuracy > a.accuracy ? b : a))
  return {
    ...curve,
    looks: points.length,
    end: last.step,
    final: { accuracy: last.accuracy, loss: last.loss },
    best: { step: best.step, accuracy: best.accuracy },
    drops: milestones === undefined ? (loggedDrops(points) ?? findDrops(points)) : [...milestones],
    points,
  }
}

/** Where the logged rate, level before, falls to half or less by the next look; undefined where no rate is logged. */
function loggedDrops(points: LoggedCurve['points']): number[] | undefined {
  const rates = points.map(({ rate }) => rate ?? Number.NaN)
  if (rates.some(Number.isNaN)) return undefined
  return points.flatMap(({ step }, i) => {
    const [before, rate, after] = [rates[i - 1], rates[i] as number, rates[i + 1]]
    return before === rate && after !== undefined && after <= 0.5 * rate ? [step] : []
  })
}

/** The curve that is the first at the highest target that any reaches; the first of the list where none reaches any. */
function fastest(curves: readonly ReplayedCurve[], targets: readonly number[]): string {
  for (const target of [...targets].reverse()) {
    const hits = curves.map(({ points }) => firstHit(points, target))
    const least = Math.min(...hits)
    if (least < Infinity) return (curves[hits.indexOf(least)] as ReplayedCurve).name
  }
  return (curves[0] as ReplayedCurve).name
}

function hitsAt(curves: readonly ReplayedCurve[], name: string, target: number): ReplayedHit[] {
  const subject = curves.find((curve) => curve.name === name) as ReplayedCurve
  const over = (curve: ReplayedCurve, hit: typeof firstHit): SpeedUp | null => {
    const [baseline, own] = [hit(curve.points, target), hit(subject.points, target)]
    if (curve === subject || baseline === 0 || own === 0) return null
    const costs = { baseline: [baseline], subject: [own], baselineLimit: curve.end, subjectLimit: subject.end }
    return estimateSpeedUp({ ...costs, level: DEFAULT_LEVEL })
  }
  return curves.map((curve) => {
    const first = firstHit(curve.points, target)
    return {
      name: curve.name,
      first: finite(first),
      sustained: finite(sustainedHit(curve.points, target)),
      follows: dropBefore(first, curve.drops, dropWindowOf(curve)) ?? null,
      speedUp: over(curve, firstHit),
      sustainedSpeedUp: over(curve, sustainedHit),
    }
  })
}

function finite(step: number): number | null {
  return step < Infinity ? step : null
}
