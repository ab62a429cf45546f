/**
 * Scale a value when a metric reaches a threshold: halve the rate at 90 % accuracy, at a loss of 0.3, after epoch 400.
 *
 * The condition holds after an epoch with accuracy >= reaches, loss <= reaches or epoch >= reaches. What follows from
 * it, `repeat` says:
 *     once       the first time it holds
 *     crossing   each time it holds and did not after the epoch before (nor before the first epoch)
 *     always     after every epoch at which it holds: the loop `if (epoch >= n) rate *= factor`
 */
import { fraction, level, number, oneOf, optional, type Readers, readOptions, upTo } from '../options.js'
import { defineTrigger, readMetric, type Trigger } from './trigger.js'

const metricNames = ['accuracy', 'loss', 'epoch'] as const
const repeats = ['once', 'crossing', 'always'] as const

/** Options of `halveWhen`. */
export interface HalveWhenOptions {
  /** value until the condition first holds, at least 0 */
  readonly initial: number
  readonly metric: (typeof metricNames)[number]
  /** the threshold: reached from below by accuracy and epoch, from above by loss */
  readonly reaches: number
  /** default 'once' */
  readonly repeat?: (typeof repeats)[number]
  /** the value never falls below this, in [0, initial]; default 0 */
  readonly floor?: number
}

/** Options of `scaleWhen`. */
export interface ScaleWhenOptions extends HalveWhenOptions {
  /** what the value is multiplied by, in [0, 1] */
  readonly factor: number
}

/** The state of `scaleWhen` and `halveWhen`. */
export interface ScaleWhenState {
  readonly value: number
  /** whether the condition held after the last epoch */
  readonly holds: boolean
  /** how often the value was scaled */
  readonly times: number
}

/** max(floor, value factor) at each time that `repeat` names. */
export function scaleWhen(options: ScaleWhenOptions): Trigger<ScaleWhenState> {
  return scaling('scaleWhen', options, { factor: fraction })
}

/** `scaleWhen` with factor 1/2. */
export function halveWhen(options: HalveWhenOptions): Trigger<ScaleWhenState> {
  return scaling('halveWhen', options, {})
}

function scaling(name: string, options: HalveWhenOptions, own: Readers): Trigger<ScaleWhenState> {
  const read = readOptions(name, options, {
    initial: level,
    metric: oneOf(metricNames),
    reaches: number,
    repeat: optional(oneOf(repeats), 'once'),
    floor: upTo('initial', 0),
    ...own,
  })
  const { initial, metric, reaches, repeat, floor, factor = 0.5 } = read as typeof read & { factor?: number }
  const first = { value: initial, holds: false, times: 0 }
  return defineTrigger(name, read, first, (state, metrics) => {
    const measured = readMetric(name, metrics, metric)
    const holds = metric === 'loss' ? measured <= reaches : measured >= reaches
    const fires = holds && (repeat === 'always' || (repeat === 'once' ? state.times === 0 : !state.holds))
    return {
      value: fires ? Math.max(floor, state.value * factor) : state.value,
      holds,
      times: state.times + (fires ? 1 : 0),
    }
  })
}
