/** The report of a study: one HTML file that needs nothing else, the answer first. */
import { checkResult, readResult } from '../../check.js'
import type { Study } from '../../measure/study/analysis/result.js'
import { updatesBetweenLooks } from '../../measure/study/looks.js'
import { isAllUntuned } from '../../measure/study/methods/planned.js'
import { count, epochsText, scoreName } from '../../words.js'
import { bothWidths, escapeHtml, figureHtml, pageHtml, paragraph, sectionHtml } from '../html.js'
import { legendHtml } from '../legend.js'
import { checkMade, type Made, madeSections } from '../made.js'
import { rangeTestSection, type ShownRangeTest } from '../range-test/section.js'
import type { Stroke } from '../svg/marks.js'
import { strokesFor } from '../svg/palette.js'
import { findingsHtml, warningsHtml } from '../warnings.js'
import { besideSection } from './beside.js'
import { accuracyFigure, budgetStroke, lossFigure, scheduleFigure, speedUpFigure, tuningFigure } from './figures.js'
import { studyHeadline } from './headline.js'
import { methodText, networkText } from './method-text.js'
import { spentText } from './spent-text.js'
import { ablationHtml, budgetTable, inRunTable, questionsHtml, rateTable, searchTable, targetTables } from './tables.js'

/**
 * The report of a study as an HTML page: the answer with its interval, the warnings, figures, tables, and how it was measured.
 *
 * @param study what `compare` returned
 * @param made where and how it was made; what is left out is not shown
 * @param rangeTest one that was made beforehand
 * @param beside a study of the same question on another network, told in short
 */
export function studyReport(study: Study, made: Made = {}, rangeTest?: ShownRangeTest, beside?: Study): string {
  const where = 'studyReport'
  checkMade(where, made)
  if (rangeTest !== undefined) checkResult(where, 'rangeTest', rangeTest, 'smoothed', 'findLearningRate')
  if (beside !== undefined) checkResult(where, 'beside', beside, 'plan', 'compare')
  return readResult(where, 'study', study, 'plan', 'compare', (study) => pageOf(study, made, rangeTest, beside))
}

