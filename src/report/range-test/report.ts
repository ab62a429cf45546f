/** The report of a range test: one page that holds everything it needs. */
import { checkResult, checkShallow, readResult } from '../../check.js'
import type { RangeTest } from '../../measure/range-test/result.js'
import {
  bothWidths,
  embeddedJson,
  escapeHtml,
  figureHtml,
  listHtml,
  pageHtml,
  paragraph,
  sectionHtml,
  tableHtml,
} from '../html.js'
import { checkPairs } from '../made.js'
import { rangeTestFigure, shortRate } from './figure.js'

/** What the report of a range test says beside its result. */
export interface RangeTestSetting {
  /** "digits: 10000 rows", "784-128-10" and the like, as names and values */
  readonly facts: readonly (readonly [string, string])[]
  /** the command that makes the page again */
  readonly command: string
  /** the document of --json */
  readonly document: unknown
}

/**
 * The report of a range test as an HTML page: the rates that it suggests, the curve of every seed, how far it can be trusted.
 *
 * @param range what `findLearningRate` returned
 * @param setting what was swept, and how the page is made again
 */
export function rangeTestReport(range: RangeTest, setting: RangeTestSetting): string {
  const where = 'rangeTestReport'
  checkResult(where, 'setting', setting, 'facts', 'its caller')
  checkPairs(where, 'facts', setting.facts)
  checkShallow(where, 'document', setting.document)
  return readResult(where, 'range', range, 'seeds', 'findLearningRate', (range) => pageOf(range, setting))
}

function pageOf(range: RangeTest, { facts, command, document }: RangeTestSetting): string {
  return pageHtml('Learning-rate range test', [
    '<h1>Learning-rate range test</h1>',
    `<p class="answer">${answerOf(range)}</p>`,
    figureHtml(
      bothWidths((width) => rangeTestFigure(range, width)),
      `Loss of the batches while the rate changes: for the first seed raw (faint) and smoothed (thick), for the other seeds ` +
        `smoothed (grey). The smoothed curves lag by ${range.lag.steps.toFixed(1)} updates, ${range.lag.decades.toFixed(2)} decades.`,
    ),
    sectionHtml('Seeds', seedsTable(range)),
    sectionHtml('How far it can be trusted', listHtml(trustOf(range))),
    sectionHtml('Setting', listHtml(facts), paragraph('Made with:'), `<pre>${escapeHtml(command)}</pre>`),
    embeddedJson('range-test', document),
  ])
}

function answerOf({ suggested, reasons }: RangeTest): string {
  if (suggested === null) return escapeHtml(`No reliable answer: ${reasons.join('; ')}.`)
  const { peak, base, low, high } = suggested
  return `1cycle to a peak of <strong>${shortRate(peak)}</strong>, from a base of ${shortRate(base)}. The loss begins to fall at ${shortRate(low)} and turns at ${shortRate(high)}.`
}

function seedsTable({ seeds, suggestions }: RangeTest): string {
  const rate = (value: number | null | undefined) => (value == null ? '-' : shortRate(value))
  const names = ['steepest', 'valley', 'slide', 'minimum'] as const
  return tableHtml(
    'The rates that each seed suggests, and those of four published rules',
    ['seed', 'peak', 'low', 'high', ...names],
    [
      ...seeds.map(({ seed, suggested, suggestions: own }) => [
        seed,
        ...(['peak', 'low', 'high'] as const).map((name) => rate(suggested?.[name])),
        ...names.map((name) => rate(own[name])),
      ]),
      ['median', '', '', '', ...names.map((name) => rate(suggestions[name]))],
    ],
  )
}

function trustOf({ interval, agreement, sensitivity, lag }: RangeTest): [string, string][] {
  const known: [string, string][] = [['lag of the smoothing', `${lag.steps.toFixed(1)} updates`]]
  if (interval !== null) {
    const [low, high] = interval.peak
    const coverage = `${Math.round(100 * interval.coverage)} %`
    known.push([
      'peak over the seeds',
      `${shortRate(low)} to ${shortRate(high)}, an interval of the median that covers ${coverage}`,
    ])
  }
  if (sensitivity !== null) {
    known.push([
      'peak at half the steps',
      `${shortRate(sensitivity.peak)}, ${sensitivity.ratio.toFixed(2)} times the peak of the whole sweep`,
    ])
  }
  if (agreement !== null) {
    const { decades, middle } = agreement
    known.push(['four published rules', `${decades.toFixed(1)} decades apart, the middle two ${middle.toFixed(1)}`])
  }
  return known
}
