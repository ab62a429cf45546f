/**
 * A curve from the log of any trainer, as CSV text: one row a look, with a column of steps and one of accuracy, in the
 * usual spellings (PyTorch logs, Keras' CSVLogger). Case, spaces, dashes and slashes of names do not count.
 *
 * Where several columns fit, the first in the list below is taken: held-out accuracy before test accuracy, both before a
 * plain `accuracy`, which beside them is that of the training batches. Keras counts epochs from 0 and logs at their end,
 * so an epoch column that begins at 0 is counted from 1. Rows without an accuracy are skipped.
 */
import { message, show, wrongType } from '../../check.js'
import type { CurvePoint } from '../hits.js'

const STEPS = ['iteration', 'iterations', 'iter', 'step', 'steps', 'global_step', 'update', 'updates', 'num_iters']
const EPOCHS = ['epoch', 'epochs']
const HELD_OUT = ['val', 'valid', 'validation', 'eval', 'dev']
const TEST = ['test']
const ACCURACY = ['accuracy', 'acc', 'top1', 'top_1', 'categorical_accuracy', 'sparse_categorical_accuracy']
const RATES = ['learning_rate', 'lr']

export interface LoggedCurve {
  readonly name: string
  /** what `step` counts */
  readonly unit: 'updates' | 'epochs'
  /** ascending steps; `loss` is null where the log has none */
  readonly points: readonly (CurvePoint & { readonly loss: number | null; readonly rate: number | null })[]
  /** the columns that were read, as the file spells them */
  readonly columns: { readonly step: string; readonly accuracy: string; readonly loss: string | null }
  /** what the accuracy was measured on, as far as its name tells */
  readonly measuredOn: 'validation' | 'test' | 'unknown'
}

/**
 * @param where names the caller in errors
 * @param name  what results and errors call the curve, as a rule its file
 * @throws TypeError if the text is none; RangeError for a log without rows, without one of the two columns, with an
 *   accuracy outside [0, 1], with steps that repeat or go back, or a cell that is no number: the line is named
 */
export function readCurve(where: string, name: string, text: string): LoggedCurve {
  if (typeof text !== 'string') throw wrongType(where, name, 'CSV text', text)
  const lines = text.replace(/^\ufeff/, '').split(/\r\n|\n|\r/)
  const head = lines[0] as string
  const delimiter = [',', ';', '\t'].find((mark) => head.includes(mark)) ?? ','
  const titles = cellsOf(head, delimiter)
  const columns = findColumns(where, name, titles)
  const points: LoggedCurve['points'][number][] = []
  let previous = -Infinity
  for (const [index, line] of lines.entries()) {
    if (index === 0 || line.trim() === '') continue
    const at = `${name} line ${index + 1}`
    const cells = cellsOf(line, delimiter)
    if (cells.length !== titles.length) {
      throw new RangeError(message(where, at, `${titles.length} cells, as line 1 has`, `${cells.length}`))
    }
    const accuracyCell = cells[columns.accuracy] as string
    if (accuracyCell === '') continue
    const step = readStep(where, at, cells[columns.step] as string, titles[columns.step] as string, previous)
    previous = step
    points.push({
      step,
      accuracy: readAccuracy(where, at, accuracyCell, titles[columns.accuracy] as string),
      loss: optionalNumber(cells, columns.loss),
      rate: optionalNumber(cells, columns.rate),
    })
  }
  const [first] = points
  if (first === undefined) throw new RangeError(message(where, name, 'at least one row with an accuracy', 'none'))
  const fromZero = columns.unit === 'epochs' && first.step === 0
  return {
    name,
    unit: columns.unit,
    points: fromZero ? points.map((point) => ({ ...point, step: point.step + 1 })) : points,
    columns: {
      step: titles[columns.step] as string,
      accuracy: titles[columns.accuracy] as string,
      loss: columns.loss === undefined ? null : (titles[columns.loss] as string),
    },
    measuredOn: columns.measuredOn,
  }
}

interface Columns {
  readonly step: number
  readonly unit: LoggedCurve['unit']
  readonly accuracy: number
  readonly measuredOn: LoggedCurve['measuredOn']
  readonly loss: number | undefined
  readonly rate: number | undefined
}

function findColumns(where: string, name: string, titles: readonly string[]): Columns {
  const plain = titles.map((title) => title.toLowerCase().replace(/[\s/.-]+/g, '_'))
  const find = (names: readonly string[]): number | undefined => {
    const found = names.map((wanted) => plain.indexOf(wanted)).find((index) => index >= 0)
    return found
  }
  const prefixed = (prefixes: readonly string[], names: readonly string[]): string[] =>
    prefixes.flatMap((prefix) => names.map((wanted) => `${prefix}_${wanted}`))
  const missing = (what: string, names: readonly string[]): never => {
    const expected = `a column of ${what} (${names.join(', ')})`
    const next = titles.some((title) => title !== '' && Number.isFinite(Number(title)))
      ? 'the first line has to name the columns'
      : undefined
    throw new RangeError(message(where, name, expected, `the columns ${titles.join(', ')}`, next))
  }
  const steps = find(STEPS)
  const step = steps ?? find(EPOCHS) ?? missing('steps', ['iteration', 'step', 'epoch'])
  const heldOut = find(prefixed(HELD_OUT, ACCURACY))
  const test = find(prefixed(TEST, ACCURACY))
  const accuracy =
    heldOut ?? test ?? find(ACCURACY) ?? missing('accuracy', ['val_accuracy', 'test_accuracy', 'accuracy', 'acc'])
  const sources = heldOut !== undefined ? HELD_OUT : test !== undefined ? TEST : []
  return {
    step,
    unit: steps === undefined ? 'epochs' : 'updates',
    accuracy,
    measuredOn: heldOut !== undefined ? 'validation' : test !== undefined ? 'test' : 'unknown',
    loss: find([...prefixed(sources, ['loss']), 'loss']),
    rate: find(RATES),
  }
}

function readStep(where: string, at: string, cell: string, title: string, previous: number): number {
  const step = numberIn(cell)
  if (!(step >= 0)) throw new RangeError(message(where, at, `a number of at least 0 as ${title}`, show(cell)))
  if (step === previous) {
    throw new RangeError(message(where, at, `each ${title} once`, `${step} again`, 'keep one row of each'))
  }
  if (step < previous) {
    throw new RangeError(message(where, at, `${title} above ${previous}`, `${step}`, 'sort the rows, one run a file'))
  }
  return step
}

function readAccuracy(where: string, at: string, cell: string, title: string): number {
  const accuracy = numberIn(cell)
  if (accuracy >= 0 && accuracy <= 1) return accuracy
  const next = accuracy > 1 && accuracy <= 100 ? 'it looks like percent: divide the column by 100' : undefined
  throw new RangeError(message(where, at, `a share in [0, 1] as ${title}`, show(cell), next))
}

/** A loss may be missing, or NaN where a run diverged: then it is not known. */
function optionalNumber(cells: readonly string[], column: number | undefined): number | null {
  if (column === undefined) return null
  const value = numberIn(cells[column] as string)
  return Number.isFinite(value) ? value : null
}

function numberIn(cell: string): number {
  return /^[+-]?(\d+(\.\d*)?|\.\d+)(e[+-]?\d+)?$/i.test(cell) ? Number(cell) : Number.NaN
}

/** Cells of numbers need no quotes, but names may have them. */
function cellsOf(line: string, delimiter: string): string[] {
  return line.split(delimiter).map((cell) =>
    cell
      .trim()
      .replace(/^"(.*)"$/, '$1')
      .trim(),
  )
}
