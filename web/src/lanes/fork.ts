/**
 * A rate that is changed in mid-run, as a method of its own: the old rates up to the step, their multiple from it on. A
 * schedule stays a function of the step, so the fork is run again to the same bits, by `onecycle compare --methods`, too.
 *
 *     rate(t) = old(t) for t < s,  factor * old(t) from s on
 *
 * Rates stand in it as numbers, lengths as shares of the run: in a shorter race the fork comes as much earlier.
 */
import { type Method, type MethodDescription, type MethodRun, methodOptimizer } from 'onecycle'
import { fromDescription, join, type ScheduleDescription, scale } from 'onecycle/schedules'
import { laneName } from '../state/lab.ts'

/** as names of methods may be */
const LONGEST = 60

/** @returns null where the method is made of something that no description holds, such as 1cycle with its ramp taken away */
export function forkedMethod(
  method: Method | MethodDescription,
  run: MethodRun,
  step: number,
  factor: number,
): MethodDescription | null {
  const { name: optimizer, learningRate, momentum, weightDecay: _, ...rest } = methodOptimizer(method, run).description
  const described = ([learningRate, momentum] as ScheduleDescription[]).map((one) => asCycle(one, run.momentum))
  if (!described.every(isKnown)) return null
  const [rates, momenta] = described
  const old = fromDescription(rates as ScheduleDescription)
  const schedule = join({ schedules: [old, scale({ of: old, factor })], boundaries: [{ steps: step }], restart: false })
  const shared = inShares({ schedule: schedule.description, momentum: momenta, ...rest }, run.totalSteps)
  return { name: forkName(laneName({ method }), step, factor), optimizer: optimizer as string, ...(shared as object) }
}

/** Whether a lane can be forked. */
export function canFork(method: Method | MethodDescription, run: MethodRun): boolean {
  return forkedMethod(method, run, 0, 1) !== null
}

/** Linear decay with 1cycle's ramp is a straight cycle that ends at a rate which no weight feels, at one momentum. */
function asCycle(one: ScheduleDescription, value: number): ScheduleDescription {
  // in other dialects a straight cycle has another way down
  if (one.schedule !== 'linear-with-ramp' || one.dialect !== 'pytorch') return one
  if (one.output === 'momentum') return { schedule: 'constant', value }
  return { ...one, schedule: 'oneCycle', anneal: 'linear', finalDivisor: Number.MAX_VALUE }
}

function isKnown(description: ScheduleDescription): boolean {
  try {
    fromDescription(description)
    return true
  } catch {
    return false
  }
}

/** What counts updates, as a share of the run that gives just as many in a run of this length. */
function inShares(value: unknown, total: number): unknown {
  if (Array.isArray(value)) return value.map((element) => inShares(element, total))
  if (typeof value !== 'object' || value === null) return value
  const parts = Object.entries(value).map(([key, inside]) => {
    const counts = (key === 'steps' || key === 'totalSteps') && typeof inside === 'number'
    return [key, counts ? shareOf(inside, total) : inShares(inside, total)]
  })
  return Object.fromEntries(parts)
}

/** With the fewest digits that do. */
function shareOf(steps: number, total: number): string | number {
  for (let digits = 1; digits <= 17; digits++) {
    const share = Number((steps / total).toPrecision(digits))
    if (Math.round(share * total) === steps) return share === 1 ? 'run' : `${share} run`
  }
  return steps
}

function forkName(name: string, step: number, factor: number): string {
  const change = ` x${Number(factor.toPrecision(3))} at ${step}`
  return `${name.slice(0, LONGEST - change.length).trimEnd()}${change}`
}
