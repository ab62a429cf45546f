/** Which decimal mark the numbers of a table have, and what to say where it is not the one of the training rows. */
import type { Table } from '../table.js'
import { type Cell, numberIn, otherMark, otherNumberIn } from './cells.js'
import type { Preparation } from './preparation.js'

const MARKS = { '.': 'point', ',': 'comma' } as const

/** A comma where some column is of numbers with it alone: 3,5 but not 1,234, which semicolons between cells decide. */
export function decimalOf({ columns, delimiter }: Table): '.' | ',' {
  for (const { texts } of columns) {
    const withComma = texts.filter((text) => text.includes(',') && !Number.isNaN(numberIn(text, ',')))
    if (withComma.length === 0) continue
    const proof = withComma.some((text) => Number.isNaN(numberIn(text, '.')))
    const others = texts.filter((text) => text.includes(',') && Number.isNaN(numberIn(text, ',')))
    if (others.length === 0 && (proof || delimiter === ';')) return ','
  }
  return '.'
}

/** The preparation for rows with a decimal mark of their own: values that are names are spelled with it. */
export function withDecimal(preparation: Preparation, decimal: '.' | ','): Preparation {
  const { decimal: before, features, target } = preparation
  if (decimal === before) return preparation
  const spelled = (text: string) => (Number.isNaN(numberIn(text, before)) ? text : text.replace(before, decimal))
  return {
    ...preparation,
    decimal,
    features: features.map((feature) =>
      feature.kind === 'category' ? { ...feature, values: feature.values.map(spelled) } : feature,
    ),
    target: target.kind === 'classes' ? { ...target, names: target.names.map(spelled) } : target,
  }
}

/**
 * What to do about a text that is a number with the other decimal mark; undefined for any other.
 * @param how before the option that says the mark
 */
export function decimalNext(cell: Cell, decimal: '.' | ',', how = 'pass'): string | undefined {
  if (Number.isNaN(otherNumberIn(cell, decimal))) return undefined
  const mark = otherMark(decimal)
  return `if the decimal mark is the ${MARKS[mark]}, ${how} decimal: '${mark}'`
}

/** A line on a table where 1.234 or 1,234 is read as thousands, as training was, and may be a fraction. */
export function decimalDoubt(table: Table, decimal: '.' | ','): string | undefined {
  const { columns } = table
  const proven = ({ texts }: Table['columns'][number]) =>
    texts.some((text) => text.includes(',') && !Number.isNaN(numberIn(text, ',')))
  if (decimal === '.' ? decimalOf(table) === '.' : columns.some(proven)) return undefined
  const mark = otherMark(decimal)
  for (const { name, texts } of columns) {
    const text = texts.find((one) => one.includes(mark) && !Number.isNaN(numberIn(one, decimal)))
    if (text === undefined || Number.isNaN(otherNumberIn(text, decimal))) continue
    const why = `as the decimal mark of training was the ${MARKS[decimal]}`
    return `${name}: ${text} is read as ${numberIn(text, decimal)}, ${why}; decimal: '${mark}' reads a fraction`
  }
  return undefined
}
