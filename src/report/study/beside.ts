/** Another study in the report of one: its answer, its figure, what its targets take. */
import type { Study } from '../../measure/study/analysis/result.js'
import { count } from '../../words.js'
import { bothWidths, escapeHtml, figureHtml, paragraph, sectionHtml } from '../html.js'
import { legendHtml } from '../legend.js'
import { strokesFor } from '../svg/palette.js'
import { warningsHtml } from '../warnings.js'
import { accuracyFigure } from './figures.js'
import { studyHeadline } from './headline.js'
import { networkText } from './method-text.js'
import { budgetTable, targetTables } from './tables.js'

export function besideSection(study: Study): string {
  const { plan } = study
  const strokes = strokesFor(plan.schedules, plan.subject)
  return sectionHtml(
    `The same question on another network: ${networkText(plan)}`,
    `<p class="answer">${escapeHtml(studyHeadline(study))}</p>`,
    paragraph(
      `${plan.training.name}, ${count(plan.training.count)} training rows, batches of ${plan.batchSize}; 1cycle as in ${plan.dialect}; tuned and ` +
        `scored as above, ${plan.seeds.length} seeds.`,
    ),
    warningsHtml(study.warnings),
    legendHtml([...strokes]),
    figureHtml(
      bothWidths((width) => accuracyFigure(study, strokes, width)),
      `Each dot is the median of ${plan.seeds.length} seeds, with the interval of that median as a band.`,
    ),
    ...targetTables(study),
    budgetTable(study, 'validation', 'On the held-out rows'),
  )
}
