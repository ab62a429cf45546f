/** The report of one training run: one HTML file that needs nothing else, the answer first. */
import { readResult, wrongType } from '../../check.js'
import type { Metrics } from '../../network/metrics/metrics.js'
import { count } from '../../words.js'
import { bothWidths, escapeHtml, figureHtml, listHtml, pageHtml, paragraph, sectionHtml, tableHtml } from '../html.js'
import { legendHtml } from '../legend.js'
import { checkMade, checkPairs, type Made, madeSections } from '../made.js'
import { classTables } from './classes.js'
import { CURVES, curvesFigure, steadyMomentum } from './curves.js'
import type { RunFacts, TrainingFacts } from './facts.js'
import { mistakesHtml } from './mistakes.js'
import { residualsFigure, scatterFigure, shortNumber } from './numbers.js'

/**
 * The report of a training run as an HTML page: its answer, its curves, for classes the confusion matrix and the surest
 * mistakes, for numbers the predicted ones against the true ones. A pure function of its facts.
 *
 * @param facts what was trained and what came of it; a `History` and what `metrics` gives go in as they are
 * @param made where and how it was made; what is left out is not shown
 */
export function trainingReport(facts: TrainingFacts, made: Made = {}): string {
  if (typeof facts?.history !== 'object') {
    throw wrongType('trainingReport', 'facts', 'an object with title, history and the like', facts)
  }
  checkPairs('trainingReport', 'setting', facts.setting)
  checkMade('trainingReport', made)
  return readResult('trainingReport', 'facts', facts, 'history', 'its declaration', (facts) => pageOf(facts, made))
}

function pageOf(facts: TrainingFacts, made: Made): string {
  const { title, setting, summary, notes = [], history, evaluation, mistakes, answers } = facts
  const wrong = mistakes === undefined ? [] : mistakesHtml(mistakes)
  return pageHtml(title, [
    `<header><h1>${escapeHtml(title)}</h1>`,
    `<p class="answer">${escapeHtml(answerOf(facts))}</p>`,
    `<p class="setting">${escapeHtml(endOf(history))}</p></header>`,
    ...(history.loss.length === 0 ? [] : [sectionHtml('The run', ...curves(history))]),
    ...(evaluation === null ? [] : [scoresSection(evaluation, facts.evaluatedOn)]),
    ...(wrong.length === 0 ? [] : [sectionHtml('The worst mistakes', ...wrong)]),
    ...(answers === undefined || answers.actual.length === 0
      ? []
      : [sectionHtml('Predicted against true', ...numbers(answers))]),
    ...(notes.length === 0 ? [] : [sectionHtml('What was made of the columns', linesHtml(notes))]),
    sectionHtml('Setting', listHtml(setting), ...(summary === undefined ? [] : summaryHtml(summary))),
    ...madeSections(made),
  ])
}

function answerOf({ evaluation, evaluatedOn, history, answers }: TrainingFacts): string {
  if (history.stopped === 'diverged') {
    return `The run diverged${history.reason === null ? '' : `: ${history.reason}`}. A lower learning rate is the first thing to try.`
  }
  if (evaluation === null) return 'The run did not come to its end, so nothing was evaluated.'
  const on = `${count(evaluation.count)} ${evaluatedOn}`
  const { classes, numbers: errors, accuracy, loss } = evaluation
  if (classes !== null && accuracy !== null) {
    const largest = classes.perClass.reduce((a, b) => (b.support > a.support ? b : a))
    const always = largest.support / evaluation.count
    return (
      `${percentText(accuracy)} of the ${on} are classified correctly. Always answering "${largest.className}" would get ` +
      `${percentText(always)} right.`
    )
  }
  if (errors !== null) {
    const explained = errors.r2 === null ? '' : `; R2 ${errors.r2.toFixed(3)}`
    const what = answers === undefined ? 'Predictions' : `Predictions of ${answers.name}`
    return `${what} are off by ${shortNumber(errors.mae)} on average (RMSE ${shortNumber(errors.rmse)}) on the ${on}${explained}.`
  }
  return `The loss is ${loss.toPrecision(4)} on the ${on}.`
}

function endOf({ stopped, loss, epochRecords, seconds, restoredEpoch }: RunFacts): string {
  const ends = { completed: 'completed', aborted: 'stopped from outside', early: 'stopped early', diverged: 'diverged' }
  const restored = restoredEpoch === null ? '' : `; the parameters are those after epoch ${restoredEpoch + 1}`
  const end = stopped === null ? 'not at its end yet' : ends[stopped]
  return `${count(loss.length)} updates in ${count(epochRecords.length)} epochs, ${seconds.toFixed(1)} s, ${end}${restored}`
}

function curves(history: RunFacts): string[] {
  const validated = history.epochRecords.some(({ validationLoss }) => validationLoss !== null)
  const steady = steadyMomentum(history)
  const legend = legendHtml([
    ['loss of each batch', CURVES.raw],
    ['smoothed', CURVES.training],
    ...(validated ? [['held-out rows, after each epoch', CURVES.validation] as const] : []),
  ])
  const caption =
    'The loss of a batch is taken before its update; all curves share the axis of updates.' +
    (steady === null ? '' : ` The momentum was ${steady} throughout.`)
  return [
    legend,
    figureHtml(
      bothWidths((width) => curvesFigure(history, width)),
      caption,
    ),
  ]
}

function scoresSection({ classes, numbers: errors, accuracy, loss, count: rows }: Metrics, on: string): string {
  const known = (name: string, value: number | null | undefined, text: (value: number) => string) =>
    value === null || value === undefined ? [] : [[name, text(value)] as const]
  const scores = [
    ['rows', `${count(rows)} ${on}`] as const,
    ...known('loss', loss, (value) => value.toPrecision(4)),
    ...known('accuracy', accuracy, percentText),
    ...known('balanced accuracy', classes?.balancedAccuracy, percentText),
    ...known('log loss', classes?.logLoss, (value) => value.toPrecision(4)),
    ...known('calibration error', classes?.calibrationError, percentText),
    ...known('RMSE', errors?.rmse, shortNumber),
    ...known('MAE', errors?.mae, shortNumber),
    ...known('R2', errors?.r2, (value) => value.toFixed(4)),
  ]
  return sectionHtml('Evaluation', listHtml(scores), ...(classes === null ? [] : classTables(classes)))
}

function numbers(answers: NonNullable<TrainingFacts['answers']>): string[] {
  return [
    figureHtml(
      bothWidths((width) => scatterFigure(answers, width)),
      'A dot for each row; on the dashed line the prediction is exact.',
    ),
    figureHtml(
      bothWidths((width) => residualsFigure(answers, width)),
      'How far predictions are off: above 0 they are too high.',
    ),
  ]
}

/** The lines of `network.summary()` as a table: its columns begin where those of its head do; the last line is a sentence. */
function summaryHtml(summary: string): string[] {
  const lines = summary.split('\n')
  const starts = [...(lines[0] ?? '').matchAll(/\S+/g)].map(({ index }) => index)
  const cells = lines.map((line) => starts.map((start, i) => line.slice(start, starts[i + 1]).trim()))
  const [head = [], ...rows] = cells.slice(0, -1)
  return rows.length === 0
    ? [`<pre>${escapeHtml(summary)}</pre>`]
    : [tableHtml('The network', head, rows), paragraph(lines.at(-1) ?? '')]
}

function linesHtml(lines: readonly string[]): string {
  return `<ul>${lines.map((line) => `<li>${escapeHtml(line)}</li>`).join('\n')}</ul>`
}

function percentText(share: number): string {
  return `${(100 * share).toFixed(2)} %`
}
