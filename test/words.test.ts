import { expect, test } from 'vitest'
import { columns, count, decimalIn, joined, percent, pointsText, scoreName, scoreWords } from '../src/words.js'

test('a share as percent has the decimals that it needs', () => {
  expect([0.981, 0.9375, 0.5, 0.96875, 0.1 + 0.2].map(percent)).toEqual([
    '98.1 %',
    '93.75 %',
    '50 %',
    '96.875 %',
    '30 %',
  ])
})

test('a difference of shares has two digits', () => {
  expect([0.0213, 0.01, 0.0004, 0.123].map(pointsText)).toEqual(['2.1 points', '1 point', '0.04 points', '12 points'])
})

test('a score is a share in percent, or R2 to six decimals', () => {
  expect([scoreWords(0.981), scoreWords(0.981, 'r2'), scoreWords(1 / 3, 'r2')]).toEqual([
    '98.1 %',
    'R2 0.981',
    'R2 0.333333',
  ])
  expect([scoreName(), scoreName('r2')]).toEqual(['accuracy', 'R2'])
})

test('counts are grouped by thousands, lists are joined as in a sentence', () => {
  expect([999, 50200, 1234567, 1234.5].map(count)).toEqual(['999', '50,200', '1,234,567', '1,234.5'])
  expect([joined([]), joined(['a']), joined(['a', 'b']), joined(['a', 'b', 'c'])]).toEqual([
    '',
    'a',
    'a and b',
    'a, b and c',
  ])
  expect(joined(['a', 'b'], '; ')).toBe('a; b')
})

test('a decimal number is read, and nothing that only looks like one', () => {
  expect(['7', '-1.5e3', '.5', '2.', '+0'].map(decimalIn)).toEqual([7, -1500, 0.5, 2, 0])
  for (const text of ['', ' 1', '0x10', 'Infinity', '1,000', '1e', 'NaN']) expect(decimalIn(text)).toBeNaN()
})

test('columns are as wide as their widest cell, the first to the left, no space at a line end', () => {
  expect(columns([['a', 'bb', ''], ['long', '1', ''], ['x']])).toEqual(['a     bb', 'long   1', 'x'])
  expect(
    columns(
      [
        ['a', 'bb'],
        ['long', '1'],
      ],
      'left',
    ),
  ).toEqual(['a     bb', 'long  1'])
  expect(columns([])).toEqual([])
})
