import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { type CsvOptions, parseCsv } from '../../../src/data/tabular/csv.js'

const read = (text: string, options?: CsvOptions) => {
  const { features, labels, classNames } = parseCsv(text, options)
  return { features: [...features], labels: [...labels], classNames }
}

describe('parseCsv reads', () => {
  const iris = 'length,width,species\n5.1,3.5,setosa\n7,3.2,versicolor\n4.9,-3e-1,setosa\n'

  test('a header, f32 features and text labels, the last column being the label', () => {
    expect(parseCsv(iris)).toEqual({
      name: 'csv',
      count: 3,
      inputs: 2,
      classes: 2,
      features: Float32Array.of(5.1, 3.5, 7, 3.2, 4.9, -0.3),
      labels: Uint8Array.of(0, 1, 0),
      classNames: ['setosa', 'versicolor'],
    })
  })

  test('a label column by name, by index and by index from the end', () => {
    const expected = { features: [2, 3, 5, 6], labels: [0, 1], classNames: ['1', '4'] }
    expect(read('c,x,y\n1,2,3\n4,5,6', { label: 'c' })).toEqual(expected)
    expect(read('1,2,3\n4,5,6', { label: 0 })).toEqual(expected)
    expect(read('1,2,3\n4,5,6', { label: -3 })).toEqual(expected)
  })

  test('columns of targets in place of a label, in the order asked for', () => {
    const dataset = parseCsv('a,b,c\n1,2,3\n4,5,6', { targets: ['c', 0], name: 'curve' })
    expect(dataset).toMatchObject({ name: 'curve', count: 2, inputs: 1, classes: 0 })
    expect([dataset.features, dataset.targets]).toEqual([Float32Array.of(2, 5), Float32Array.of(3, 1, 6, 4)])
  })

  test('the first row as a header only if none of its cells is a number, or as it is told', () => {
    expect(read('a,b\n1,2').features).toEqual([1])
    expect(read('1,b\n2,c').features).toEqual([1, 2])
    expect(read('7,8\n1,2', { header: true }).features).toEqual([1])
    expect(read('7,8\n1,2', { header: false }).features).toEqual([7, 1])
    expect(read('7,8\n1,2', { label: '7' })).toEqual({ features: [2], labels: [0], classNames: ['1'] })
    expect(() => read('a,b\n1,2', { header: false })).toThrow('got "a"')
  })

  test('class names sorted as numbers if all are whole numbers, otherwise by code unit', () => {
    expect(read('0,10\n0,9\n0,-1').classNames).toEqual(['-1', '9', '10'])
    expect(read('0,10\n0,9\n0,x').classNames).toEqual(['10', '9', 'x'])
    expect(read('0,b\n0,B\n0,é\n0,a').classNames).toEqual(['B', 'a', 'b', 'é'])
    expect(read('0,1\n0,01').classNames).toEqual(['01', '1'])
  })

  test('labels by the classes it is given, also if some of them do not occur', () => {
    expect(parseCsv('0,b\n0,c', { classes: ['c', 'b', 'a'] })).toMatchObject({
      classes: 3,
      labels: Uint8Array.of(1, 0),
      classNames: ['c', 'b', 'a'],
    })
  })

  test('commas, tabs, bars and semicolons without being told, and any other delimiter when told', () => {
    for (const delimiter of [',', '\t', '|', ';']) {
      expect(read(['x,k', '1,a', '2,b', ''].join('\n').replaceAll(',', delimiter))).toEqual({
        features: [1, 2],
        labels: [0, 1],
        classNames: ['a', 'b'],
      })
    }
    expect(read('1:a\n2:b', { delimiter: ':' }).labels).toEqual([0, 1])
    expect(read('x,y;k\n1;a\n2;b', { delimiter: ';' }).features).toEqual([1, 2])
  })

  test('every line ending, blank lines, spaces around cells, quotes and a byte order mark', () => {
    const expected = { features: [1, 2], labels: [0, 1], classNames: ['a', 'b'] }
    for (const ending of ['\n', '\r\n', '\r', '\n\n', '\r\n \r\n']) {
      expect(read(['x,k', '1,a', '2,b', ''].join(ending))).toEqual(expected)
    }
    expect(read('x,k\n1,a\r\n2,b')).toEqual(expected)
    expect(read('x,k\r\n1,a\n2,b')).toEqual(expected)
    expect(read('\ufeffx,k\n 1 , a\n2\t,b ')).toEqual(expected)
    expect(read('"x","k"\r\n"1","a"\r\n"2","b"\r\n')).toEqual(expected)
    expect(read('1,"say ""a, b"""').classNames).toEqual(['say "a, b"'])
  })
})

