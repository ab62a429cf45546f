/** papaparse is the oracle: it must separate the cells of any text in the same way. */
import fc from 'fast-check'
import Papa from 'papaparse'
import { expect, test } from 'vitest'
import { detectDelimiter, readRows } from '../../src/data/csv-rows.js'

const cellsOf = (text: string, delimiter = ',', newline = '\n') =>
  [...readRows(text, delimiter, newline)].map(({ cells }) => cells)

const character = fc.constantFrom('a', '1', ' ', ',', ',', ';', '"', '"', '\n', '\n', '\r', '\t', 'é')
const anyText = fc.string({ unit: character, maxLength: 40 })

test('separates any text as papaparse does, and finds fault where it does', () => {
  let whole = 0
  fc.assert(
    fc.property(anyText, fc.constantFrom(',', ';', '\t'), (lines, delimiter) => {
      // papaparse allows white space between a quote and the end of a line, not between it and the end of the text
      const text = `${lines}\n`
      const rows = [...readRows(text, delimiter, '\n')]
      const { data, errors } = Papa.parse<string[]>(text, { delimiter, newline: '\n' })
      const fault = rows.at(-1)?.fault
      expect(fault !== undefined).toBe(errors.some(({ type }) => type === 'Quotes'))
      if (fault !== undefined) return
      whole += 1
      // it sees one more row, without a character, after the last line break
      expect(rows.map(({ cells }) => cells)).toEqual(data.slice(0, -1))
    }),
    { numRuns: 5000 },
  )
  expect(whole).toBeGreaterThan(500)
})

test('rows begin on the line that an editor would show', () => {
  const lines = [...readRows('a,b\n"1\n2",3\n\nx,"y\n\nz"\nend', ',', '\n')].map(({ line }) => line)
  expect(lines).toEqual([1, 2, 4, 5, 8])
})

test('a fault ends the rows and names the line on which its row begins', () => {
  const faults = (text: string) => [...readRows(text, ',', '\n')].map(({ line, fault }) => [line, fault])
  expect(faults('a\n"b\nc')).toEqual([
    [1, undefined],
    [2, 'a quote that is never closed'],
  ])
  expect(faults('"a" b\nc')).toEqual([[1, 'text after a closing quote']])
})

test('a quote inside a cell is a character, a quote written twice is one, a byte order mark is none', () => {
  expect(cellsOf('\ufeff"a","b ""c""" ,d"e\r\n"x",y,z')).toEqual([
    ['a', 'b "c"', 'd"e\r'],
    ['x', 'y', 'z'],
  ])
})

test('finds the delimiter that papaparse finds in any table of numbers and words', () => {
  const cell = fc.constantFrom('1', '2.5', 'a', 'b c', '-3')
  const table = fc
    .tuple(fc.integer({ min: 1, max: 5 }), fc.constantFrom(',', '\t', '|', ';'))
    .chain(([width, delimiter]) =>
      fc
        .array(fc.array(cell, { minLength: width, maxLength: width }), { minLength: 1, maxLength: 15 })
        .map((rows) => rows.map((row) => row.join(delimiter)).join('\n')),
    )
  fc.assert(
    fc.property(table, (text) => {
      const { meta } = Papa.parse(text, { newline: '\n', preview: 10, skipEmptyLines: true })
      expect(detectDelimiter(text, '\n')).toBe(meta.delimiter)
    }),
  )
})

test('a column without any delimiter is read in time that grows with its length', () => {
  const rows = 300_000
  const start = performance.now()
  expect(cellsOf('1\n'.repeat(rows)).length).toBe(rows)
  expect(performance.now() - start).toBeLessThan(5000)
})
