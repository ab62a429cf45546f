/** The report of a replay: other people's curves, when they arrive, and what is unfair in comparing them. */
import { checkResult } from '../../check.js'
import type { Replay } from '../../measure/replay/result.js'
import { count, percent } from '../../words.js'
import { bothWidths, escapeHtml, figureHtml, listHtml, pageHtml, paragraph, sectionHtml, tableHtml } from '../html.js'
import { legendHtml } from '../legend.js'
import { type Made, madeSections } from '../made.js'
import { replayHeadline } from '../study/headline.js'
import type { Stroke } from '../svg/marks.js'
import { strokesFor, targetRule } from '../svg/palette.js'
import { drawPlot } from '../svg/plot.js'
import { accuracyScale, linearScale } from '../svg/scale.js'
import { warningsHtml } from '../warnings.js'

/**
 * The report of a replay as an HTML page: the curves, when they reach their targets, and the warnings first.
 *
 * @param replay what `replayCurves` returned
 * @param made where and how it was made; what is left out is not shown
 */
export function replayReport(replay: Replay, made: Made = {}): string {
  const { curves, subject, unit } = checkResult('replayReport', 'replay', replay, 'curves', 'replayCurves')
  const strokes = strokesFor(
    curves.map(({ name }) => name),
    subject,
    true,
  )
  const legend = legendHtml(curves.map(({ name }) => [name, strokes.get(name) as Stroke]))
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
    sectionHtml('When they arrive', hitsTable(replay), paragraph(HITS)),
    sectionHtml(
      'What was read',
      ...curves.map(({ name, columns, looks, end, final, best, drops, measuredOn }) =>
        [
          `<h3>${escapeHtml(name)}</h3>`,
          listHtml([
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

function curvesFigure({ curves, targets, unit, subject }: Replay, strokes: ReadonlyMap<string, Stroke>, width: number) {
  const shares = curves.flatMap(({ points }) => points.map(({ accuracy }) => accuracy))
  const best = Math.max(...shares, ...targets.map(({ target }) => target))
  return drawPlot({
    title: `accuracy against ${unit}`,
    width,
    height: width > 500 ? 400 : 320,
    x: linearScale(0, Math.max(...curves.map(({ end }) => end)), { whole: true }),
    y: accuracyScale(Math.max(Math.min(...shares), 1 - 12 * (1 - Math.max(...shares)), 0), 1 - (1 - best) * 0.9, 9),
    xLabel: unit,
    yLabel: 'accuracy, log of the error',
    rules: targets.map(({ target }) => targetRule(target)),
    lines: [...curves]
      .sort((a, b) => Number(a.name === subject) - Number(b.name === subject))
      .map(({ name, points }) => ({
        ...(strokes.get(name) as Stroke),
        points: points.map(({ step, accuracy }): [number, number] => [step, accuracy]),
      })),
  })
}

function hitsTable({ targets, unit, subject }: Replay): string {
  const step = (value: number | null): string => (value === null ? 'never' : count(value))
  const rows = targets.flatMap(({ target, curves }) =>
    curves.map(({ name, first, sustained, speedUp, sustainedSpeedUp, follows }) => [
      `${percent(target)} ${name}`,
      step(first),
      speedUp?.text ?? '',
      step(sustained),
      sustainedSpeedUp?.text ?? '',
      follows === null ? '' : count(follows),
    ]),
  )
  const head = [
    'target, curve',
    `first reached, ${unit}`,
    `speed-up of ${subject}`,
    `reached for good, ${unit}`,
    `speed-up of ${subject}`,
    'right after its drop at',
  ]
  return tableHtml('First reached, and reached for good', head, rows)
}
