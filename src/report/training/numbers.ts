/** Answers in numbers: predicted against true, and how far they lie apart. */
import { count } from '../../words.js'
import { drawPlot } from '../svg/plot.js'
import { linearScale } from '../svg/scale.js'
import { tone } from '../svg/tones.js'
import type { Answers } from './facts.js'

const MOST_DOTS = 1500
const BINS = 24

/** A dot for each row, and the line on which predictions are exact. */
export function scatterFigure({ name, actual, predicted }: Answers, width: number): string {
  const rows = actual.length
  const stride = Math.ceil(rows / MOST_DOTS)
  const pairs: [number, number][] = []
  for (let row = 0; row < rows; row += stride) pairs.push([actual[row] as number, predicted[row] as number])
  const values = pairs.flat()
  const low = values.reduce((a, b) => Math.min(a, b), Infinity)
  const high = values.reduce((a, b) => Math.max(a, b), -Infinity)
  const scale = linearScale(low, high)
  return drawPlot({
    title: `predicted against true ${name} of ${count(pairs.length)} rows, between ${shortNumber(low)} and ${shortNumber(high)}`,
    width,
    height: width > 500 ? 460 : 340,
    x: scale,
    y: scale,
    xLabel: `true ${name}`,
    yLabel: `predicted ${name}`,
    lines: [
      {
        color: tone('axis'),
        width: 1.5,
        dash: '5 4',
        points: [
          [low, low],
          [high, high],
        ],
      },
      // a gap after each, for dots alone
      {
        color: tone('curve-1'),
        dots: true,
        points: pairs.flatMap(([x, y]): [number, number | null][] => [
          [x, y],
          [x, null],
        ]),
      },
    ],
  })
}

/** Rows by predicted less true, in bins of equal width around 0. */
export function residualsFigure({ name, actual, predicted }: Answers, width: number): string {
  const residuals = Array.from(actual, (value, row) => (predicted[row] as number) - value)
  const { step, bins } = binsOf(residuals)
  const most = Math.max(...bins.map(([, rows]) => rows))
  const first = bins[0]?.[0] ?? 0
  const last = (bins.at(-1)?.[0] ?? 0) + step
  return drawPlot({
    title: `rows by predicted less true ${name}: most between ${shortNumber(peakOf(bins))} and ${shortNumber(peakOf(bins) + step)}`,
    width,
    height: 240,
    x: linearScale(first, last),
    y: linearScale(0, most, { wanted: 4, whole: true }),
    xLabel: `predicted less true ${name}`,
    yLabel: 'rows',
    lines: [],
    bands: bins.map(([from, rows]) => ({
      color: tone('curve-1'),
      opacity: 0.75,
      points: [
        [from + 0.04 * step, 0, rows],
        [from + 0.96 * step, 0, rows],
      ],
    })),
    ...(first <= 0 && last >= 0
      ? { marks: [{ x: 0, name: 'exact', color: tone('faint'), dash: '5 4', width: 1 }] }
      : {}),
  })
}

/** Lower bound and rows of each bin from the lowest to the highest that has any; bounds are multiples of the width. */
function binsOf(residuals: readonly number[]): { step: number; bins: [number, number][] } {
  const low = residuals.reduce((a, b) => Math.min(a, b), Infinity)
  const high = residuals.reduce((a, b) => Math.max(a, b), -Infinity)
  const step = (high - low || Math.abs(high) || 1) / BINS
  const first = Math.floor(low / step)
  const rows = new Map<number, number>()
  for (const value of residuals) {
    const bin = Math.floor(value / step)
    rows.set(bin, (rows.get(bin) ?? 0) + 1)
  }
  const bins = Math.max(...rows.keys()) - first + 1
  return { step, bins: Array.from({ length: bins }, (_, i) => [(first + i) * step, rows.get(first + i) ?? 0]) }
}

function peakOf(bins: readonly (readonly [number, number])[]): number {
  return bins.reduce((best, bin) => (bin[1] > best[1] ? bin : best))[0]
}

export function shortNumber(value: number): string {
  return count(Number(value.toPrecision(3)))
}
