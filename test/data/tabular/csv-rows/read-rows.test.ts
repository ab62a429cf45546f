import fc from 'fast-check'
import { expect, test } from 'vitest'
import { countLines, readRows } from '../../../../src/data/tabular/csv-rows/read-rows.js'
import type { CsvSource } from '../../../../src/data/tabular/csv-text.js'
import { decimalIn } from '../../../../src/words.js'

const read = (source: CsvSource, delimiter?: string) => {
  const rows: unknown[] = []
  const found = readRows('read', source, delimiter, false, (cells, line) => {
    rows.push([line, ...Array.from({ length: cells.count }, (_, i) => [cells.text(i), cells.number(i)])])
  })
  return { rows, found }
}
const bytes = (text: string) => new TextEncoder().encode(text)
/** A last row with a quote sends the whole text through papaparse. */
const quoted = (text: string, width: number, delimiter: string) => {
  const { rows, found } = read(`${text}\n${Array(width).fill('"q"').join(delimiter)}`, delimiter)
  return { rows: rows.slice(0, -1), found }
}

test('rows are the same from text, from bytes and by papaparse: cells, lines, blank lines and line ends', () => {
  const cell = fc.constantFrom('', '1', '-2.5', ' 3 ', 'a', 'ä b', '\u00a04', '猫', '1e3', '0.1234567890123456789')
  const width = 3
  const line = fc.oneof(
    fc.array(cell, { minLength: width, maxLength: width }).map((row) => row.join(';')),
    fc.constant(''),
    fc.constant(' '),
  )
  const text = fc.tuple(fc.array(line, { minLength: 1, maxLength: 8 }), fc.constantFrom('\n', '\r\n'))
  fc.assert(
    fc.property(text, ([lines, end]) => {
      const whole = `0;x;0${end}${lines.join(end)}`
      const expected = quoted(whole, width, ';')
      expect(read(whole, ';')).toEqual(expected)
      expect(read(bytes(whole), ';')).toEqual(expected)
      expect(read(bytes(`\ufeff${whole}`), ';')).toEqual(expected)
    }),
  )
})

test('a cell is the number that its text is, bit for bit, or for f32 rounds to the same', () => {
  const digits = fc.stringMatching(/^\d{0,20}$/)
  const part = fc.tuple(
    fc.constantFrom('', '', ' ', '-', '+', '  -'),
    digits,
    fc.constantFrom('', '.', '.'),
    digits,
    fc.constantFrom('', '', '', ' ', 'e3', 'E-7', '.', '-', 'x', '\t', '\u00a0'),
  )
  const cell = fc.oneof(
    part.map((parts) => parts.join('')),
    fc.double({ noNaN: true }).map(String),
  )
  fc.assert(
    fc.property(fc.array(cell, { minLength: 70, maxLength: 70 }), fc.constantFrom('\n', '\r\n'), (row, end) => {
      const text = `${row.join(',')}${end}${row.join(',')}`
      for (const single of [false, true]) {
        const rounded = single ? Math.fround : (value: number) => value
        readRows('read', bytes(text), ',', single, (cells) => {
          row.forEach((cell, i) => {
            expect(rounded(cells.number(i)), cell).toBe(rounded(decimalIn(cell.trim())))
            expect(cells.text(i)).toBe(cell.trim())
          })
        })
      }
    }),
    { numRuns: 300 },
  )
})

test.each(['.', '-', '+', '3', ' ', 'e', ';'])(
  'cells are separated by %j, as papaparse separates them',
  (delimiter) => {
    const rows = [
      ['1', '20', 'a'],
      ['x', '5', ''],
    ]
    const whole = rows.map((row) => row.join(delimiter)).join('\n')
    expect(read(whole, delimiter)).toEqual(quoted(whole, 3, delimiter))
    expect(read(bytes(whole), delimiter).rows).toHaveLength(2)
  },
)

test('a text of many pieces is read as its bytes are, with characters of two halves between pieces', () => {
  const lines = Array.from({ length: 20_000 }, (_, i) => `${i},${'x'.repeat(i % 11)}😀`)
  const text = lines.join('\n')
  expect(text.length).toBeGreaterThan(3 * 2 ** 16)
  const fromText = read(text)
  expect(fromText).toEqual(read(bytes(text)))
  expect(fromText.rows).toHaveLength(20_000)
  const long = `a,${'b'.repeat(500_000)}\n1,2`
  expect(read(long)).toEqual(read(bytes(long)))
})

test('the delimiter is found or taken as it is given, one that is not ASCII too', () => {
  expect(read('a\tb\n1\t2').found).toBe('\t')
  expect(read('a§b\n1§2', '§').rows).toEqual(quoted('a§b\n1§2', 2, '§').rows)
})

test('rows of another length and bytes that are not UTF-8 are refused with their line', () => {
  expect(() => read('a,b\n\n1\n')).toThrow(/^read: "line 3" expected 2 cells, as line 1 has, got 1/)
  expect(() => read(bytes('a,b\n1,2,3'))).toThrow(/^read: "line 2" expected 2 cells/)
  const latin = Uint8Array.of(...bytes('a,b\n'), 0xe4, 44, 49)
  expect(() => read(latin)).toThrow('UTF-8')
})

test('lines are counted', () => {
  expect(['', 'a', 'a\n', 'a\nb', '\n\n', 'a\rb', 'a\r\nb'].map(countLines)).toEqual([1, 1, 2, 2, 3, 2, 2])
  expect(countLines(bytes('a\nb'))).toBe(2)
})

test('rows of millions of bytes, with a line longer than what is read at a time, are those of their text', () => {
  const long = 'y'.repeat(1_200_000)
  const lines = Array.from({ length: 15_000 }, (_, i) => `${i},${`text ${i % 997} `.repeat(8)},1e${i % 30}`)
  lines.splice(8_000, 0, `1,${long},2`, '')
  for (const end of ['\n', '\r\n']) {
    const text = lines.join(end)
    expect(text.length).toBeGreaterThan(2 * 2 ** 20)
    expect(JSON.stringify(read(bytes(text), ',')) === JSON.stringify(read(text, ','))).toBe(true)
  }
})
