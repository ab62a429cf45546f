/** The section of a report that shows a learning-rate range test. */
import { count, joined } from '../../words.js'
import { bothWidths, figureHtml, paragraph, sectionHtml } from '../html.js'
import { drawPlot } from '../svg/plot.js'
import { logScale } from '../svg/scale.js'

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
  const { suggested, reliable, reasons, seeds } = test
  const answer =
    suggested === null
      ? `It gave no reliable answer: ${joined(reasons, '; ')}.`
      : `It suggests a peak of ${short(suggested.peak)}; training works from ${short(suggested.low)} to ${short(suggested.high)}.`
  return sectionHtml(
    'Range test',
    figureHtml(
      bothWidths((width) => rangeFigure(test, width)),
      'Loss of the batches while the rate rises, for the first seed: smoothed (thick) and raw (thin)' +
        `${suggested !== null && reliable ? '; the suggested peak is dashed' : ''}.`,
    ),
    paragraph(
      `${answer} It took ${count(updates)} updates, over ${seeds} seeds and their controls. No rate of this study was chosen by it; its ` +
        'updates are charged to 1cycle where the cost of the search is counted.',
    ),
  )
}

function rangeFigure({ learningRate, loss, smoothed, suggested }: ShownRangeTest, width: number): string {
  const low = Math.min(...smoothed)
  const high = Math.min(Math.max(...smoothed), 6 * Math.max(low, 1e-6))
  const peak = suggested?.peak
  const line = (values: readonly number[]): [number, number][] =>
    values.map((value, i) => [learningRate[i] as number, value])
  const marks =
    peak === undefined
      ? []
      : [
          {
            color: '#343a40',
            width: 1,
            dash: '4 4',
            points: [
              [peak, low / 2],
              [peak, 2 * high],
            ] as [number, number][],
          },
        ]
  return drawPlot({
    title: 'loss against the learning rate of the range test',
    width,
    height: 280,
    x: logScale(learningRate[0] as number, learningRate[learningRate.length - 1] as number, POWERS),
    y: logScale(low / 1.2, high * 1.2),
    xLabel: 'learning rate, log',
    yLabel: 'loss, log',
    lines: [
      { color: '#adb5bd', width: 1, points: line(loss) },
      { color: '#d9480f', width: 2.5, points: line(smoothed) },
      ...marks,
    ],
  })
}

const POWERS = [1e-6, 1e-5, 1e-4, 1e-3, 1e-2, 1e-1, 1, 10, 100]

function short(value: number): string {
  return String(Number(value.toPrecision(3)))
}
