/** The axis of the bands of a study, whichever way is better. */
import { type Band, lowerIsBetter, type Metric } from '../../lanes/bands.ts'
import type { Axis } from '../../plot/live-plot.tsx'
import { metricName, score } from './words.ts'

/** Ratio from which on an error has a log scale, and where that is labelled. */
const WIDE = 4
const TICKS = [1, 1.5, 2, 3, 4, 5, 7]

/** Of an error, what is as many times the least leaves the plot: a lane that fails would press all others together. */
const MOST = 12

type Range = readonly [low: number, high: number]

export function bandAxis(metric: Metric, bands: readonly Band[], target?: number): Axis & { readonly range: Range } {
  const label = metricName(metric)
  const seen = [...bands.flatMap(({ low, high }) => [...low, ...high]), ...(target === undefined ? [] : [target])]
  if (!lowerIsBetter(metric)) {
    const low = Math.max(0, Math.floor(10 * Math.min(...seen)) / 10)
    return { label, range: [low, 1.02], text: (value) => `${Math.round(100 * value)} %` }
  }
  const finite = seen.filter((value) => value > 0 && value < Infinity)
  const least = finite.length === 0 ? 1 : Math.min(...finite)
  const most = Math.min(MOST * least, Math.max(...finite, least))
  const [low, high] = [0.95 * least, 1.05 * most]
  const axis = { label, range: [low, high], text: (value: number) => score(value, metric) } as const
  if (most < WIDE * least) return axis
  const power = Math.floor(Math.log10(low))
  const ticks = [power, power + 1, power + 2].flatMap((power) => TICKS.map((tick) => Number(`${tick}e${power}`)))
  return { ...axis, logarithmic: true, ticks: ticks.filter((tick) => tick >= low && tick <= high) }
}

/** A value as it is drawn: what is beyond an end of the axis just leaves the plot, as what is infinite does. */
export function drawnAt(value: number, [low, high]: Range): number {
  return Math.min(Math.max(value, low / 2), 2 * high)
}
