/**
 * A curve from the log of any trainer, as CSV text: one row a look, with a column of steps and one of accuracy, in the
 * usual spellings (PyTorch logs, Keras' and Lightning's CSVLogger). Case, spaces, dashes and slashes of names do not count.
 *
 * Where several columns fit, the first in the list below is taken: held-out accuracy before test accuracy, both before a
 * plain `accuracy`, which beside them is that of the training batches. Rows without an accuracy are skipped.
 *
 * A step is how many were done at that look. Keras counts epochs from 0 and logs at their end, so epochs that begin at 0 are
 * counted from 1. Steps beside epochs are counted from 1 as well where the first is 0, or where the looks are at the ends of
 * epochs of equal length only so (Lightning names each step before it is counted: 312 and 625 for 313 an epoch). A last
 * row there that names the steps of the whole run was written by an evaluation after it, of whatever rows: it is no look of the
 * run. Steps without epochs that begin at 0 begin before the first update, and stay.
 *
 * What TensorBoard downloads has the columns Wall time, Step and Value, and the tag in the name of the file: `epoch` in it
 * makes the steps epochs, `val`, `eval` or `test` tells what the accuracy was measured on.
 */
import { message, show, wrongType } from '../../check.js'
import { decimalIn } from '../../words.js'
import { readTable } from './csv-table.js'

const STEPS = ['iteration', 'iterations', 'iter', 'step', 'steps', 'global_step', 'update', 'updates', 'num_iters']
const EPOCHS = ['epoch', 'epochs']
const HELD_OUT = ['val', 'valid', 'validation', 'eval', 'dev']
const TEST = ['test']
const ACCURACY = [
  ...['accuracy', 'acc', 'top1', 'top_1'],
  ...['categorical_accuracy', 'sparse_categorical_accuracy', 'binary_accuracy'],
]
const RATES = ['learning_rate', 'lr', 'lr_sgd', 'lr_adam', 'lr_adamw', 'lr_rmsprop']
const TENSORBOARD = ['wall_time', 'step', 'value']

/** A line of a log. */
export interface LoggedPoint {
  /** updates or epochs done */
  readonly step: number
  /** share of right answers, 0 .. 1 */
  readonly accuracy: number
  /** null where the log has none */
  readonly loss: number | null
  /** the learning rate; null as above */
  readonly rate: number | null
}

/** A curve from the log of any trainer. */
export interface LoggedCurve {
  readonly name: string
  /** what `step` counts */
  readonly unit: 'updates' | 'epochs'
  /** ascending steps, at least one */
  readonly points: readonly LoggedPoint[]
  /** the columns that were read, as the file spells them */
  readonly columns: { readonly step: string; readonly accuracy: string; readonly loss: string | null }
  /** what the accuracy was measured on, as far as its name tells */
  readonly measuredOn: 'validation' | 'test' | 'unknown'
}

const where = 'readLog'

/**
 * Reads the log of any trainer, a line for each evaluation, as a curve for `replayCurves`.
 *
 * @param name what results and errors call the curve, as a rule its file
 * @throws TypeError if the text is not a string; RangeError for a log without rows, without one of the two columns, with
 *   an accuracy outside [0, 1], with steps that repeat or go back, or a cell that should be a number: the line is named
 */
export function readLog(name: string, text: string): LoggedCurve {
  if (typeof name !== 'string') throw wrongType(where, 'name', 'a string', name)
  if (typeof text !== 'string') throw wrongType(where, name, 'CSV text', text)
  const points: LoggedPoint[] = []
  let titles: readonly string[] = []
  let columns: Columns | undefined
  let previous = -Infinity
  const looks: [epoch: number, step: number][] = []
  let zeroBased = false
  readTable(text, { where, name }, (cells, line) => {
    if (columns === undefined) {
      titles = cells
      columns = findColumns(name, titles)
      return
    }
    const epoch = columns.epoch === undefined ? Number.NaN : decimalIn(cells[columns.epoch] as string)
    if (epoch === 0 && decimalIn(cells[columns.step] as string) === 0) zeroBased = true
    const accuracyCell = cells[columns.accuracy] as string
    if (accuracyCell === '') return
    const at = `${name} line ${line}`
    const step = readStep(at, cells[columns.step] as string, titles[columns.step] as string, previous)
    previous = step
    looks.push([epoch, step])
    points.push({
      step,
      accuracy: readAccuracy(at, accuracyCell, titles[columns.accuracy] as string),
      loss: optionalNumber(cells, columns.loss),
      rate: optionalNumber(cells, columns.rate),
    })
  })
  const { step, accuracy, loss, unit, measuredOn } = columns ?? findColumns(name, [])
  const [first] = points
  if (first === undefined) {
    throw new RangeError(message(where, name, 'at least one row with an accuracy', 'a header alone'))
  }
  const late = isAfterRun(looks)
  const during = late ? points.slice(0, -1) : points
  const counted = zeroBased || late || endEqualEpochs(looks, 1)
  return {
    name,
    unit,
    points: counted ? during.map((point) => ({ ...point, step: point.step + 1 })) : during,
    columns: {
      step: titles[step] as string,
      accuracy: titles[accuracy] as string,
      loss: loss === undefined ? null : (titles[loss] as string),
    },
    measuredOn,
  }
}