describe('parseCsv refuses, with line and column,', () => {
  const refused = (text: string, message: string, options?: CsvOptions) =>
    expect(() => parseCsv(text, options)).toThrow(new RangeError(`parseCsv: ${message}`))

  test('a text without rows', () => {
    refused('', '"text" expected at least one row of data, got none')
    refused('\n \r\n', '"text" expected at least one row of data, got none')
    refused('a,b\n', '"text" expected at least one row of data, got a header alone')
  })

  test('a row of another length than the first', () => {
    refused('a,b,c\n1,2,3\n\n1,2\n', '"line 4" expected 3 cells, as line 1 has, got 2; complete the row or take it out')
    refused('\n1,2\n1,2,3', '"line 3" expected 2 cells, as line 2 has, got 3; quote the cells that hold the delimiter')
    const next = 'take the delimiter at its end away'
    refused('a,b\n1,2,\n', `"line 2" expected 2 cells, as line 1 has, got 3, the last one empty; ${next}`)
    refused('"a",b\n1,2,\n', `"line 2" expected 2 cells, as line 1 has, got 3, the last one empty; ${next}`)
  })

  test('a feature that is empty, text, or too large for f32', () => {
    refused('a,b,c\n1,2,x\n3,,y', '"line 3, column 2 (b)" expected a finite f32 number, got an empty cell')
    refused('1,2,x\n3,NA,y', '"line 2, column 2" expected a finite f32 number, got "NA"')
    for (const cell of ['NaN', 'Infinity', '0x10', '1_000', '1e39', '-1e400', '1 2', '.', '1e', '--1', '٣']) {
      refused(`0,a\n${cell},b`, `"line 2, column 1" expected a finite f32 number, got ${JSON.stringify(cell)}`)
    }
  })

  test('a cell of the right line where cells above it hold line breaks', () => {
    refused('f,"a\nb",c\n1,2,"x\r\ny"\n3,q,y', '"line 5, column 2 (a b)" expected a finite f32 number, got "q"')
  })

  test('a header it could not recognise, with the way out', () => {
    const next = 'if this line names the columns, pass header: true'
    refused('id,2019,k\n1,2,x', `"line 1, column 1" expected a finite f32 number, got "id"; ${next}`)
  })

  test('a label column that is not there, listing those that are', () => {
    refused('a,b\n1,2', '"label" expected one of the columns a, b, got "c"', { label: 'c' })
    refused('1,2', '"label" expected a whole number from -2 to 1, got 2', { label: 2 })
    refused('a,b\n1,2', '"targets[1]" expected one of the columns a, b, got "c"', { targets: ['a', 'c'] })
    const wide = Array.from({ length: 30 }, (_, i) => `c${i}`).join(',')
    expect(() => parseCsv(`${wide}\n`, { label: 'd' })).toThrow(
      /columns c0, c1, .*, c19, \.\.\. \(30 in all\), got "d"$/,
    )
    expect(() => parseCsv('1,2', { label: 'c', header: false })).toThrow(
      new TypeError('parseCsv: "label" expected the number of a column, as the file has no header, got "c"'),
    )
  })

  test('a header that names two columns alike', () => {
    refused('a,b, a\n1,2,3', '"line 1" expected a header of different names, got "a" in columns 1 and 3')
  })

  test('a table without a column of features', () => {
    const next = 'if the cells are separated in an unusual way, pass "delimiter"'
    refused('1:2\n3:4', `"line 1" expected at least one column of features, got 1 column in all; ${next}`)
    refused('1,2', `"line 1" expected at least one column of features, got 2 columns in all; ${next}`, {
      targets: [0, 1],
    })
  })

  test('an empty label and a label outside the classes', () => {
    refused('1,a\n2,\n', '"line 2, column 2" expected a class name, got an empty cell')
    refused('x,k\n1,a\n2,c', '"line 3, column 2 (k)" expected one of the classes a, b, got "c"', {
      classes: ['a', 'b'],
    })
    const many = Array.from({ length: 65537 }, (_, i) => `0,${i}`).join('\n')
    const next = 'to predict numbers, name their columns in "targets"'
    refused(many, `"label" expected a column of at most 65536 classes, got 65537; ${next}`)
  })

  test('quotes that are not closed, or closed too early', () => {
    const expected = 'cells that are quoted as a whole or not at all'
    const next = 'close it, and write "" for a quote inside a quoted cell'
    refused('1,a\n"2,b\n3,c', `"line 2" expected ${expected}, got a quote that is never closed; ${next}`)
    refused('1,a\n"2"2,b\n3,c', `"line 2" expected ${expected}, got text after a closing quote; ${next}`)
  })

  test('options of the wrong kind, unknown, or at odds with each other', () => {
    const wrong = (options: unknown, message: string) =>
      expect(() => parseCsv('1,2', options as CsvOptions)).toThrow(`parseCsv: ${message}`)
    wrong({ lable: 1 }, 'unknown option "lable", expected one of label, targets, header, classes, delimiter, name')
    wrong({ label: true }, '"label" expected a column\'s name or number, got true')
    wrong({ label: 0.5 }, '"label" expected a whole number')
    wrong({ header: 'yes' }, '"header" expected true, false or \'auto\', got "yes"')
    wrong({ targets: [] }, '"targets" expected an array of at least one column, got an array of length 0')
    wrong({ targets: [0], label: 1 }, '"label" expected nothing beside "targets", got 1')
    wrong({ targets: [0], classes: ['a'] }, '"classes" expected nothing beside "targets", got an array of length 1')
    wrong({ targets: [0, -2] }, '"targets" expected different columns, got an array of length 2')
    wrong({ classes: ['a', 'a'] }, '"classes" expected an array of different names, got an array of length 2')
    wrong({ delimiter: '' }, '"delimiter" expected one character that is no quote and ends no line, got ""')
    wrong({ delimiter: '"' }, '"delimiter" expected one character that is no quote and ends no line, got "\\""')
    wrong({ delimiter: 1 }, '"delimiter" expected a string, got 1')
    expect(() => parseCsv(5 as unknown as string)).toThrow(
      new TypeError('parseCsv: "text" expected a string or the bytes of a file, got 5; pass what stands in the file'),
    )
  })
})

