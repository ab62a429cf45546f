import { describe, expect, test } from 'vitest'
import { answersOf } from '../../../src/data/tabular/answer-rows.js'
import { applyPreparation, csvRows, prepareTable } from '../../../src/data/tabular/csv.js'
import { createNetwork, dense } from '../../../src/entry/index.js'
import { scatter } from '../../network/data.js'

const bytes = (text: string) => new TextEncoder().encode(text)

describe('rows of CSV', () => {
  test.each<[string, string | Uint8Array]>([
    ['text', 'a,b\n1, x \n\n0.50,\n'],
    ['bytes with a mark', bytes('\ufeffa,b\r\n1,x\r\n0.50,\r\n')],
    ['quotes', '"a";b\n1;"x"\n0.50;""\n'],
  ])('of %s are objects of the texts that stand there', (_, source) => {
    expect(csvRows(source)).toEqual([
      { a: '1', b: 'x' },
      { a: '0.50', b: '' },
    ])
  })

  test('may be of one column, and take its name from the options', () => {
    expect(csvRows('size\n7\n8\n')).toEqual([{ size: '7' }, { size: '8' }])
    expect(csvRows('7\n8\n', { columns: ['size'], header: false })).toEqual([{ size: '7' }, { size: '8' }])
    expect(csvRows('2026|2027\n1|2\n', { header: true, delimiter: '|' })).toEqual([{ 2026: '1', 2027: '2' }])
  })

  test('have numbers where the decimal mark is told', () => {
    expect(csvRows('a;b\n1,5;x\n1.234;\n', { decimal: ',' })).toEqual([
      { a: 1.5, b: 'x' },
      { a: 1234, b: '' },
    ])
  })

  test('keep a column of any name', () => {
    expect(csvRows('__proto__,x\n1,2\n').map(Object.entries)).toEqual([
      [
        ['__proto__', '1'],
        ['x', '2'],
      ],
    ])
  })

  test.each<[unknown, object, string]>([
    ['new.csv', {}, 'what stands in the file, not its name'],
    ['', {}, 'at least one row'],
    ['a,b\n', {}, 'a header alone'],
    ['a,b\n1\n', {}, 'line 2'],
    ['a,a\n1,2\n', {}, 'line 1'],
    [[{ a: 1 }], {}, 'a string or the bytes of a file'],
    ['a,b\n1,2\n', { columns: 'a' }, 'an array of column names'],
    ['a,b\n1,2\n', { target: 'a' }, 'unknown option'],
  ])('%j with %j is refused', (source, options, part) => {
    expect(() => csvRows(source as string, options)).toThrow(`csvRows: `)
    expect(() => csvRows(source as string, options)).toThrow(part)
  })
})

test.each<[string, string, object]>([
  [
    'points, blanks, marks for missing and digits that are names',
    'size,zip,town,price\n1.5,01234,Bern,1\n-99,1234,"Rome, old",2\n1e1,80, ?,3\n -99.0 ,080,Bern,4\nNA,7,true,5\n2,7.0,TRUE,9\n',
    { categories: ['zip'], missing: [-99], keep: ['zip', 'town'] },
  ],
  [
    'decimal commas',
    'size;town;price\n1,5;a;1\n1.234;b;2\n1.234,5;a;3\n-99,0;b;4\n;a;5,5\n2;b;9\n',
    { missing: [-99] },
  ],
])('predict of csvRows answers as the table that training read: %s', async (_, text, options) => {
  const { preparation } = prepareTable(text, { target: 'price', validation: 0, task: 'numbers', ...options })
  const { features, count, inputs } = applyPreparation(preparation, text)
  const network = scatter(await createNetwork({ inputs, layers: [dense(1)], loss: 'meanSquaredError' }))
  network.preparation = preparation
  const expected = answersOf(preparation, network.predict(features as Float32Array), count)
  expect(network.predict(csvRows(text))).toEqual(expected)
  expect(new Set(expected).size).toBeGreaterThan(3)
})

test('a table without the answers is sent to predict', () => {
  const { preparation } = prepareTable('x,y\n1,a\n2,b\n5,a\n', { target: 'y', validation: 0 })
  expect(() => applyPreparation(preparation, 'x\n1\n')).toThrow('applyPreparation: "source"')
  expect(() => applyPreparation(preparation, 'x,z\n1,2\n')).toThrow('network.predict(csvRows(text))')
  expect(() => applyPreparation(preparation, 'x,yy\n1,a\n')).toThrow('did you mean y')
})
