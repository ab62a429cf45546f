/** The curve of a range test as a drawing: loss against learning rate, every seed smoothed, what is suggested by name. */
import { readResult } from '../../check.js'
import type { RangeTest } from '../../measure/range-test/result.js'
import type { Line } from '../svg/curve.js'
import { checkSize } from '../svg/marks.js'
import { drawPlot } from '../svg/plot.js'
import { linearScale, logScale, type Scale } from '../svg/scale.js'
import { tone } from '../svg/tones.js'

/** What is marked, from left to right. */
export function marksOf({ suggested }: RangeTest): [string, number][] {
  if (suggested === null) return []
  const { low, base, peak, high } = suggested
  return Object.entries({ low, base, peak, high }).sort(([, a], [, b]) => a - b)
}

/**
 * The curve of a range test as SVG for a page; `standalone` makes a file of it.
 *
 * @param width of the drawing, in pixels as it was made; a page may scale it
 */
export function rangeTestFigure(range: RangeTest, width: number, height = 320): string {
  const where = 'rangeTestFigure'
  checkSize(where, width, height)
  return readResult(where, 'range', range, 'smoothed', 'findLearningRate', (range) => figureOf(range, width, height))
}

function figureOf(range: RangeTest, width: number, height: number): string {
  const { low, high } = lossesShown(range)
  // single batches lie lower than their smoothed curve
  const bottom = low / 1.6
  const top = high * 1.2
  const marks = marksOf(range)
  const names = marks.map(([name, rate]) => `${name} ${shortRate(rate)}`)
  return drawPlot({
    title: `loss against learning rate${names.length === 0 ? '' : `: ${names.join(', ')}`}`,
    width,
    height,
    x: rateScale(range, marks),
    y: logScale(bottom, top),
    xLabel: range.sweep === 'exponential' ? 'learning rate, log' : 'learning rate',
    yLabel: 'loss, log',
    lines: [
      { color: tone('raw'), width: 0.8, points: pointsOf(range.learningRate, range.loss) },
      ...range.seeds.slice(1).map(({ learningRate, smoothed }): Line => {
        return { color: tone('faint'), width: 1.4, points: pointsOf(learningRate, smoothed) }
      }),
      { color: tone('subject'), width: 2.5, points: pointsOf(range.learningRate, range.smoothed) },
    ],
    marks: marks.map(([name, rate]) => ({
      x: rate,
      name: `${name} ${shortRate(rate)}`,
      color: tone(name === 'peak' ? 'curve-1' : 'faint'),
      width: name === 'peak' ? 2 : 1,
      dash: '5 4',
    })),
  })
}

/** The losses that have room: from the lowest to six times that, or to the highest where that is lower. */
export function lossesShown({ smoothed, seeds }: RangeTest): { low: number; high: number } {
  const values = [...smoothed, ...seeds.flatMap((seed) => seed.smoothed)].filter(
    (value) => value > 0 && value < Infinity,
  )
  if (values.length === 0) return { low: 0.1, high: 1 }
  const low = values.reduce((a, b) => Math.min(a, b))
  return {
    low,
    high: Math.min(
      values.reduce((a, b) => Math.max(a, b)),
      6 * low,
    ),
  }
}

/** Three significant digits. */
export function shortRate(rate: number): string {
  return String(Number(rate.toPrecision(3)))
}

function rateScale({ sweep, from, to }: RangeTest, marks: readonly (readonly [string, number])[]): Scale {
  const low = Math.min(from, ...marks.map(([, rate]) => rate))
  const high = Math.max(to, ...marks.map(([, rate]) => rate))
  if (sweep !== 'exponential') return linearScale(0, high)
  const powers = Array.from({ length: 25 }, (_, i) => Number(`1e${i - 12}`))
  // in a range that holds fewer than three powers of ten the scale finds rounder ticks itself
  const inside = powers.filter((power) => power >= low && power <= high)
  return logScale(low, high, inside.length >= 3 ? powers : undefined)
}

function pointsOf(rates: readonly number[], values: readonly number[]): [number, number | null][] {
  return rates.map((rate, i) => {
    const value = values[i] as number
    return [rate, value > 0 && value < Infinity ? value : null]
  })
}
