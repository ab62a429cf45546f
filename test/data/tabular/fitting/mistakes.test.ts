/** First mistakes with data of one's own: each ends in the right answer or in one sentence with the next action. */
import { describe, expect, test } from 'vitest'
import {
  applyPreparation,
  prepareTable,
  type TableOptions,
  type TableSource,
} from '../../../../src/data/tabular/csv.js'

const read = (source: TableSource, options: Partial<TableOptions> = {}) =>
  prepareTable(source, { target: 'kind', validation: 0, ...options })

/** Twelve rows: width, height, colour, kind. */
const rows = Array.from({ length: 12 }, (_, i) => [
  ((i * 5) % 7) + 0.5,
  (i * i) % 11,
  i % 3 ? 'red' : 'blue',
  i % 2 ? 'a' : 'b',
])
const header = ['width', 'height', 'colour', 'kind']
const csv = (cells: readonly (readonly unknown[])[] = [header, ...rows], delimiter = ',') =>
  `${cells.map((row) => row.join(delimiter)).join('\n')}\n`
const right = read(csv())
const utf16 = (text: string, little: boolean) => {
  const bytes = new Uint8Array(2 * text.length + 2)
  const view = new DataView(bytes.buffer)
  for (const [i, unit] of ['\ufeff', ...text].entries()) view.setUint16(2 * i, unit.charCodeAt(0), little)
  return bytes
}
const edit = (column: number, change: (cell: unknown, row: number) => unknown) =>
  csv([header, ...rows.map((row, i) => row.map((cell, j) => (j === column ? change(cell, i) : cell)))])

describe('the right answer comes of', () => {
  test.each<[string, TableSource]>([
    ['semicolons', csv(undefined, ';')],
    ['tabs', csv(undefined, '\t')],
    ['bars', csv(undefined, '|')],
    ['a byte-order mark', `\ufeff${csv()}`],
    ['the bytes of UTF-8 with a mark', new TextEncoder().encode(`\ufeff${csv()}`)],
    ['UTF-16, little end first', utf16(csv(), true)],
    ['UTF-16, big end first', utf16(csv(), false)],
    ['Windows line ends', csv().replaceAll('\n', '\r\n')],
    ['blanks around cells', csv().replaceAll(',', ' , ')],
    ['quotes', csv().replaceAll(/[a-z]+/g, '"$&"')],
    ['a decimal comma in a file of semicolons', csv(undefined, ';').replaceAll('.', ',')],
    ['numbers with units of thousands and percent', edit(0, (cell) => `"${cell} %"`)],
    ['objects of texts', rows.map((row) => Object.fromEntries(header.map((name, j) => [name, String(row[j])])))],
  ])('%s', (_, source) => {
    const { training } = read(source)
    expect(training.features).toEqual(right.training.features)
    expect(training.labels).toEqual(right.training.labels)
  })

  test('a file without a header, whose columns are named', () => {
    expect(read(csv(rows), { columns: header, header: false }).training).toEqual(right.training)
    expect(read(csv(rows), { target: 3 }).training.features).toEqual(right.training.features)
  })

  test('a cell with a line break and a delimiter in quotes', () => {
    const { preparation } = read(
      edit(2, (_, i) => (i % 2 ? '"dark\nred, nearly"' : 'blue')),
      { keep: ['colour'] },
    )
    expect(preparation.features[2]).toMatchObject({ values: ['blue', 'dark\nred, nearly'] })
  })

  test('thousands that are grouped', () => {
    const { preparation } = read(edit(0, (_, i) => `"${1 + (i % 3)},00${i % 10}.5"`))
    expect(preparation.features[0]).toMatchObject({ kind: 'number', mean: expect.closeTo(2004.33, 1) })
  })

  test('a column of numbers with a word for a missing one, once that is said', () => {
    const { preparation, notes } = read(
      edit(1, (cell, i) => (i === 4 ? 'unknown' : cell)),
      { missing: ['unknown'] },
    )
    expect(preparation.features[1]).toMatchObject({ kind: 'number' })
    expect(notes.join('\n')).toMatch(/height: numbers, \d values, missing in 1 of 12 rows/)
    const sentinel = read(
      edit(1, (cell, i) => (i === 4 ? -999 : cell)),
      { missing: [-999] },
    )
    expect(sentinel.preparation.features).toEqual(preparation.features)
  })

  test('names that differ by capitals, blanks or a full stop alone, which is said', () => {
    const spellings = ['Yes', 'yes', 'NO', 'no']
    const { notes } = read(edit(2, (_, i) => spellings[i % 4]))
    expect(notes.find((note) => note.startsWith('colour: '))).toMatch(/"NO" and "no".*spell them alike/)
    expect(read(edit(3, (_, i) => spellings[i % 4])).notes.join('\n')).toMatch(/kind: some classes.*spell them alike/)
    expect(read(edit(3, (_, i) => ['>50K', '>50K.'][i % 2])).notes.join('\n')).toMatch(/kind: some classes.*">50K."/)
    expect(right.notes.join('\n')).not.toContain('alike')
  })

  test('a median between two values, which is said without the noise of its sum', () => {
    const { preparation, notes } = read(edit(0, (_, i) => [0.1, 0.7, ''][i % 3]))
    expect(preparation.features[0]).toMatchObject({ fill: (0.1 + 0.7) / 2 })
    expect(notes.join('\n')).toContain('filled with 0.4 (the median)')
  })

  test('more inputs than rows, which is said', () => {
    const wide = rows.map((row) => [...Array.from({ length: 20 }, (_, j) => (row[0] as number) ** 2 % (j + 2)), row[3]])
    const columns = [...Array.from({ length: 20 }, (_, j) => `x${j}`), 'kind']
    expect(read(wide, { columns }).notes.join('\n')).toContain('more inputs than rows')
  })

  test('new rows with columns in another order, columns more, a text that training had not, a missing cell', () => {
    const shuffled = rows.map((row) => ({ note: 'new', kind: row[3], colour: row[2], height: row[1], width: row[0] }))
    const applied = applyPreparation(right.preparation, shuffled)
    expect(applied.features).toEqual(right.training.features)
    expect(applied.labels).toEqual(right.training.labels)
    const odd = applyPreparation(right.preparation, [{ kind: 'a', colour: 'pink', height: null, width: 'NA' }])
    expect([...odd.features.slice(2)]).toEqual([0, 0])
    expect(odd.unknown).toEqual({ colour: 1 })
    const [width, height] = right.preparation.features as unknown as { mean: number; deviation: number; fill: number }[]
    const filled = [width!, height!].map(({ mean, deviation, fill }) => Math.fround((fill - mean) / deviation))
    expect([...odd.features.slice(0, 2)]).toEqual(filled)
  })
})

