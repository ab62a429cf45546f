/** An evaluation in words: the figures that matter first, then each class, then which is taken for which. */
import type { ClassMetrics, Metrics } from '../../entry/index.js'
import { rowsText } from '../../words.js'
import { percent, print, short, wrapped } from '../shared/output.js'
import { fitted } from '../terminal/table.js'
import { width } from '../terminal/width.js'

/** More classes than this make a table of no use to people: the worst are shown. */
const MOST_CLASSES = 20
/** Up to so many, each row of the confusion matrix is read at a glance. */
const MOST_CONFUSED = 12

export function printEvaluation(part: string, evaluation: Metrics): void {
  print(...wrapped(scoreText(part, evaluation), width()))
  const { classes } = evaluation
  if (classes !== null) print(...classLines(classes), ...confusionLines(classes))
}

/** One line: what was evaluated, and how well it went. */
export function scoreText(part: string, { loss, accuracy, count, classes, numbers }: Metrics): string {
  if (numbers !== null) {
    const { rmse, mae, r2 } = numbers
    const fit = r2 === null ? 'no R2, as all targets are the same' : `R2 ${r2.toFixed(4)}`
    return `${part} RMSE ${short(rmse)}, MAE ${short(mae)}, ${fit}, ${part} loss ${short(loss)}, ${rowsText(count)}`
  }
  if (accuracy === null) return `${part} loss ${short(loss)}, ${rowsText(count)}`
  const more = classes === null ? '' : metricsText(classes)
  return `${part} accuracy ${percent(accuracy)}, ${part} loss ${short(loss)}, ${rowsText(count)}${more}`
}

function metricsText({ balancedAccuracy, calibrationError }: ClassMetrics): string {
  const calibration = calibrationError === null ? '' : `, calibration error ${percent(calibrationError)}`
  return `, balanced accuracy ${percent(balancedAccuracy)}${calibration}`
}

function classLines({ perClass }: ClassMetrics): string[] {
  const worst = [...perClass].sort((a, b) => (a.f1 ?? 0) - (b.f1 ?? 0)).slice(0, MOST_CLASSES)
  const shown = perClass.length <= MOST_CLASSES ? perClass : worst
  const rows = shown.map(({ className, precision, recall, f1, support }) => {
    return [className, shareText(precision), shareText(recall), shareText(f1), String(support)]
  })
  const rest = perClass.length - shown.length
  const more = rest > 0 ? [`the ${shown.length} worst of ${perClass.length} classes; --json has them all`] : []
  return ['', ...fitted([['class', 'precision', 'recall', 'F1', 'rows'], ...rows]), ...more]
}

/** A dash where there is nothing to divide by. */
function shareText(share: number | null): string {
  return share === null ? '-' : percent(share, 1)
}

function confusionLines({ confusion, perClass }: ClassMetrics): string[] {
  if (confusion === null || confusion.length > MOST_CONFUSED) return ['']
  const names = perClass.map(({ className }) => className)
  const rows = confusion.map((row, index) => [names[index] as string, ...row.map(String)])
  return ['', ...fitted([['is \\ taken for', ...names], ...rows]), '']
}
