/**
 * The same questions put to other people's curves: when does each arrive at a target, how much sooner does one of them,
 * and is the comparison fair? One run each has no interval; several runs of a method are its seeds, but logs do not tell
 * which runs of two methods belong together. A curve that never arrives is censored where it ends.
 */
import {
  checkNumber,
  checkOneOf,
  checkOptions,
  checkResult,
  checkText,
  message,
  wrongType,
  wrongValue,
} from '../../check.js'
import type { LoggedCurve } from '../../data/tabular/log-csv.js'
import { level, listOf } from '../../options.js'
import { DEFAULT_LEVEL } from '../statistics/median.js'
import { checkTargets } from '../targets.js'
import { arrivalsAt, fastest } from './arrivals.js'
import { findDrops } from './drops.js'
import { methodOf, methodsOf } from './methods.js'
import type { LoggedRun, Replay, ReplayedCurve } from './result.js'
import { replayWarnings } from './warnings.js'

/** Options of `replayCurves`. */
export interface ReplayOptions {
  /** as `readLog` of `onecycle/csv` reads them, with different names; of at least two methods, one run each or several */
  curves: readonly LoggedRun[]
  /** shares in (0, 1) */
  targets: readonly number[]
  /** method whose speed-up is told; default the one that is the first at the highest target that any reaches */
  subject?: string
  /** steps at which the rate was dropped, by the name of the method; where they are not given they are looked for */
  milestones?: Readonly<Record<string, readonly number[]>>
}

/**
 * When each curve of other trainers reaches each target, how much sooner the subject does, and what is unfair about it.
 * Curves with the same `method` are its runs: then medians over them are compared, with intervals.
 *
 * @throws TypeError, RangeError for options that are not as documented
 */
export function replayCurves(options: ReplayOptions): Replay {
  const where = 'replayCurves'
  checkOptions(where, options, ['curves', 'targets', 'subject', 'milestones'])
  const targets = checkTargets(where, options.targets)
  const curves = checkCurves(where, options)
  const unit = (options.curves[0] as LoggedCurve).unit
  const methods = methodsOf(curves)
  const subject = checkOneOf(where, 'subject', options.subject ?? fastest(methods, targets), [...methods.keys()])
  const rows = targets.map((target) => arrivalsAt(methods, subject, target, DEFAULT_LEVEL))
  return {
    replay: 'onecycle',
    version: 1,
    unit,
    subject,
    targets: rows,
    warnings: replayWarnings(methods, unit, subject, rows, DEFAULT_LEVEL),
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
  const methods = methodsOf(curves)
  if (methods.size < 2) throw wrongValue(where, 'curves', 'runs of at least two methods', [...methods.keys()][0])
  const [first, ...others] = curves as [LoggedRun, ...LoggedRun[]]
  const odd = others.find(({ unit }) => unit !== first.unit)
  if (odd !== undefined) {
    const got = `${first.unit} in ${first.name} and ${odd.unit} in ${odd.name}`
    throw new RangeError(message(where, 'curves', 'one unit of steps', got, 'add a column of steps to the latter'))
  }
  if (typeof milestones !== 'object' || milestones === null) {
    throw wrongType(where, 'milestones', 'lists of steps by method', milestones)
  }
  // a method may have the name of what every object has
  const given = new Map<string, readonly number[]>()
  for (const [name, steps] of Object.entries(milestones)) {
    checkOneOf(where, 'milestones', name, [...methods.keys()])
    given.set(name, listOf(level)(where, `milestones.${name}`, steps, {}))
  }
  return curves.map((curve) => describe(curve, methods, given.get(methodOf(curve))))
}

function checkCurve(where: string, what: string, curve: LoggedRun): void {
  if (!Array.isArray(curve?.points)) throw wrongType(where, what, 'a curve as readLog returns', curve)
  if (curve.method !== undefined && typeof curve.method !== 'string') {
    throw wrongType(where, `${what}.method`, 'a string', curve.method)
  }
  if (curve.points.length === 0) throw wrongValue(where, `${what}.points`, 'at least one', curve.points)
  checkText(where, `${what}.name`, curve.name)
  checkText(where, `${what}.unit`, curve.unit)
  let previous = 0
  for (const [i, point] of curve.points.entries()) {
    const { step, accuracy } = checkResult(where, `${what}.points[${i}]`, point, 'step', 'readLog')
    previous = checkNumber(where, `${what}.points[${i}].step`, step, previous)
    checkNumber(where, `${what}.points[${i}].accuracy`, accuracy, 0, 1)
  }
}

function describe(
  { unit: _, points, method, ...curve }: LoggedRun,
  methods: ReadonlyMap<string, readonly LoggedRun[]>,
  milestones?: readonly number[],
): ReplayedCurve {
  const alone = method === undefined || (method === curve.name && methods.get(method)?.length === 1)
  const last = points[points.length - 1] as LoggedCurve['points'][number]
  const best = points.reduce((a, b) => (b.accuracy > a.accuracy ? b : a))
  return {
    ...curve,
    ...(alone ? {} : { method }),
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
