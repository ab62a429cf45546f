/**
 * Scale a value when a metric stops improving, with the rules of PyTorch's ReduceLROnPlateau.
 *
 * After each epoch, in this order:
 *     1. an epoch is good where the metric improves on the best so far, and becomes the best; otherwise it is bad
 *     2. a good epoch sets the count of bad ones to 0, a bad one adds to it
 *     3. while a cooldown runs, it is counted down and the count of bad epochs is set to 0
 *     4. more than `patience` bad epochs: value = max(floor, value factor), cooldown starts, count set to 0;
 *        the value stays where it would change by `minimumChange` or less
 *
 * Improvement, for a loss (an accuracy turns the signs and the comparison):
 *     relative    metric < best (1 - threshold)       supposes metrics of at least 0
 *     absolute    metric < best - threshold
 * The first finite metric is good; NaN and infinity never are.
 */
import { fraction, level, oneOf, optional, readOptions, upTo, whole } from '../options.js'
import { defineTrigger, readMetric, type Trigger } from './trigger.js'

const plateauMetrics = ['loss', 'accuracy'] as const
const modes = ['relative', 'absolute'] as const

/** Options of `plateau`. */
export interface PlateauOptions {
  /** value until the first plateau, at least 0 */
  readonly initial: number
  /** default 'loss' */
  readonly metric?: (typeof plateauMetrics)[number]
  /** in [0, 1]; default 0.1 */
  readonly factor?: number
  /** bad epochs in a row that are tolerated: the next one scales the value; default 10 */
  readonly patience?: number
  /** epochs after a change that do not count as bad; default 0 */
  readonly cooldown?: number
  /** how much an improvement must be, at least 0; default 1e-4 */
  readonly threshold?: number
  /** default 'relative' */
  readonly thresholdMode?: (typeof modes)[number]
  /** the value never falls below this, in [0, initial]; default 0 */
  readonly floor?: number
  /** default 1e-8 */
  readonly minimumChange?: number
}

/** The state of `plateau`. */
export interface PlateauState {
  readonly value: number
  /** best metric so far; null before the first finite one */
  readonly best: number | null
  readonly badEpochs: number
  /** epochs of cooldown left */
  readonly cooling: number
}

/** A trigger that scales by `factor` at each plateau; with the defaults, PyTorch's ReduceLROnPlateau of a loss. */
export function plateau(options: PlateauOptions): Trigger<PlateauState> {
  const read = readOptions('plateau', options, {
    initial: level,
    metric: optional(oneOf(plateauMetrics), 'loss'),
    factor: optional(fraction, 0.1),
    patience: optional(whole(0), 10),
    cooldown: optional(whole(0), 0),
    threshold: optional(level, 1e-4),
    thresholdMode: optional(oneOf(modes), 'relative'),
    floor: upTo('initial', 0),
    minimumChange: optional(level, 1e-8),
  })
  const { initial, metric, factor, patience, cooldown, threshold, thresholdMode, floor, minimumChange } = read
  const sign = metric === 'loss' ? -1 : 1
  const first: PlateauState = { value: initial, best: null, badEpochs: 0, cooling: 0 }
  return defineTrigger('plateau', read, first, ({ value, best, badEpochs, cooling }, metrics) => {
    const measured = readMetric('plateau', metrics, metric)
    const old = best ?? 0
    const needed = thresholdMode === 'relative' ? old * (1 + sign * threshold) : old + sign * threshold
    const good = Number.isFinite(measured) && (best === null || sign * measured > sign * needed)
    const bad = good || cooling > 0 ? 0 : badEpochs + 1
    const stuck = bad > patience
    const scaled = Math.max(floor, value * factor)
    return {
      value: stuck && value - scaled > minimumChange ? scaled : value,
      best: good ? measured : best,
      badEpochs: stuck ? 0 : bad,
      cooling: stuck ? cooldown : Math.max(0, cooling - 1),
    }
  })
}
