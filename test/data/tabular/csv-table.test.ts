import { expect, test } from 'vitest'
import { readTable } from '../../../src/data/tabular/csv-table.js'

function rowsOf(text: string, options = {}): [number, ...string[]][] {
  const rows: [number, ...string[]][] = []
  readTable(text, { where: 'test', ...options }, (cells, line) => rows.push([line, ...cells]))
  return rows
}

test('cells are trimmed, blank lines are skipped but counted, and a quoted cell may span lines', () => {
  expect(rowsOf('\ufeffa, b\r\n\r\n"1\r\n2","x,""y"""\r\n3,4')).toEqual([
    [1, 'a', 'b'],
    [3, '1\r\n2', 'x,"y"'],
    [5, '3', '4'],
  ])
})

test('the delimiter is found, or given', () => {
  for (const mark of [',', ';', '\t', '|']) expect(rowsOf(`a${mark}b\n1${mark}2`)[1]).toEqual([2, '1', '2'])
  expect(rowsOf('a,b;c', { delimiter: ';' })).toEqual([[1, 'a,b', 'c']])
})

test('a ragged row and an open quote are refused with their line, by the name of the file where it has one', () => {
  expect(() => rowsOf('a,b\n1,2\n3')).toThrow('test: "line 3" expected 2 cells, as line 1 has, got 1')
  expect(() => rowsOf('a,b\n1,"2', { name: 'x.csv' })).toThrow('test: "x.csv line 2"')
  expect(() => rowsOf('a,b\n1,"2"3')).toThrow(RangeError)
})
