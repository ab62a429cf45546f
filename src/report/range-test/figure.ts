/** The curve of a range test as a drawing: loss against learning rate, every seed smoothed, what is suggested dashed. */
import type { RangeTest } from '../../measure/range-test/result.js'
import { drawPlot, type Line } from '../svg/plot.js'
import { linearScale, logScale, type Scale } from '../svg/scale.js'

/** What is marked, from left to right. */
export function marksOf({ suggested }: RangeTest): [string, number][] {
  if (suggested === null) return []
  const { low, base, peak, high } = suggested
  return Object.entries({ low, base, peak, high }).sort(([, a], [, b]) => a - b)
}

export function rangeTestFigure(range: RangeTest, width: number, height = 320): string {
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
    // a phone has no room for it, but the answer above says the same
    yLabel: `loss, log${names.length === 0 || width < 600 ? '' : `; dashed: ${names.join(', ')}`}`,
    lines: [
      { color: '#ced4da', width: 1, points: pointsOf(range.learningRate, range.loss) },
      ...range.seeds.slice(1).map(({ learningRate, smoothed }): Line => {
        return { color: '#868e96', width: 1.2, points: pointsOf(learningRate, smoothed) }
      }),
      { color: '#d9480f', width: 2.5, points: pointsOf(range.learningRate, range.smoothed) },
      ...marks.map(([name, rate]): Line => {
        const color = name === 'peak' ? '#1864ab' : '#5c636a'
        return {
          color,
          width: name === 'peak' ? 2 : 1,
          dash: '5 4',
          points: [
            [rate, bottom],
            [rate, top],
          ],
        }
      }),
    ],
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
