/** Where the ticks of an axis lie: multiples of 1, 2 or 5 times a power of ten. */
import { checkPositive } from '../../check.js'

export interface Axis {
  readonly low: number
  readonly high: number
  readonly ticks: readonly number[]
  /** distance of two ticks */
  readonly step: number
}

/**
 * An axis that holds [low, high] and has about `wanted` ticks; both of its ends are ticks. Equal ends are spread by a
 * tenth (by 1 around 0).
 * @param whole whether ticks are whole numbers
 */
export function axisOf(low: number, high: number, wanted: number, whole: boolean): Axis {
  if (high === low) {
    const spread = low === 0 ? 1 : Math.abs(low) / 10
    return axisOf(low - spread, high + spread, wanted, whole)
  }
  const step = niceStep((high - low) / wanted, whole)
  // what floating point adds to a value that is a tick must not cost another tick
  const first = Math.floor(low / step + 1e-9)
  const last = Math.ceil(high / step - 1e-9)
  const ticks = Array.from({ length: last - first + 1 }, (_, i) => Number(((first + i) * step).toPrecision(12)))
  return { low: ticks[0] as number, high: ticks[ticks.length - 1] as number, ticks, step }
}

/**
 * An axis that ends where its values end, with about `wanted` ticks inside: where some nice step meets both ends, that one.
 * An axis of whole numbers has its end as its last tick. Equal ends are spread as above.
 */
export function axisWithin(low: number, high: number, wanted: number, whole: boolean): Axis {
  if (high === low) return axisOf(low, high, wanted, whole)
  const meets = (value: number, step: number): boolean => Math.abs(value / step - Math.round(value / step)) < 1e-9
  const rough = (high - low) / wanted
  const fitting = niceSteps(rough / 1.7, 1.6 * rough, whole).filter((step) => meets(low, step) && meets(high, step))
  const step = fitting.sort((a, b) => Math.abs(a - rough) - Math.abs(b - rough))[0] ?? niceStep(rough, whole)
  // a tick that misses the axis by less than can be seen is on it
  const first = Math.ceil(low / step - 2e-3)
  const last = Math.floor(high / step + 2e-3)
  const ticks = Array.from({ length: last - first + 1 }, (_, i) => Number(((first + i) * step).toPrecision(12)))
  if (!whole || meets(high, step)) return { low, high, ticks, step }
  return { low, high, ticks: [...ticks.filter((tick) => high - tick > 0.4 * step), high], step: 1 }
}

/** A tick with as many decimals as the step has. */
export function tickText(tick: number, { step }: Axis): string {
  if (step < 1e-6 || step >= 1e9) return tick.toExponential(1)
  let decimals = 0
  for (let scaled = step; decimals < 8 && Math.abs(scaled - Math.round(scaled)) > 1e-9 * scaled; scaled *= 10)
    decimals++
  return tick.toFixed(decimals)
}

/** The smallest of 1, 2, 5 times a power of ten that is at least `rough`. */
function niceStep(rough: number, whole: boolean): number {
  checkPositive('axis', 'step', rough)
  let power = 1
  while (power > rough) power /= 10
  while (10 * power <= rough) power *= 10
  const nice = ([1, 2, 5, 10].find((factor) => factor * power >= rough * (1 - 1e-9)) as number) * power
  return whole ? Math.max(1, nice) : nice
}

/** Steps between the bounds, those that divide a power of ten or are four of it. */
function niceSteps(least: number, most: number, whole: boolean): number[] {
  checkPositive('axis', 'step', least)
  let power = 1
  while (power > least) power /= 10
  while (10 * power <= least) power *= 10
  const steps = [1, 2, 2.5, 4, 5, 10, 20, 25].map((factor) => Number((factor * power).toPrecision(12)))
  return steps.filter((step) => step >= least && step <= most && (!whole || Number.isInteger(step)))
}
