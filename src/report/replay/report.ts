/** The report of a replay: other people's curves, when they arrive, and what is unfair in comparing them. */

import { readResult } from '../../check.js'
import { greatest, least } from '../../math/extremes.js'
import { methodOf, methodsOf } from '../../measure/replay/methods.js'
import type { Replay } from '../../measure/replay/result.js'
import { count, percent } from '../../words.js'
import { bothWidths, escapeHtml, figureHtml, listHtml, pageHtml, paragraph, sectionHtml, tableHtml } from '../html.js'
import { legendHtml } from '../legend.js'
import { checkMade, type Made, madeSections } from '../made.js'
import type { Stroke } from '../svg/marks.js'
import { strokesFor, targetRule } from '../svg/palette.js'
import { drawPlot } from '../svg/plot.js'
import { accuracyScale, linearScale } from '../svg/scale.js'
import { warningsHtml } from '../warnings.js'
import { replayHeadline } from './headline.js'
import { replayRows } from './rows.js'

/**
 * The report of a replay as an HTML page: the curves, when they reach their targets, and the warnings first.
 *
 * @param replay what `replayCurves` returned
 * @param made where and how it was made; what is left out is not shown
 */
export function replayReport(replay: Replay, made: Made = {}): string {
  checkMade('replayReport', made)
  return readResult('replayReport', 'replay', replay, 'curves', 'replayCurves', (replay) => pageOf(replay, made))
}

function pageOf(replay: Replay, made: Made): string {
  const { curves, targets, subject, unit } = replay
  const several = targets[0]?.methods !== undefined
  const strokes = strokesFor([...methodsOf(curves).keys()], subject, true)
  const legend = legendHtml([...methodsOf(curves).keys()].map((name) => [name, strokes.get(name) as Stroke]))
  return pageHtml(`${subject}: how much sooner?`, [
    `<header><h1>How much sooner does ${escapeHtml(subject)} arrive?</h1>`,
    `<p class="answer">${escapeHtml(replayHeadline(replay))}</p></header>`,
    warningsHtml(replay.warnings),
    sectionHtml(
      'The curves',
      legend,
      figureHtml(
        bothWidths((width) => curvesFigure(replay, strokes, width)),
        `Accuracy as logged against ${unit}; targets are dashed.`,
      ),
    ),
    sectionHtml('When they arrive', hitsTable(replay), paragraph(HITS), several ? paragraph(RUNS) : ''),
    sectionHtml(
      'What was read',
      ...curves.map(({ name, method, columns, looks, end, final, best, drops, measuredOn }) =>
        [
          `<h3>${escapeHtml(name)}</h3>`,
          listHtml([
            ...(method === undefined ? [] : [['a run of', method] as const]),
            ['columns', [columns.step, columns.accuracy, columns.loss].filter((title) => title !== null).join(', ')],
            [
              'measured on',
              measuredOn === 'unknown' ? 'not known' : `the ${measuredOn} set, by the name of its column`,
            ],
            ['looks', `${count(looks)}, up to ${count(end)} ${unit}`],
            ['at its end', `${percent(final.accuracy)}${final.loss === null ? '' : `, loss ${final.loss}`}`],
            ['at its best', `${percent(best.accuracy)} at ${count(best.step)}`],
            ['drops of its rate', drops.length === 0 ? 'none found' : `after ${drops.map(count).join(', ')}`],
          ]),
        ].join('\n'),
      ),
    ),
    ...madeSections(made),
  ])
}

const HITS =
  'A curve is only known where it was logged, so it reached a target somewhere between the look given here and the one ' +
  'before. One that never arrives is censored at its end: the speed-up over it is only known to be above the bound. A drop ' +
  'is where the curve itself jumps after a plateau, or where the log says so.'
const RUNS =
  'Of several runs the median is given, with its interval; a run that never arrives counts as longer than every log. ' +
  'The interval of a speed-up is for runs that are not paired and allows for the time between two looks: that of Welch for ' +
  'the mean log ratio, or a bootstrap of the medians where runs never arrive or are there at their first look.'

function curvesFigure({ curves, targets, unit, subject }: Replay, strokes: ReadonlyMap<string, Stroke>, width: number) {
  const shares = curves.flatMap(({ points }) => points.map(({ accuracy }) => accuracy))
  const highest = greatest(shares)
  const best = Math.max(highest, ...targets.map(({ target }) => target))
  return drawPlot({
    title: `accuracy against ${unit}`,
    width,
    height: width > 500 ? 400 : 320,
    x: linearScale(0, greatest(curves.map(({ end }) => end)), { whole: true }),
    y: accuracyScale(Math.max(least(shares), 1 - 12 * (1 - highest), 0), 1 - (1 - best) * 0.9, 9),
    xLabel: unit,
    yLabel: 'accuracy, log of the error',
    rules: targets.map(({ target }) => targetRule(target)),
    lines: [...curves]
      .sort((a, b) => Number(methodOf(a) === subject) - Number(methodOf(b) === subject))
      .map(({ points, ...curve }) => ({
        ...(strokes.get(methodOf(curve)) as Stroke),
        points: points.map(({ step, accuracy }): [number, number] => [step, accuracy]),
      })),
  })
}

function hitsTable(replay: Replay): string {
  const { targets, unit, subject } = replay
  const several = targets[0]?.methods !== undefined
  const faster = `speed-up of ${subject}`
  const only = (...cells: string[]): string[] => (several ? cells : [])
  const head = [
    several ? 'target, method, its runs' : 'target, curve',
    ...[`first reached, ${unit}`, ...only('interval', 'reached'), faster, ...only('interval')],
    ...[`reached for good, ${unit}`, faster, 'right after its drop at'],
  ]
  const rows = targets.flatMap((target) =>
    replayRows(replay, target).map((row) => [
      row.run ? row.name : `${percent(target.target)} ${row.name}`,
      ...[row.first, ...only(row.interval, row.reached), row.speedUp, ...only(row.speedUpInterval)],
      ...[row.sustained, row.sustainedSpeedUp, row.drop],
    ]),
  )
  return tableHtml('First reached, and reached for good', head, rows)
}