test('parseCsv gives back any table of f32 numbers and whole-number labels bit for bit', () => {
  const number = fc.float({ noNaN: true, noDefaultInfinity: true })
  const table = fc
    .integer({ min: 1, max: 5 })
    .chain((inputs) =>
      fc.array(fc.tuple(fc.array(number, { minLength: inputs, maxLength: inputs }), fc.nat(20)), { minLength: 1 }),
    )
  fc.assert(
    fc.property(table, (rows) => {
      // String(-0) is "0": the sign of zero does not survive on the way into the text
      const text = rows.map(([features, label]) => [...features, label].join(',')).join('\n')
      const dataset = parseCsv(text)
      expect(dataset.features).toEqual(Float32Array.from(rows.flatMap(([features]) => features.map((x) => x + 0))))
      const names = [...dataset.labels].map((label) => Number(dataset.classNames?.[label]))
      expect(names).toEqual(rows.map(([, label]) => label))
    }),
  )
})

test('parseCsv gives a dataset or its own TypeError or RangeError for any text and any columns', () => {
  const unit = fc.constantFrom(',', ',', '\n', '\n', '1', '2', '.', 'a', ';', '"', '\r', ' ', '\t', '-')
  const cell = fc.constantFrom('1', '-2.5', '3e2', 'a', 'b', '', ' 4 ', '"5"', 'x"y')
  const good = fc.tuple(fc.constantFrom('1', '.5'), fc.constantFrom('a', 'b'))
  const lines = fc.oneof(fc.array(good, { maxLength: 5 }), fc.array(fc.array(cell, { maxLength: 4 }), { maxLength: 5 }))
  const rows = fc.tuple(lines, fc.constantFrom(',', ';'), fc.constantFrom('\n', '\r\n'))
  const table = rows.map(([cells, comma, ending]) => cells.map((row) => row.join(comma)).join(ending))
  const text = fc.oneof(fc.string({ unit: 'binary' }), fc.string({ unit, maxLength: 60 }), table)
  const column = fc.oneof(fc.integer({ min: -3, max: 3 }), fc.constantFrom('a', '1', ''))
  const options = fc.record(
    { label: column, header: fc.constantFrom<(boolean | 'auto')[]>(true, false, 'auto') },
    { requiredKeys: [] },
  )
  let datasets = 0
  fc.assert(
    fc.property(text, options, (input, choice) => {
      try {
        const dataset = parseCsv(input, choice)
        datasets++
        expect(dataset.features.length).toBe(dataset.count * dataset.inputs)
        expect(dataset.labels.length).toBe(dataset.count)
      } catch (error) {
        expect(error instanceof TypeError || error instanceof RangeError).toBe(true)
        expect((error as Error).message).toMatch(/^parseCsv: "/)
      }
    }),
    { numRuns: 3000 },
  )
  // enough of them are tables to have met both ends
  expect(datasets).toBeGreaterThan(100)
})

test('parseCsv refuses a cell of a million digits and a letter at once', () => {
  expect(() => parseCsv(`1,a\n${'1'.repeat(1e6)}x,b`)).toThrow('"line 2, column 1" expected a finite f32 number')
})
