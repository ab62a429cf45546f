/** The section of a report that shows a learning-rate range test. */
import { greatest, least } from '../../math/extremes.js'
import { count, joined } from '../../words.js'
import { bothWidths, figureHtml, paragraph, sectionHtml } from '../html.js'
import { drawPlot } from '../svg/plot.js'
import { logScale } from '../svg/scale.js'
import { tone } from '../svg/tones.js'
import { shortRate } from './figure.js'

/** What is shown of a range test: the curve of its first seed, and what it suggests. */
export interface ShownRangeTest {
  readonly learningRate: readonly number[]
  readonly loss: readonly number[]
  readonly smoothed: readonly number[]
  readonly seeds: number
  readonly reliable: boolean
  /** why there is no reliable answer */
  readonly reasons: readonly string[]
  readonly suggested: { readonly peak: number; readonly low: number; readonly high: number } | null
}

export function rangeTestSection(test: ShownRangeTest, updates: number): string {
  const { suggested, reasons, seeds } = test
  const answer =
    suggested === null
      ? `It gave no reliable answer: ${joined(reasons, '; ')}.`
      : `It suggests a peak of ${shortRate(suggested.peak)}; training works from ${shortRate(suggested.low)} to ${shortRate(suggested.high)}.`
  return sectionHtml(
    'Range test',
    figureHtml(
      bothWidths((width) => rangeFigure(test, width)),
      'Loss of the batches while the rate rises, for the first seed: smoothed (thick) and raw (faint)' +
        `${suggested === null ? '' : '; the peak that it suggests is dashed'}.`,
    ),
    paragraph(
      `${answer} It took ${count(updates)} updates, over ${seeds} seeds and their controls. No rate of this study was chosen by it; its ` +
        'updates are charged to 1cycle where the cost of the search is counted.',
    ),
  )
}

function rangeFigure({ learningRate, loss, smoothed, suggested }: ShownRangeTest, width: number): string {
  const low = least(smoothed)
  const high = Math.min(greatest(smoothed), 6 * Math.max(low, 1e-6))
  const peak = suggested?.peak
  const line = (values: readonly number[]): [number, number][] =>
    values.map((value, i) => [learningRate[i] as number, value])
  return drawPlot({
    title: 'loss against the learning rate of the range test',
    width,
    height: 280,
    x: logScale(learningRate[0] as number, learningRate[learningRate.length - 1] as number, POWERS),
    y: logScale(low / 1.2, high * 1.2),
    xLabel: 'learning rate, log',
    yLabel: 'loss, log',
    lines: [
      { color: tone('raw'), width: 0.8, points: line(loss) },
      { color: tone('subject'), width: 2.5, points: line(smoothed) },
    ],
    marks:
      peak === undefined
        ? []
        : [{ x: peak, name: `peak ${shortRate(peak)}`, color: tone('curve-1'), width: 2, dash: '5 4' }],
  })
}

const POWERS = [1e-6, 1e-5, 1e-4, 1e-3, 1e-2, 1e-1, 1, 10, 100]
