/**
 * The same questions put to other people's curves: when does each arrive at a target, how much sooner does one of them,
 * and is the comparison fair? One run each, so there is no interval; a curve that never arrives is censored where it ends.
 */
import { checkOneOf, checkOptions, message, wrongType, wrongValue } from '../../check.js'
import type { Warning } from '../guards.js'
import { dropBefore, firstHit, sustainedHit } from '../hits.js'
import { estimateSpeedUp, type SpeedUp } from '../statistics/estimate.js'
import { checkTargets } from '../targets.js'
import { findDrops } from './drops.js'
import { type LoggedCurve, readCurve } from './log-csv.js'
import { type MeasuredCurve as Curve, replayWarnings, windowOf } from './warnings.js'

export interface ReplayOptions {
  /** at least two logs of one run each, with different names */
  curves: readonly { readonly name: string; readonly text: string }[]
  /** shares in (0, 1) */
  targets: readonly number[]
  /** whose speed-up is told; default the curve that is the first at the highest target that any reaches */
  subject?: string
  /** steps at which the rate of a curve was dropped, by its name; where they are not given they are looked for */
  milestones?: Readonly<Record<string, readonly number[]>>
}

/** What a curve is, whatever the targets. */
export interface ReplayedCurve {
  readonly name: string
  readonly columns: LoggedCurve['columns']
  readonly measuredOn: LoggedCurve['measuredOn']
  readonly looks: number
  /** where it ends: a miss lies above it */
  readonly end: number
  readonly final: { readonly accuracy: number; readonly loss: number | null }
  readonly best: { readonly step: number; readonly accuracy: number }
  /** steps at which its rate dropped at once, as given, as logged or as its jumps tell */
  readonly drops: readonly number[]
  readonly points: LoggedCurve['points']
}

export interface ReplayedHit {
  readonly name: string
  /** first look at the target; null where there is none */
  readonly first: number | null
  /** first look from which on all are at the target */
  readonly sustained: number | null
  /** the drop that the first hit follows; null where it follows none */
  readonly follows: number | null
  /** of the subject over this curve, by first and by sustained hits; null for the subject, or from a hit at step 0 */
  readonly speedUp: SpeedUp | null
  readonly sustainedSpeedUp: SpeedUp | null
}

/** Plain JSON. */
export interface Replay {
  readonly replay: 'onecycle'
  readonly version: 1
  readonly unit: LoggedCurve['unit']
  readonly subject: string
  readonly targets: readonly { readonly target: number; readonly curves: readonly ReplayedHit[] }[]
  readonly warnings: readonly Warning[]
  readonly curves: readonly ReplayedCurve[]
}

const LEVEL = 0.95

/**
 * @throws TypeError, RangeError for options that are not as documented, and for logs that cannot be read: see `readCurve`
 */
export function replayCurves(options: ReplayOptions): Replay {
  const where = 'replay'
  checkOptions(where, options, ['curves', 'targets', 'subject', 'milestones'])
  const targets = checkTargets(where, options.targets)
  const curves = readAll(where, options)
  const names = curves.map(({ name }) => name)
  const subject = checkOneOf(where, 'subject', options.subject ?? fastest(curves, targets), names)
  const rows = targets.map((target) => ({ target, curves: hitsAt(curves, subject, target) }))
  const unit = (curves[0] as LoggedCurve & ReplayedCurve).unit
  return {
    replay: 'onecycle',
    version: 1,
    unit,
    subject,
    targets: rows,
    warnings: replayWarnings(curves, subject, rows, LEVEL),
    curves: curves.map(({ unit: _, ...curve }) => curve),
  }
}

function readAll(where: string, { curves, milestones = {} }: ReplayOptions): Curve[] {
  if (!Array.isArray(curves)) throw wrongType(where, 'curves', 'an array of { name, text }', curves)
  if (curves.length < 2) throw wrongValue(where, 'curves', 'at least two', curves)
  const read = curves.map(({ name, text }) => readCurve(where, name, text))
  const names = read.map(({ name }) => name)
  for (const [i, name] of names.entries()) {
    if (names.indexOf(name) < i) throw wrongValue(where, 'curves', 'different names', name)
  }
  const [first, ...others] = read as [LoggedCurve, ...LoggedCurve[]]
  const odd = others.find(({ unit }) => unit !== first.unit)
  if (odd !== undefined) {
    const got = `${first.unit} in ${first.name} and ${odd.unit} in ${odd.name}`
    throw new RangeError(message(where, 'curves', 'one unit of steps', got, 'add a column of steps to the latter'))
  }
  for (const name of Object.keys(milestones)) checkOneOf(where, 'milestones', name, names)
  return read.map((curve) => describe(curve, milestones[curve.name]))
}

function describe({ points, ...curve }: LoggedCurve, milestones: readonly number[] | undefined): Curve {
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
function fastest(curves: readonly Curve[], targets: readonly number[]): string {
  for (const target of [...targets].reverse()) {
    const hits = curves.map(({ points }) => firstHit(points, target))
    const least = Math.min(...hits)
    if (least < Infinity) return (curves[hits.indexOf(least)] as Curve).name
  }
  return (curves[0] as Curve).name
}

function hitsAt(curves: readonly Curve[], name: string, target: number): ReplayedHit[] {
  const subject = curves.find((curve) => curve.name === name) as Curve
  const over = (curve: Curve, hit: typeof firstHit): SpeedUp | null => {
    const [baseline, own] = [hit(curve.points, target), hit(subject.points, target)]
    if (curve === subject || baseline === 0 || own === 0) return null
    const costs = { baseline: [baseline], subject: [own], baselineLimit: curve.end, subjectLimit: subject.end }
    return estimateSpeedUp({ ...costs, level: LEVEL })
  }
  return curves.map((curve) => {
    const first = firstHit(curve.points, target)
    return {
      name: curve.name,
      first: finite(first),
      sustained: finite(sustainedHit(curve.points, target)),
      follows: dropBefore(first, curve.drops, windowOf(curve)) ?? null,
      speedUp: over(curve, firstHit),
      sustainedSpeedUp: over(curve, sustainedHit),
    }
  })
}

function finite(step: number): number | null {
  return step < Infinity ? step : null
}
