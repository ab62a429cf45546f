/** Whether a preparation from a file or a caller is one, before anything relies on it. */
import { message, show } from '../../../check.js'
import { inputsOf, type Preparation } from './preparation.js'

type Fields = Readonly<Record<string, unknown>>

/**
 * @param inputs of the network that it belongs to, if there is one; outputs likewise
 * @returns it
 * @throws RangeError for anything that `prepareTable` does not make
 */
export function checkPreparation(where: string, given: unknown, inputs?: number, outputs?: number): Preparation {
  const refuse = (what: string, expected: string, got: unknown): never => {
    throw new RangeError(message(where, what, expected, show(got), 'prepare the table again'))
  }
  const fields = (what: string, value: unknown): Fields =>
    typeof value === 'object' && value !== null ? (value as Fields) : refuse(what, 'an object', value)
  const list = (what: string, value: unknown): readonly unknown[] =>
    // a hole becomes undefined, which what walks a list would leave out
    Array.isArray(value) ? [...value] : refuse(what, 'an array', value)
  const texts = (what: string, value: unknown): readonly string[] => {
    const all = list(what, value)
    const wrong = all.some((text) => typeof text !== 'string')
    return wrong || new Set(all).size !== all.length ? refuse(what, 'different texts', value) : (all as string[])
  }
  const finite = (what: string, value: unknown): unknown =>
    Number.isFinite(value) ? value : refuse(what, 'a finite number', value)
  const scaled = (what: string, { mean, deviation, percent }: Fields): void => {
    if (percent !== undefined && percent !== true) refuse(`${what}.percent`, 'true or nothing', percent)
    finite(`${what}.mean`, mean)
    if (!((finite(`${what}.deviation`, deviation) as number) > 0)) refuse(`${what}.deviation`, 'above 0', deviation)
  }

  const preparation = fields('preparation', given)
  if (preparation.version !== 1) refuse('preparation.version', '1', preparation.version)
  const columns = texts('preparation.columns', preparation.columns)
  texts('preparation.missing', preparation.missing)
  if (preparation.decimal !== '.' && preparation.decimal !== ',') {
    refuse('preparation.decimal', '. or ,', preparation.decimal)
  }
  if (preparation.source !== undefined) {
    const { rows, sum } = fields('preparation.source', preparation.source)
    if (!Number.isInteger(rows)) refuse('preparation.source.rows', 'a whole number', rows)
    if (typeof sum !== 'string') refuse('preparation.source.sum', 'a text', sum)
  }
  const used = new Set<unknown>()
  const column = (what: string, { name }: Fields): void => {
    if (!columns.includes(name as string) || used.has(name)) refuse(`${what}.name`, 'a column not used yet', name)
    used.add(name)
  }

  const features = list('preparation.features', preparation.features)
  if (features.length === 0) refuse('preparation.features', 'at least one', features)
  features.forEach((value, index) => {
    const what = `preparation.features[${index}]`
    const feature = fields(what, value)
    column(what, feature)
    if (feature.kind === 'category') {
      if (texts(`${what}.values`, feature.values).length === 0) refuse(`${what}.values`, 'at least one', feature.values)
      return
    }
    if (feature.kind !== 'number' && feature.kind !== 'date') refuse(`${what}.kind`, 'a known kind', feature.kind)
    scaled(what, feature)
    finite(`${what}.fill`, feature.fill)
    if (typeof feature.indicator !== 'boolean') refuse(`${what}.indicator`, 'true or false', feature.indicator)
    if (feature.kind === 'date' && !['ymd', 'dmy', 'mdy'].includes(feature.order as string)) {
      refuse(`${what}.order`, 'ymd, dmy or mdy', feature.order)
    }
  })

  const target = fields('preparation.target', preparation.target)
  column('preparation.target', target)
  if (target.kind === 'classes') {
    const { length } = texts('preparation.target.names', target.names)
    if (length < 2) refuse('preparation.target.names', 'at least two', target.names)
    if (outputs !== undefined && length > Math.max(2, outputs)) {
      refuse('preparation.target.names', `at most ${Math.max(2, outputs)}, as the network has outputs`, length)
    }
  } else if (target.kind === 'numbers') {
    scaled('preparation.target', target)
    if (outputs !== undefined && outputs !== 1) refuse('preparation.target', 'one output', outputs)
  } else refuse('preparation.target.kind', 'classes or numbers', target.kind)

  const checked = given as Preparation
  if (inputs !== undefined && inputsOf(checked) !== inputs) {
    refuse('preparation.features', `${inputs} numbers in all, as the network has inputs`, inputsOf(checked))
  }
  return checked
}