function pageOf(study: Study, made: Made, rangeTest?: ShownRangeTest, beside?: Study): string {
  const { plan } = study
  const strokes = strokesFor(plan.schedules, plan.subject)
  const legend = legendHtml(plan.schedules.map((name) => [name, strokes.get(name) as Stroke]))
  const rivals = plan.schedules.filter((schedule) => schedule !== plan.subject)
  const longest = plan.budgets[plan.budgets.length - 1] as number
  const name = scoreName(plan.metric)
  const untuned = isAllUntuned(plan)
  const spent = study.seconds === undefined ? [] : [spentText(study.seconds)]
  const score = `${name.charAt(0).toUpperCase()}${name.slice(1)}`
  return pageHtml(`${plan.subject} on ${plan.training.name}: how much sooner?`, [
    `<header><h1>How much sooner does ${escapeHtml(plan.subject)} arrive?</h1>`,
    `<p class="answer">${escapeHtml(studyHeadline(study))}</p>`,
    `<p class="setting">${escapeHtml(
      `${plan.training.name}, network ${networkText(plan)}, batches of ${plan.batchSize}; ${plan.schedules.length} schedules, each ` +
        `${untuned ? 'at the rate that was given for it' : 'tuned'} and run at ${plan.budgets.length} budgets, ${plan.seeds.length} seeds each`,
    )}</p></header>`,
    findingsHtml(study.findings),
    warningsHtml(study.warnings),
    sectionHtml(
      `${score} against budget`,
      legend,
      figureHtml(
        bothWidths((width) => accuracyFigure(study, strokes, width)),
        `Each dot is a run of its own length, with the rate ${untuned ? 'that was given' : 'tuned for that length'}: the median of ${plan.seeds.length} seeds, with the ` +
          `interval of that median as a band${study.ablation === undefined ? '' : ', but for 1cycle without a part'}. A target takes ` +
          'the budget at which a line crosses it.',
      ),
    ),
    sectionHtml('Questions a hostile reader asks', questionsHtml(study)),
    ...(study.ablation === undefined
      ? []
      : [
          sectionHtml(
            'Which part of 1cycle earns it?',
            `<p class="finding">${escapeHtml(study.ablation.answer)}</p>`,
            ...ablationHtml(study),
            paragraph(PARTS),
          ),
        ]),
    sectionHtml('What the targets take', ...targetTables(study), paragraph(TARGETS)),
    ...(study.curve.length < 2
      ? []
      : [
          sectionHtml(
            'Speed-up against target',
            `<div class="panels">${rivals.map((rival) => `<div>${speedUpFigure(study, rival, strokes.get(rival) as Stroke)}</div>`).join('')}</div>`,
            `<p class="setting">${escapeHtml(
              `How many times sooner ${plan.subject} ends at the target, for every target and not one lucky one; 1x is no gain, ` +
                'below it the rival is sooner. Bands are intervals; open triangles are lower bounds, where the rival never arrived.',
            )}</p>`,
          ),
        ]),
    sectionHtml(
      `${score} of every budget`,
      budgetTable(study, 'validation', 'On the held-out rows, where rates are tuned and targets measured'),
      budgetTable(study, 'test', 'On the test set, read once at the end of the same runs'),
    ),
    sectionHtml(
      'Other readings of the same runs',
      searchTable(study),
      paragraph(searchText(study)),
      inRunTable(study),
      paragraph(inRunText(study)),
    ),
    sectionHtml(
      `The schedules, over ${epochsText(longest)}`,
      legend,
      figureHtml(
        bothWidths((width) => scheduleFigure(study, 'learningRate', strokes, width)) +
          bothWidths((width) => scheduleFigure(study, 'momentum', strokes, width)),
        `Learning rate and momentum of each schedule at the rate that was ${untuned ? 'given' : 'tuned'} for it.`,
      ),
      figureHtml(
        bothWidths((width) => lossFigure(study, strokes, width)),
        'Loss on the held-out rows inside those runs, median over the seeds.',
      ),
    ),
    untuned
      ? sectionHtml('The rates', rateTable(study))
      : sectionHtml(
          'How the rates were chosen',
          legendHtml(plan.budgets.map((budget) => [epochsText(budget), budgetStroke(plan.budgets, budget)])),
          `<div class="panels">${plan.schedules.map((schedule) => `<div>${tuningFigure(study, schedule)}</div>`).join('')}</div>`,
          `<p class="setting">${score} on the held-out rows against the rate, on seeds that score nothing.</p>`,
          rateTable(study),
        ),
    ...(rangeTest === undefined ? [] : [rangeTestSection(rangeTest, plan.rangeTestUpdates)]),
    ...(beside === undefined ? [] : [besideSection(beside)]),
    sectionHtml('How it was measured', ...[...methodText(plan), ...spent].map(paragraph)),
    ...madeSections(made),
  ])
}

const TARGETS =
  'Epochs: the budget that ends at the target, as the median over the seeds; a run that never does counts as longer than all ' +
  'budgets. For each seed the score is a monotone curve through its runs at all budgets, so the answer is no step of their ' +
  'grid. Nothing is extrapolated: outside the budgets only a bound is known.'

const PARTS =
  'Each row is the method with the part less the same without it, both tuned, as the median over the pairs of runs that share a seed, with its ' +
  'interval. Above 0 the part earns, below it costs; of the times to a target, above 1x. The sentence names a part where the ' +
  'interval lies beside 0 at two budgets or more, as among so many one may by chance; it tells the largest of them.'

function searchText({ plan }: Study): string {
  const { rangeTestUpdates } = plan
  const range =
    rangeTestUpdates === 0 ? 'No range test was made' : `The range test took ${count(rangeTestUpdates)} updates`
  return (
    'The search is all trials and runs at that budget and at every smaller one: what it costs to find the budget and its ' +
    `rate. A constant rate is searched for once, as one run of it covers every budget. ${range}.`
  )
}

function inRunText({ plan }: Study): string {
  const every = count(Math.round(updatesBetweenLooks(plan)))
  return (
    `The common reading of the time to a target. A run was evaluated every ${every} updates, so it may have reached the target ` +
    'up to that much earlier. This reading punishes schedules whose rate is low only at the end and rewards those that are cut ' +
    'off: it is not a fair race.'
  )
}
