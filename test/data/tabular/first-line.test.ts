import { describe, expect, test } from 'vitest'
import { applyPreparation, prepareTable, type TableOptions } from '../../../src/data/tabular/csv.js'
import { errorOf } from '../../helpers.js'

const read = (text: string, options: Partial<TableOptions> = {}) =>
  prepareTable(text, { target: -1, validation: 0, ...options })
const notesOf = (text: string, options: Partial<TableOptions> = {}) => read(text, options).notes.join('\n')
const lines = (head: string, row: (k: number) => string) =>
  [head, ...Array.from({ length: 30 }, (_, k) => row(k))].join('\n')

/** A header with a number in it above numbers, and words alone without any header. */
const years = lines('size,2023,price', (k) => `${k % 7}.5,${(k * k) % 11},${k * 3}.5`)
const words = lines(
  'red,big,yes',
  (k) => `${['red', 'blue', 'green'][k % 3]},${['big', 'small'][k % 2]},${k % 5 ? 'yes' : 'no'}`,
)

describe('a first line with a number in it', () => {
  test('is data, which a note says with the way to have it as names', () => {
    expect(notesOf(lines('2022,2023', (k) => `${k % 7}.5,${k * 3}.5`))).toContain('line 1 holds a number')
    expect(
      notesOf(
        lines('1,2', (k) => `${k % 7}.5,${k * 3}.5`),
        { header: false },
      ),
    ).not.toContain('line 1')
    expect(
      notesOf(
        lines('1,2', (k) => `${k % 7}.5,${k * 3}.5`),
        { columns: ['a', 'b'] },
      ),
    ).not.toContain('line 1')
  })

  test('is data whatever its decimal mark is, and 50% is a name', () => {
    for (const first of ['0,5;1,5', '1.000,5;2,5', '1,000.5;2.5', '1.5;-2']) {
      expect(read(lines(first, (k) => `${k % 7}.5;${k * 3}`)).training.count).toBe(31)
    }
    expect(read(lines('25%,75%', (k) => `${k % 7}.5,${k * 3}`)).preparation.columns).toEqual(['25%', '75%'])
  })

  test.each<[string, Partial<TableOptions>]>([
    ['as the only word of the target', {}],
    ['as the only word of a feature', { target: 1 }],
    ['as the only word of numbers to predict', { task: 'numbers' }],
    ['where the target is not found', { target: 'prize' }],
  ])('is named with header: true %s', (_, options) => {
    expect(() => read(years, options)).toThrow('header: true')
  })

  test('is named, too, where few numbers would make names of them', () => {
    const text = lines('size,2023,kind', (k) => `${k % 3},${k % 5}.5,${k % 2}`)
    expect(() => read(text)).toThrow(/30 numbers and "kind" \(line 1\).*header: true/)
    expect(() => read(text, { target: 1 })).toThrow(/30 numbers and "size" \(line 1\).*header: true/)
  })

  test('names the columns with header: true, and a year is a name where no column has that number', () => {
    expect(read(years, { header: true }).preparation.columns).toEqual(['size', '2023', 'price'])
    expect(read(years, { header: true, target: 2023 }).preparation.target.name).toBe('2023')
  })
})

describe('a first line of words', () => {
  test('that stand below it in the same column is said to be taken as names', () => {
    const note =
      'line 1 WAS TAKEN AS NAMES, but "yes" stands in 24 rows below it: if it is data, header: false keeps it'
    expect(notesOf(words)).toContain(note)
    expect(notesOf(words, { header: true })).not.toContain('line 1')
    expect(notesOf(words, { target: 'yes' })).not.toContain('line 1')
    expect(() => read(words, { target: 'answer' })).toThrow('header: false')
    expect(read(words, { header: false }).training.count).toBe(31)
  })

  test('whose names are other words is a header and needs no note', () => {
    expect(notesOf(words.replace('red,big,yes', 'colour,size,answer'))).not.toContain('line 1')
  })
})

test('a header that stands once more among numbers is refused with its line', () => {
  const text = lines('size,place,price', (k) => (k === 20 ? 'size,place,price' : `${k % 7}.5,north,${k * 3}.5`))
  expect(() => read(text)).toThrow(/"line 22" expected a row of data, got the names of the columns again; take it out/)
  const { preparation } = read(
    text
      .split('\n')
      .filter((line, i) => i === 0 || line !== 'size,place,price')
      .join('\n'),
  )
  expect(() => applyPreparation(preparation, text)).toThrow('line 22')
})

test('a cell of 50,000 letters is shown in a few', () => {
  const cell = 'y'.repeat(50_000)
  const error = errorOf(() => read(`size,${cell},price\n${`1,${cell},2\n`.repeat(9)}`, { target: 'cost' }))
  expect(error.message).toContain('WAS TAKEN AS NAMES, but "yyy')
  expect(error.message.length).toBeLessThan(1_000)
})
