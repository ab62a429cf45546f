/**
 * What a metric-triggered schedule is: a reducer over what training measured.
 *
 * It keeps nothing to itself. The state is plain JSON and belongs to the caller, who starts from `initial`, calls `next`
 * after each epoch and uses `value(state)` for the epoch that follows; kept in a checkpoint, the state resumes exactly.
 * With `initial: 1` the value is a factor, for use on top of a schedule of the step.
 */
import { wrongType } from '../check.js'
import { frozenCopy } from './plain-json.js'

/** What is known after an epoch. */
export interface EpochMetrics {
  /** epochs finished so far: 1 after the first */
  readonly epoch: number
  /** NaN is allowed and never counts as good */
  readonly loss: number
  /** share of right answers, in [0, 1] */
  readonly accuracy?: number | undefined
}

/** A trigger as plain JSON: its factory's name and its options, from which `triggerFromDescription` rebuilds it. */
export interface TriggerDescription {
  readonly trigger: string
  readonly [option: string]: unknown
}

/** A metric-triggered schedule: a reducer over the metrics of each epoch. */
export interface Trigger<State = unknown> {
  readonly description: TriggerDescription
  readonly initial: State
  /** The state after these metrics; the one given is left as it was. TypeError where the metric needed is missing. */
  next(state: State, metrics: EpochMetrics): State
  value(state: State): number
}

/** A trigger whose state holds its value. */
export function defineTrigger<State extends { readonly value: number }>(
  name: string,
  options: Readonly<Record<string, unknown>>,
  initial: State,
  next: (state: State, metrics: EpochMetrics) => State,
): Trigger<State> {
  const checked = (state: State): State => checkLike(name, 'state', state, initial)
  return {
    description: frozenCopy({ trigger: name, ...options }),
    initial: Object.freeze(initial),
    next: (state, metrics) => next(checked(state), metrics),
    value: (state) => checked(state).value,
  }
}

/** A state may have come from a file: its values are of the kinds of the first, whose null becomes a number. Returns it. */
function checkLike<T extends object>(where: string, what: string, given: T, first: T): T {
  for (const [name, like] of Object.entries(first)) {
    const value = given?.[name as keyof T]
    const kind = typeof (like ?? 0)
    if (typeof value !== kind && value !== like) throw wrongType(where, `${what}.${name}`, kind, value)
  }
  return given
}

/** Reads the metric that a trigger watches. */
export function readMetric(where: string, metrics: EpochMetrics, metric: keyof EpochMetrics): number {
  return checkLike<Record<string, number>>(where, 'metrics', metrics as never, { [metric]: 0 })[metric] as number
}
