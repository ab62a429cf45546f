/** Scales of plots: from a value to a position between 0 and 1, and where the ticks lie. */
import { checkNumber, checkPositive } from '../../check.js'
import { between, callback, listOf, number, optional, readOptions, truth } from '../../options.js'
import { count } from '../../words.js'
import { axisWithin, tickText } from './axis.js'

/** Where a scale is labelled. */
export interface Tick {
  readonly value: number
  readonly text: string
}

/** From a value to a place on an axis. */
export interface Scale {
  /** 0 at the low end, 1 at the high end; values outside lie outside */
  at(value: number): number
  readonly ticks: readonly Tick[]
}

/** Even steps, from the lowest value to the highest; of whole numbers the last is a tick. */
export function linearScale(low: number, high: number, options: { wanted?: number; whole?: boolean } = {}): Scale {
  const where = 'linearScale'
  const { wanted, whole } = readOptions(where, options, {
    wanted: optional(between(1, 1000), 5),
    whole: optional(truth, false),
  })
  checkNumber(where, 'low', low)
  const axis = axisWithin(low, checkNumber(where, 'high', high, low), wanted, whole)
  return {
    at: (value) => (value - axis.low) / (axis.high - axis.low),
    ticks: axis.ticks.map((value) => ({ value, text: groupedText(tickText(value, axis)) })),
  }
}

/** Whole numbers are grouped by thousands. */
function groupedText(text: string): string {
  return /^-?\d+$/.test(text) ? count(Number(text)) : text
}

/** Even ratios, for positive values. Ticks are those given that lie inside, or round ones: at least two. */
export function logScale(
  low: number,
  high: number,
  values?: readonly number[],
  text = (value: number) => `${value}`,
): Scale {
  const where = 'logScale'
  checkPositive(where, 'low', low)
  checkPositive(where, 'high', high)
  if (values !== undefined) listOf(number)(where, 'values', values, {})
  callback(where, 'text', text, {})
  const span = Math.log(high / low) || 1
  const inside = (list: readonly number[]): number[] =>
    list.filter((value) => value >= low * (1 - 1e-9) && value <= high * (1 + 1e-9))
  const round = FACTORS.map((factors) => inside(POWERS.flatMap((power) => factors.map((f) => Number(`${f}e${power}`)))))
  const even = (): number[] => linearScale(low, high).ticks.map(({ value }) => value)
  const ticks = values === undefined ? (round.find((list) => list.length >= 3) ?? even()) : inside(values)
  return {
    at: (value) => Math.log(value / low) / span,
    ticks: ticks.map((value) => ({ value, text: text(value) })),
  }
}

const POWERS = Array.from({ length: 25 }, (_, i) => i - 12)
/** Tried in turn until three ticks lie inside; where none has them, the ends are so near each other that even steps do. */
const FACTORS = [
  [1, 2, 5],
  [1, 1.5, 2, 3, 4, 5, 7],
]

/** 0.985 as "98.5 %". */
function percentTick(share: number): string {
  return `${Number((100 * share).toFixed(4))} %`
}

/**
 * Shares of right answers by the log of their error, so that 90, 99 and 99.9 % are equally far apart: near the top, where
 * methods differ, there is room.
 */
export function accuracyScale(
  low: number,
  high: number,
  most = 6,
  text: (share: number) => string = percentTick,
): Scale {
  const where = 'accuracyScale'
  checkNumber(where, 'low', low)
  checkNumber(where, 'high', high)
  checkPositive(where, 'most', most)
  callback(where, 'text', text, {})
  const error = (share: number): number => Math.max(1 - share, 1e-6)
  const span = Math.log(error(low) / error(high)) || 1
  const at = (share: number): number => Math.log(error(low) / error(share)) / span
  const chosen: number[] = []
  for (const value of ROUND) {
    const clear = chosen.every((other) => Math.abs(at(other) - at(value)) >= 1 / most)
    if (value >= low && value <= high && clear) chosen.push(value)
  }
  const ticks = chosen.sort((a, b) => a - b).map((value) => ({ value, text: text(value) }))
  return { at, ticks }
}

/** Shares that make good ticks, the roundest first. */
const ROUND = [
  ...[0.5, 0.9, 0.95, 0.99, 0.8, 0.98, 0.7, 0.6, 0.97, 0.96, 0.4, 0.2, 0.3, 0.1, 0.85, 0.94, 0.92, 0.93, 0.91],
  ...[0.999, 0.995, 0.985, 0.975, 0.992, 0.998, 0.965, 0.988, 0.982, 0.984, 0.978, 0.972, 0.955, 0.981, 0.983],
]
