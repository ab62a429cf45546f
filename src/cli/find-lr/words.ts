/** What `onecycle find-lr` says to people: the answer, the curve, and how far it can be trusted. */
import type { RangeTest } from '../../measure/range-test/result.js'
import { lossesShown, marksOf, shortRate } from '../../report/range-test/figure.js'
import { drawTextPlot } from '../../report/svg/text-plot.js'
import type { Parts } from '../data/parts.js'
import { print, wrapped } from '../shared/output.js'
import { width } from '../terminal/width.js'
import { datasetResult, type NetworkResult, networkText } from '../train/result.js'

const MOST_WIDE = 100
const HEIGHT = 14
const LETTERS: Readonly<Record<string, string>> = { low: 'l', base: 'b', peak: 'P', high: 'h' }

export function printRangeTest(range: RangeTest, data: Parts, network: NetworkResult, seconds: number): void {
  const { name, training, inputs, classes } = datasetResult(data)
  const predicted = classes === 0 ? 'numbers' : `${classes} classes`
  const { seeds, sweep, from, to, steps, batchSize } = range
  const facts = [
    `${name}: ${training} training rows, ${inputs} inputs, ${predicted}; network ${networkText(network)}`,
    `${seeds.length} ${sweep} sweeps from ${shortRate(from)} to ${shortRate(to)} in ${steps} updates, batches of ${batchSize}: ${seconds.toFixed(1)} s`,
  ]
  const below = [...answerLines(range), '', ...trustLines(range)]
  print(...inWidth(facts), '', ...curveLines(range), '', ...inWidth(below))
}

function inWidth(lines: readonly string[]): string[] {
  return lines.flatMap((line) => wrapped(line, width(), line.startsWith('  - ') ? '    ' : '  '))
}

function curveLines(range: RangeTest): string[] {
  const { learningRate, loss, smoothed, sweep, from, to } = range
  const { low, high } = lossesShown(range)
  const across = sweep === 'exponential' ? between(Math.log(from), Math.log(to), Math.log) : between(0, to, Number)
  const up = between(Math.log(low), Math.log(high), Math.log)
  const along = (values: readonly number[]) =>
    values.map((value, i): [number, number] => [across(learningRate[i] as number), up(value)])
  return drawTextPlot({
    points: along(smoothed),
    faint: along(loss),
    marks: marksOf(range).map(([name, rate]) => [LETTERS[name] as string, across(rate)]),
    yLabels: [`loss ${shortRate(high)}`, shortRate(low)],
    xLabels: [sweep === 'exponential' ? shortRate(from) : '0', shortRate(to)],
    width: Math.min(MOST_WIDE, width() - 2),
    height: HEIGHT,
  })
}

function between(low: number, high: number, of: (value: number) => number): (value: number) => number {
  return (value) => (of(value) - low) / (high - low || 1)
}

function answerLines({ suggested, reasons }: RangeTest): string[] {
  if (suggested === null) return ['no reliable answer:', ...reasons.map((reason) => `  - ${reason}`)]
  const { base, peak, low, high } = suggested
  const rows = [
    ['peak', peak, 'the highest rate of 1cycle: onecycle train --peak'],
    ['base', base, 'the rate that a cycle starts from'],
    ['low', low, 'where the loss begins to fall'],
    ['high', high, 'where it turns up'],
  ] as const
  const widest = Math.max(...rows.map(([, rate]) => shortRate(rate).length))
  return rows.map(([name, rate, what]) => `${name.padEnd(4)}  ${shortRate(rate).padEnd(widest)}  ${what}`)
}

function trustLines({ interval, sensitivity, lag, suggestions, agreement }: RangeTest): string[] {
  const lines: string[] = []
  if (interval !== null) {
    const [low, high] = interval.peak.map(shortRate)
    const coverage = Math.round(100 * interval.coverage)
    lines.push(`peak over the seeds: ${low} to ${high}, a ${coverage} % interval of the median`)
  }
  if (sensitivity !== null) {
    lines.push(
      `peak from half the updates: ${shortRate(sensitivity.peak)}, ${sensitivity.ratio.toFixed(2)} times that of the whole sweep`,
    )
  }
  lines.push(`the smoothed curve lags by ${lag.steps.toFixed(1)} updates, ${lag.decades.toFixed(2)} decades`)
  const rates = Object.entries(suggestions).map(([name, rate]) => `${name} ${rate === null ? '-' : shortRate(rate)}`)
  const apart = agreement === null ? '' : ` (${agreement.decades.toFixed(1)} decades apart)`
  lines.push(`published rules: ${rates.join(', ')}${apart}`)
  return lines
}