interface Columns {
  readonly step: number
  /** of epochs, which tell whether counting begins at 0 */
  readonly epoch: number | undefined
  readonly unit: LoggedCurve['unit']
  readonly accuracy: number
  readonly measuredOn: LoggedCurve['measuredOn']
  readonly loss: number | undefined
  readonly rate: number | undefined
}

function findColumns(name: string, titles: readonly string[]): Columns {
  // Lightning appends _epoch where a metric is logged by step, too
  const plain = titles.map((title) =>
    title
      .toLowerCase()
      .replace(/[\s/.-]+/g, '_')
      .replace(/(.)_epoch$/, '$1'),
  )
  if (plain.join() === TENSORBOARD.join()) return tensorboardColumns(name)
  const find = (names: readonly string[]): number | undefined =>
    names.map((wanted) => plain.indexOf(wanted)).find((index) => index >= 0)
  const prefixed = (prefixes: readonly string[], names: readonly string[]): string[] =>
    prefixes.flatMap((prefix) => names.map((wanted) => `${prefix}_${wanted}`))
  const missing = (what: string, names: readonly string[]): never => {
    const expected = `a column of ${what} (${names.join(', ')})`
    const next = titles.some((title) => title !== '' && Number.isFinite(Number(title)))
      ? 'the first line has to name the columns'
      : undefined
    const got = titles.length === 0 ? 'an empty file' : `the columns ${titles.join(', ')}`
    throw new RangeError(message(where, name, expected, got, next))
  }
  const steps = find(STEPS)
  const epoch = find(EPOCHS)
  const step = steps ?? epoch ?? missing('steps', ['iteration', 'step', 'epoch'])
  const heldOut = find(prefixed(HELD_OUT, ACCURACY))
  const test = find(prefixed(TEST, ACCURACY))
  const accuracy =
    heldOut ?? test ?? find(ACCURACY) ?? missing('accuracy', ['val_accuracy', 'test_accuracy', 'accuracy', 'acc'])
  const sources = heldOut !== undefined ? HELD_OUT : test !== undefined ? TEST : []
  return {
    step,
    epoch,
    unit: steps === undefined ? 'epochs' : 'updates',
    accuracy,
    measuredOn: heldOut !== undefined ? 'validation' : test !== undefined ? 'test' : 'unknown',
    loss: find([...prefixed(sources, ['loss']), 'loss']),
    rate: find(RATES),
  }
}

function tensorboardColumns(name: string): Columns {
  const file = name.split(/[\\/]/).pop() as string
  const epochs = /epoch/i.test(file)
  const measuredOn = /val|eval/i.test(file) ? 'validation' : /test/i.test(file) ? 'test' : 'unknown'
  const [step, accuracy] = [TENSORBOARD.indexOf('step'), TENSORBOARD.indexOf('value')]
  const others = { loss: undefined, rate: undefined, epoch: epochs ? step : undefined }
  return { ...others, step, accuracy, unit: epochs ? 'epochs' : 'updates', measuredOn }
}

/** Whether the looks are at the ends of epochs (from 0) of one length, once so many are added to their steps. */
function endEqualEpochs(looks: readonly (readonly [epoch: number, step: number])[], added: number): boolean {
  const lengths = looks.map(([epoch, step]) => (step + added) / (epoch + 1))
  return lengths.length > 1 && lengths.every((length) => Number.isInteger(length) && length === lengths[0])
}

/** Whether the last look is of the epoch after those that a run has, at the steps that it has. */
function isAfterRun(looks: readonly (readonly [epoch: number, step: number])[]): boolean {
  const [last, [epoch, step] = [Number.NaN, Number.NaN]] = [looks.at(-2), looks.at(-1)]
  const next = last?.[0] === epoch - 1 && last[1] === step - 1
  return next && !endEqualEpochs(looks, 1) && endEqualEpochs(looks.slice(0, -1), 1)
}

function readStep(at: string, cell: string, title: string, previous: number): number {
  const step = decimalIn(cell)
  if (!(step >= 0)) throw new RangeError(message(where, at, `a number of at least 0 as ${title}`, show(cell)))
  if (step === previous) {
    throw new RangeError(message(where, at, `each ${title} once`, `${step} again`, 'keep one row of each'))
  }
  if (step < previous) {
    throw new RangeError(message(where, at, `${title} above ${previous}`, `${step}`, 'sort the rows, one run a file'))
  }
  return step
}

function readAccuracy(at: string, cell: string, title: string): number {
  const accuracy = decimalIn(cell)
  if (accuracy >= 0 && accuracy <= 1) return accuracy
  const next = accuracy > 1 && accuracy <= 100 ? 'it looks like percent: divide the column by 100' : undefined
  throw new RangeError(message(where, at, `a share in [0, 1] as ${title}`, show(cell), next))
}

/** A loss may be missing, or NaN where a run diverged: then it is not known. */
function optionalNumber(cells: readonly string[], column: number | undefined): number | null {
  if (column === undefined) return null
  const value = decimalIn(cells[column] as string)
  return Number.isFinite(value) ? value : null
}
