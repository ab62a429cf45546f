import { expect, test } from 'vitest'
import { cellOf, numberIn } from '../../../../src/data/tabular/preparation/cells.js'
import { missingCells } from '../../../../src/data/tabular/preparation/encode.js'

test('numbers are read as people write them, with a decimal point or comma', () => {
  const point = { '3.5': 3.5, '-1e3': -1000, '1,234': 1234, '1,234,567.5': 1234567.5, '12 %': 12, '$1,200': 1200 }
  for (const [text, number] of Object.entries(point)) expect(numberIn(text, '.')).toBe(number)
  for (const text of ['3,5', '12,34', '1,2345', 'x', '', '1.2.3', '0x10', 'Infinity', '12 kg', '1 2']) {
    expect(numberIn(text, '.'), text).toBeNaN()
  }
  const comma = { '3,5': 3.5, '12': 12, '1.234': 1234, '1.234,5': 1234.5, '1 234,5': 1234.5, '-0,5 €': -0.5 }
  for (const [text, number] of Object.entries(comma)) expect(numberIn(text, ',')).toBe(number)
  for (const text of ['3.5', '1,234,567', 'x', '']) expect(numberIn(text, ','), text).toBeNaN()
})

test('a group that begins with 0 is no thousand: a fraction with the other mark is no number', () => {
  for (const text of ['0,125', '00,125', '-0,125', '012,345', '0 125', '$0,125', '0,125 %']) {
    expect(numberIn(text, '.'), text).toBeNaN()
    expect(numberIn(text.replace(',', '.'), ','), text).toBeNaN()
  }
  for (const mark of ['.', ','] as const) {
    expect(numberIn('10 000', mark)).toBe(10_000)
    expect(numberIn(`0${mark}125`, mark)).toBe(0.125)
  }
})

test('raw values are numbers or trimmed text; objects and infinite numbers are neither', () => {
  expect([1, ' a ', true, null, undefined, Number.NaN, 10n, new Date(0)].map(cellOf)).toEqual([
    ...[1, 'a', 'true', '', '', '', '10', '1970-01-01T00:00:00.000Z'],
  ])
  for (const value of [Infinity, {}, [], () => 0, Symbol('x')]) expect(cellOf(value)).toBeUndefined()
})

test('what is missing does not depend on capitals; a number is missing where the list names it', () => {
  const isMissing = missingCells(['', 'na', '-999'])
  expect(['', 'NA', 'na', -999, '-999'].map(isMissing)).toEqual([true, true, true, true, true])
  expect(['x', 0, Number.NaN, 999].map(isMissing)).toEqual([false, false, false, false])
})
