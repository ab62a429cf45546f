/** A study in one picture, as a file of its own. */
import { readResult } from '../../check.js'
import type { Study } from '../../measure/study/analysis/result.js'
import { legendOf } from '../svg/legend.js'
import { drawing, standalone } from '../svg/marks.js'
import { strokesFor } from '../svg/palette.js'
import { accuracyFigure } from './figures.js'

const WIDTH = 760

/** What every method comes to on the held-out rows against the budget, medians with their intervals, as an SVG file. */
export function studyFigure(study: Study): string {
  return readResult('studyFigure', 'study', study, 'curve', 'compare', figureOf)
}

function figureOf(study: Study): string {
  const { plan } = study
  const strokes = strokesFor(plan.schedules, plan.subject)
  const legend = legendOf([...strokes], 20, WIDTH - 20)
  const plot = accuracyFigure(study, strokes, WIDTH)
  const [, , , height] = (/viewBox="([^"]+)"/.exec(plot)?.[1] ?? '').split(' ').map(Number)
  const whole = legend.height + (height as number)
  const placed = plot.replace('<svg ', `<svg y="${legend.height}" width="${WIDTH}" height="${height}" `)
  return standalone(drawing(`${plan.subject} and its rivals`, WIDTH, whole, [...legend.lines, placed]), WIDTH, whole)
}