describe('one sentence with the next action comes of', () => {
  const many = Array.from({ length: 60 }, (_, i) => [i * 1.5, (i * i) % 59, i % 3 ? 'red' : 'blue', i % 2 ? 'a' : 'b'])
  const mixed = csv([header, ...many.map((row, i) => [i === 40 ? 'tall' : row[0], ...row.slice(1)])])
  test.each<[string, TableSource, Partial<TableOptions>, readonly string[]]>([
    ['the wrong separator', csv(), { delimiter: ';' }, ['line 1', 'at least two columns', '"delimiter"']],
    ['a separator that is not known', csv(undefined, '~'), {}, ['at least two columns', '"delimiter"']],
    ['a decimal comma between commas', csv().replaceAll('.', ','), {}, ['line 2', '4 cells', 'quote the cells']],
    ['a header that is missing', csv(rows), {}, ['"target"', 'column 1', 'name the columns in "columns"']],
    ['a target that is misspelt', csv(), { target: 'knid' }, ['width, height, colour, kind', 'did you mean kind?']],
    ['no target', csv(), { target: undefined as never }, ['"target"', 'name of the column']],
    ['mixed types', mixed, {}, ['width', '59 numbers and "tall" (line 42)', 'missing: ["tall"]', 'ignore: ["width"]']],
    [
      'a header with a name twice',
      csv([['w', 'w', 'colour', 'kind'], ...rows]),
      {},
      ['"w" for columns 1 and 2', 'rename'],
    ],
    ['an empty file', '', {}, ['at least one row', 'none']],
    ['a header alone', csv([header]), {}, ['at least one row', 'a header alone']],
    ['the name of a file', 'data/flowers.csv', {}, ['not its name']],
    ['one class only', edit(3, () => 'a'), {}, ['kind', 'at least two classes', 'only "a"', 'another class']],
    ['a target that is never there', edit(3, () => ''), {}, ['kind', 'a target in some rows']],
    [
      'a class for each row',
      csv([header, ...many.map((row, i) => [...row.slice(0, 3), `k${i}`])]),
      {},
      ['60 different values'],
    ],
    ['a number to predict that never changes', edit(3, () => 5), { task: 'numbers' }, ['kind', '5 in all 12 rows']],
    ['words among numbers to predict', mixed, { target: 'width', task: 'numbers' }, ['line 42, width', '"tall"']],
    ['a target of mixed types', mixed, { target: 'width' }, ['59 numbers and "tall" (line 42)', "task: 'classes'"]],
    ['UTF-16 read as something else', csv().replaceAll('', '\0'), {}, ['NUL', 'byte-order mark']],
    ['bytes in Latin-1', Uint8Array.of(120, 44, 107, 10, 49, 44, 0xe9), {}, ['UTF-8', 'windows-1252']],
    ['an unclosed quote', `${csv()}"1,2,red,a\n`, {}, ['never closed']],
    ['a row that is too long', `${csv()}1,2,red,a,5\n`, {}, ['line 14', '4 cells', 'got 5']],
    [
      'rows of another length',
      [
        [1, 2, 'a'],
        [1, 2],
      ],
      { target: 2 },
      ['rows[1]', '3 cells', 'got 2'],
    ],
    ['an object in a cell', [{ x: { y: 1 }, kind: 'a' }], {}, ['rows[0].x', 'an object']],
    ['an infinite number', [{ x: Infinity, kind: 'a' }], {}, ['rows[0].x', 'Infinity']],
    ['a table of no rows', [], {}, ['at least one row']],
    ['a row in place of a table', { x: 1, kind: 'a' } as never, {}, ['got an object', 'pass an array of such objects']],
    ['a map in place of a table', new Map() as never, {}, ['instance of Map', 'pass what stands in the file']],
    ['nothing in place of a table', null as never, {}, ['got null', 'pass what stands in the file']],
    ['nothing in place of dates', csv(), { dates: null as never }, ['"dates"', 'true', 'got null']],
    [
      'a table of two rows, one of them held out',
      csv([header, ...rows.slice(0, 2)]),
      { validation: 0.2 },
      ['at least two rows', 'got 1 of 2 rows', 'add rows'],
    ],
    ['an unknown option', csv(), { label: 'kind' } as never, ['unknown option "label"', 'target']],
    ['a share in percent', csv(), { validation: 20 }, ['"validation"', '0.2 holds a fifth']],
    ['dates of an unknown order', edit(2, (_, i) => `1/${1 + (i % 9)}/2026`), { dates: true }, ['two dates', "'dmy'"]],
    [
      'nothing to learn from',
      csv([['x', 'kind'], ...rows.map((row) => [7, row[3]])]),
      {},
      ['at least one column to learn'],
    ],
  ])('%s', (_, source, options, parts) => {
    let text = 'nothing was refused'
    try {
      read(source, options)
    } catch (error) {
      text = (error as Error).message
    }
    expect(text).toMatch(/^prepareTable: [^\n]*$/)
    for (const part of parts) expect(text).toContain(part)
  })

  test.each<[string, TableSource, readonly string[]]>([
    [
      'a column that new rows lack',
      [{ width: 1, height: 2, color: 'red', kind: 'a' }],
      ['"colour"', 'did you mean color?'],
    ],
    ['a word for a number', csv([header, ['wide', 2, 'red', 'a']]), ['line 2, width', 'a number', '"wide"']],
    ['a class that training had not', csv([header, [1, 2, 'red', 'c']]), ['line 2, kind', 'a, b', '"c"']],
    ['new rows without a header', csv(rows), ['"width"', 'name the columns']],
    ['new rows without any target', csv([header, [1, 2, 'red', '']]), ['kind', 'a target in some rows']],
  ])('%s', (_, source, parts) => {
    let text = 'nothing was refused'
    try {
      applyPreparation(right.preparation, source)
    } catch (error) {
      text = (error as Error).message
    }
    expect(text).toMatch(/^applyPreparation: [^\n]*$/)
    for (const part of parts) expect(text).toContain(part)
  })
})
