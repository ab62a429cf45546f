/** The axis of the bands of a study, whichever way is better. */
import { type Band, lowerIsBetter, type Metric } from '../../lanes/bands.ts'
import type { Axis } from '../../plot/live-plot.tsx'
import { metricName, score } from './words.ts'

/** Of an error, what is as many times the least leaves the plot: a lane that fails would press all others together. */
const MOST = 4

type Range = readonly [low: number, high: number]

export function bandAxis(metric: Metric, bands: readonly Band[], target: number): Axis & { readonly range: Range } {
  const label = metricName(metric)
  const seen = [target, ...bands.flatMap(({ low, high }) => [...low, ...high])].filter(Number.isFinite)
  const least = Math.min(...seen)
  if (!lowerIsBetter(metric)) {
    const low = Math.max(0, Math.floor(10 * least) / 10)
    return { label, range: [low, 1.02], text: (value) => `${Math.round(100 * value)} %` }
  }
  const most = Math.min(MOST * least, Math.max(...seen))
  return { label, range: [0.95 * least, 1.05 * most], text: (value) => score(value, metric) }
}

/** A value as it is drawn: what is beyond the axis just leaves the plot, as what is infinite does. */
export function drawnAt(value: number, [, high]: Range): number {
  return Math.min(value, 2 * high)
}
