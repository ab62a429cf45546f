/** How classes are told apart, as tables: the confusion matrix, the scores of each class, what is taken for what. */
import type { ClassMetrics } from '../../network/metrics/classes.js'
import { count } from '../../words.js'
import { type Cell, escapeHtml, paragraph, tableHtml } from '../html.js'

/** Classes beyond which the matrix has no room; the list of what is taken for what says it then. */
const MOST_CLASSES = 20
const MOST_PAIRS = 10

export function classTables({ confusion, perClass }: ClassMetrics): string[] {
  const names = perClass.map(({ className }) => className)
  const scores = perClass.map(({ className, precision, recall, f1, support }) => [
    className,
    count(support),
    share(precision),
    share(recall),
    share(f1),
  ])
  return [
    ...(confusion === null || names.length > MOST_CLASSES ? [] : [confusionTable(confusion, names)]),
    ...(confusion === null || names.length < 3 ? [] : pairTable(confusion, names)),
    tableHtml('The scores of each class', ['class', 'rows', 'precision', 'recall', 'F1'], scores),
    paragraph(SCORES),
  ]
}

const SCORES =
  'Precision: the share of the rows predicted as the class that are of it. Recall: the share of the rows of the class that ' +
  'are predicted as it. F1: their harmonic mean.'

function confusionTable(confusion: readonly (readonly number[])[], names: readonly string[]): string {
  const rows = confusion.map((row, actual) => {
    const rowsOfClass = row.reduce((sum, value) => sum + value, 0)
    return [names[actual] as string, ...row.map((value, predicted) => cell(value, rowsOfClass, actual === predicted))]
  })
  return tableHtml('Rows of each class, by the class that was predicted', ['class \\ predicted', ...names], rows)
}

function cell(value: number, rows: number, right: boolean): Cell {
  if (value === 0) return { html: '' }
  const share = value / rows
  const html = `${escapeHtml(percentText(share))}<br><small>${count(value)}</small>`
  // few mistakes are to be seen, too
  return { html, shade: right ? { tone: 'right', share } : { tone: 'wrong', share: Math.sqrt(share) } }
}

function pairTable(confusion: readonly (readonly number[])[], names: readonly string[]): string[] {
  const pairs = confusion.flatMap((row, actual) => {
    const rowsOfClass = row.reduce((sum, value) => sum + value, 0)
    return row.flatMap((value, predicted) =>
      actual === predicted || value === 0 ? [] : [{ actual, predicted, value, share: value / rowsOfClass }],
    )
  })
  if (pairs.length === 0) return []
  pairs.sort((a, b) => b.value - a.value)
  const rows = pairs
    .slice(0, MOST_PAIRS)
    .map(({ actual, predicted, value, share }): Cell[] => [
      { html: `${escapeHtml(names[actual] as string)} taken for ${escapeHtml(names[predicted] as string)}` },
      count(value),
      percentText(share),
    ])
  return [tableHtml('What is taken for what most often', ['class', 'rows', 'of its rows'], rows)]
}

function share(value: number | null): string {
  return value === null ? '-' : percentText(value)
}

/** Three digits at most, and never 0 or 100 for what is neither. */
function percentText(share: number): string {
  const text = (100 * share).toFixed(1)
  if (share > 0 && text === '0.0') return '< 0.1 %'
  if (share < 1 && text === '100.0') return '> 99.9 %'
  return `${Number(text)} %`
}
