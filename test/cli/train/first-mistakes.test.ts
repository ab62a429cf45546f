/**
 * The first mistakes with data of one's own, through the command line from train to predict and evaluate: each ends in a
 * right answer or in one sentence with the next action, and none trains on nonsense.
 */
import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { beforeAll, describe, expect, test } from 'vitest'
import type { Metrics } from '../../../src/entry/index.js'
import { jsonInside, refused, temporaryFolder } from '../onecycle.js'

const folder = temporaryFolder()
const path = (name: string): string => join(folder, name)
const file = (name: string, content: string | Uint8Array): string => {
  writeFileSync(path(name), content)
  return path(name)
}

type Row = Readonly<Record<string, string | number>>

/** Houses whose price follows from size and district, and whose kind from their size. */
const houses: readonly Row[] = Array.from({ length: 120 }, (_, k) => {
  const size = 40.5 + ((k * 37) % 90)
  const district = ['north', 'south', 'west'][(k * 5) % 3] as string
  return { size, district, price: 1000 * size + ({ north: 20_000, south: 50_000 }[district] ?? 0) }
})
const changed = (change: (row: Row, k: number) => Row): Row[] => houses.map((row, k) => ({ ...row, ...change(row, k) }))
const csv = (rows: readonly Row[] = houses, columns = ['size', 'district', 'price'], delimiter = ','): string =>
  `${[columns, ...rows.map((row) => columns.map((name) => row[name]))].map((cells) => cells.join(delimiter)).join('\n')}\n`
const headless = (text: string): string => text.slice(text.indexOf('\n') + 1)
const ofKinds = changed(({ size }) => ({ kind: (size as number) < 85 ? 'flat' : 'villa' }))
const quoted = (text: string): string => `"${text}"`
const withComma = (value: unknown): string => String(value).replace('.', ',')

describe('a right answer comes of', () => {
  const COMMAS = changed(({ size, price }) => ({ size: withComma(size), price: withComma((price as number) / 1000) }))
  const NAMED = ['--names', 'size,district,price']
  const missing = ['NA', 'n/a', 'NaN', 'null', '?', '-', 'None', '#N/A', '']

  test.for<[string, string | Uint8Array, string[], string[]]>([
    ['another separator: semicolons', csv(houses, undefined, ';'), [], []],
    ['another separator: tabs', csv(houses, undefined, '\t'), [], []],
    ['another separator: one that is named', csv(houses, undefined, ':'), ['--delimiter', ':'], []],
    ['a decimal comma', csv(COMMAS, undefined, ';'), [], ['decimal comma']],
    ['no header', headless(csv()), ['--target', '-1'], ['line 1 holds a number', '--header yes']],
    ['no header, with names', headless(csv()), NAMED, []],
    [
      'a header with numbers in it, once that is said',
      csv(
        changed(({ size }) => ({ 2023: (size as number) * 2, 2024: 1 })),
        ['district', '2023', 'price'],
      ).replace('price', '2025'),
      ['--header', 'yes', '--target', '2025'],
      [],
    ],
    [
      'a column of dates',
      csv(
        changed((_, k) => ({ sold: `2026-03-${10 + (k % 19)}` })),
        ['size', 'district', 'sold', 'price'],
      ),
      [],
      ['sold: left out, it holds dates; --dates sold'],
    ],
    [
      'an identifier',
      csv(
        changed((_, k) => ({ id: `h${k}` })),
        ['id', 'size', 'district', 'price'],
      ),
      [],
      ['id: left out, it looks like an identifier', '--keep id'],
    ],
    [
      'a numbering',
      csv(
        changed((_, k) => ({ nr: 1000 + 7 * k })),
        ['nr', 'size', 'district', 'price'],
      ),
      [],
      ['nr: left out, it looks like a numbering'],
    ],
    [
      'line ends and delimiters in quotes',
      csv(changed(({ district }) => ({ district: quoted(`the ""${district}"",\nby the sea`) }))),
      [],
      ['district: text, 3 values'],
    ],
    ['a byte-order mark', `\ufeff${csv()}`, [], []],
    ['UTF-16', Buffer.from(`\ufeff${csv()}`, 'utf16le'), [], []],
    [
      'rows without a target',
      csv(changed((_, k) => (k % 7 === 3 ? { price: '' } : {}))),
      [],
      ['price: 17 rows without a target left out'],
    ],
    [
      'a column that gives the answer away',
      csv(
        changed(({ price }) => ({ dollars: 1.1 * (price as number) })),
        ['size', 'district', 'dollars', 'price'],
      ),
      [],
      ['dollars: left out, it gives price away', '--keep dollars'],
    ],
    [
      'thousands, currency and percent',
      csv(
        changed(({ size, price }) => ({
          size: `${size} %`,
          price: quoted(`$${(price as number).toLocaleString('en-US')}`),
        })),
      ),
      [],
      ['price: target, numbers read without $ from 4', 'size: numbers in percent'],
    ],
    [
      'cells of blanks',
      csv(changed((_, k) => (k % 20 === 3 ? { district: '  ' } : {}))),
      [],
      ['district: text, 3 values, missing in 6 of 120 rows'],
    ],
    [
      'many spellings of nothing',
      csv(changed((_, k) => (k % 20 === 3 ? { district: missing[k % 9] as string } : {}))),
      [],
      ['missing in 6 of 120 rows'],
    ],
    [
      'a spelling of nothing of its own',
      csv(changed((_, k) => (k % 40 === 3 ? { size: 'tbd' } : {}))),
      ['--missing', 'tbd'],
      ['values, missing in 3 of 120 rows, filled with'],
    ],
    ['a column without a name', csv().replace('district', ''), [], ['column 2: text, 3 values']],
  ])('%s: R2 of 0.9 on rows held out, and all rows are predicted', async ([, content, options, notes]) => {
    const [data, network] = [file('data.csv', content), path('right.net')]
    const target = options.includes('--target') ? [] : ['--target', 'price']
    const run = await jsonInside(['train', '--data', data, ...target, ...options, '--save', network])
    expect(run.evaluation?.numbers?.r2).toBeGreaterThan(0.9)
    for (const note of notes) expect(run.notes?.join('\n')).toContain(note)
    const read = ['--header', '--names', '--delimiter'].flatMap((flag) => {
      const at = options.indexOf(flag)
      return at < 0 ? [] : options.slice(at, at + 2)
    })
    const given = ['--network', network, '--data', data, ...read]
    const { predictions } = await jsonInside<{ predictions: { prediction: number }[] }>(['predict', ...given])
    expect(predictions).toHaveLength(houses.length)
    const evaluation = await jsonInside<Metrics & { notes: string[] }>(['evaluate', ...given])
    expect(evaluation.numbers?.r2).toBeGreaterThan(0.9)
    expect(evaluation.notes.join('\n')).toContain('THE ROWS THAT TRAINING HAD')
  })

  test.for<[string, Row[], string[], string, string[]]>([
    [
      'a target of few numbers, as classes',
      changed(({ size }) => ({ stars: (size as number) < 85 ? 1 : 2 })),
      [],
      'classes',
      ['stars: target, 2 classes'],
    ],
    [
      'a target of three numbers, as numbers where asked',
      changed(({ size }) => ({ stars: Math.floor((size as number) / 44) })),
      ['--task', 'numbers'],
      'numbers',
      ['stars: target, numbers from 0 to 2'],
    ],
    [
      'a target of many numbers, as numbers',
      changed(({ size }) => ({ stars: 2 * (size as number) + 0.25 })),
      ['--keep', 'size'],
      'numbers',
      ['--task classes takes each as a class'],
    ],
  ])('%s', async ([, rows, options, kind, notes]) => {
    const data = file('stars.csv', csv(rows, ['size', 'district', 'stars']))
    const run = await jsonInside(['train', '--data', data, '--target', 'stars', ...options])
    expect(run.target).toEqual({ name: 'stars', kind })
    expect(run.evaluation?.accuracy ?? run.evaluation?.numbers?.r2).toBeGreaterThan(0.8)
    for (const note of notes) expect(run.notes?.join('\n')).toContain(note)
  })

  test('words alone without a header: the note says so, and --header no keeps the first row', async () => {
    const words = Array.from(
      { length: 60 },
      (_, k) => `${['red', 'blue'][k % 2]},${['big', 'small'][(k >> 1) % 2]},${k % 2 ? 'no' : 'yes'}`,
    )
    const data = file('words.csv', `${words.join('\n')}\n`)
    const taken = await jsonInside(['train', '--data', data, '--keep', 'red'])
    expect(taken.notes?.join('\n')).toMatch(
      /line 1 WAS TAKEN AS NAMES, but "\w+" stands in \d+ rows below it.*--header no/,
    )
    const network = path('words.net')
    const { dataset, evaluation } = await jsonInside([
      'train',
      '--data',
      data,
      '--header',
      'no',
      '--keep',
      'column 1',
      '--save',
      network,
    ])
    expect(dataset.training + dataset.test).toBe(60)
    expect(evaluation?.accuracy).toBe(1)
    const again = await refused(['predict', '--network', network, '--data', data])
    expect(again).toMatchObject({ code: 1, words: expect.stringContaining('training had no header: pass --header no') })
    const { rows } = await jsonInside<{ rows: number }>([
      'predict',
      '--network',
      network,
      '--data',
      data,
      '--header',
      'no',
    ])
    expect(rows).toBe(60)
  })

  test('more columns than rows: it is said, with the option that chooses fewer', async () => {
    const names = Array.from({ length: 40 }, (_, j) => `x${j}`)
    const rows = Array.from({ length: 20 }, (_, k) => ({
      ...Object.fromEntries(names.map((name, j) => [name, ((k + 1) * (j + 3) * 7919) % 101])),
      y: k % 2 ? 'a' : 'b',
    }))
    const { notes } = await jsonInside([
      'train',
      '--data',
      file('wide.csv', csv(rows, [...names, 'y'])),
      '--epochs',
      '5',
    ])
    expect(notes?.join('\n')).toMatch(
      /more inputs than rows to train on \(\d+ inputs, 16 rows\): --columns chooses fewer/,
    )
  })
})

describe('one sentence with the next action comes of train with', () => {
  const few = changed((_, k) => (k === 30 ? { size: 'large' } : {}))
  test.for<[string, string | Uint8Array, string[], string[]]>([
    [
      'a separator that is not known',
      csv(houses, undefined, ':'),
      [],
      ['data.csv line 1', 'at least two columns', '--delimiter'],
    ],
    [
      'a decimal comma between commas',
      csv(changed(({ size }) => ({ size: withComma(size) }))),
      [],
      ['data.csv line 2', '3 cells', 'quote the cells'],
    ],
    [
      'no header and a target by name',
      headless(csv()),
      [],
      ['column 1, column 2, column 3', 'name the columns in --names', '--header yes'],
    ],
    [
      'a header with a number in it',
      csv(houses, ['size', 'district', 'price']).replace('district', '2023'),
      ['--target', '-1'],
      ['"price" (line 1)', '--header yes'],
    ],
    ['a target that is misspelt', csv(), ['--target', 'prize'], ['size, district, price', 'did you mean price?']],
    [
      'mixed types in a column',
      csv(few),
      [],
      ['data.csv, size', '119 numbers and "large" (line 32)', '--missing large', '--ignore size'],
    ],
    [
      'mixed types in the target',
      csv(changed((_, k) => (k === 30 ? { price: 'sold' } : {}))),
      [],
      ['119 numbers and "sold" (line 32)', '--missing sold'],
    ],
    [
      'dates alone',
      csv(
        changed((_, k) => ({ sold: `2026-03-${10 + (k % 19)}` })),
        ['sold', 'price'],
      ),
      [],
      ['column to learn', '--dates sold'],
    ],
    [
      'an identifier alone',
      csv(
        changed((_, k) => ({ id: `h${k}` })),
        ['id', 'price'],
      ),
      [],
      ['--keep id'],
    ],
    [
      'two columns of one name',
      csv().replace('district', 'size'),
      [],
      ['data.csv line 1', '"size" for columns 1 and 2', '--names'],
    ],
    [
      'a quote that is not closed',
      csv(changed((_, k) => (k === 7 ? { district: '"north' } : {}))),
      [],
      ['data.csv line 9', 'never closed', 'close it'],
    ],
    ['UTF-16 without a mark', Buffer.from(csv(), 'utf16le'), [], ['NUL', 'save it as UTF-8']],
    ['Latin-1', Buffer.from(csv().replace('district', 'größe'), 'latin1'), [], ['UTF-8', 'save it as UTF-8']],
    ['an empty file', '', [], ['at least one row', 'the right file']],
    ['blank lines alone', '\n  \n\n', [], ['at least one row', 'the right file']],
    ['a header alone', 'size,district,price\n', [], ['a header alone', 'add rows']],
    [
      'a header that stands twice',
      csv() + csv(),
      [],
      ['data.csv line 122', 'the names of the columns again', 'take it out'],
    ],
    [
      'one class alone',
      csv(changed(() => ({ price: 'cheap' }))),
      [],
      ['data.csv, price', 'only "cheap"', 'another class'],
    ],
    ['a row that is too long', csv().replace('\n41', ',extra\n41'), [], ['3 cells', 'got 4', 'quote the cells']],
    [
      'a row that is too short',
      `${csv()}55.5,north\n`,
      [],
      ['data.csv line 122', 'got 2', 'complete the row or take it out'],
    ],
    [
      'a delimiter at the end of each row',
      csv().replaceAll('\n', ',\n').replace('price,', 'price'),
      [],
      ['data.csv line 2', 'the last one empty', 'delimiter at its end'],
    ],
    [
      'words to predict as numbers',
      csv(),
      ['--target', 'district', '--task', 'numbers'],
      ['data.csv, district', '"north"', 'leave --task numbers out'],
    ],
    ['a target that is in no row', csv(changed(() => ({ price: '' }))), [], ['data.csv, price', 'none in any row']],
    [
      'several spellings of nothing of its own',
      csv(changed((_, k) => (k % 20 === 3 ? { size: ['tbd', 'soon'][(k / 20) & 1] as string } : {}))),
      [],
      ['--missing tbd,soon', '--ignore size'],
    ],
    ['numbers far too fast', csv(), ['--peak', '500'], ['worse than predicting the mean', 'a smaller --peak']],
  ])('%s', async ([, content, options, parts]) => {
    const target = options.includes('--target') ? [] : ['--target', 'price']
    const data = file('data.csv', content)
    const { code, words } = await refused(['train', '--data', data, ...target, ...options, '--save', path('none.net')])
    expect(code).toBe(1)
    // what was decided may stand before it
    const sentence = words
      .split('\n')
      .at(-1)
      ?.replace(/^error: /, '')
    expect(sentence).toMatch(/^train: ".*" expected .*, got .*/)
    expect(sentence).not.toMatch(/prepareTable|\w+: \[/)
    for (const part of parts) expect(sentence).toContain(part)
  })
})

describe('new rows', () => {
  const network = path('houses.net')
  const commas = path('commas.net')
  beforeAll(async () => {
    await jsonInside(['train', '--data', file('houses.csv', csv()), '--target', 'price', '--save', network])
    const text = csv(
      changed(({ size }) => ({ size: withComma(size) })),
      undefined,
      ';',
    )
    await jsonInside(['train', '--data', file('commas.csv', text), '--target', 'price', '--save', commas])
  })

  test('with columns in another order, and more of them, are predicted by name', async () => {
    const given = (data: string) => ['predict', '--network', network, '--data', data]
    const text = csv(
      changed((_, k) => ({ id: k })),
      ['price', 'id', 'district', 'size'],
    )
    const shuffled = await jsonInside<{ predictions: unknown }>(given(file('shuffled.csv', text)))
    const straight = await jsonInside<{ predictions: unknown }>(given(path('houses.csv')))
    expect(shuffled.predictions).toEqual(straight.predictions)
  })

  test('with a text that training did not have are counted', async () => {
    const data = file('unseen.csv', 'size,district\n70,east\n80,north\n')
    expect(await jsonInside(['predict', '--network', network, '--data', data])).toMatchObject({
      rows: 2,
      unknown: { district: 1 },
    })
  })

  test('that are those of training are said to be', async () => {
    const note = expect.stringContaining('THE ROWS THAT TRAINING HAD, all 120')
    const data = path('houses.csv')
    const run = await jsonInside(['train', '--data', data, '--target', 'price', '--test', data])
    expect(run.notes).toContainEqual(note)
    expect(
      (await jsonInside<{ notes: string[] }>(['evaluate', '--network', network, '--data', data])).notes,
    ).toContainEqual(note)
  })

  test.for<[string, string, string, string[]]>([
    [
      'a decimal comma where training had points',
      network,
      'size;district;price\n70,5;north;1\n',
      ['new.csv line 2, size', '"70,5"', '--decimal ,'],
    ],
    [
      'a decimal point where training had commas',
      commas,
      'size;district;price\n70.5;north;1\n',
      ['new.csv line 2, size', '"70.5"', '--decimal .'],
    ],
    ['a column that is misspelt', network, 'sizes,district,price\n70,north,1\n', ['"size"', 'did you mean sizes?']],
    ['a column that is missing', network, 'district,price\nnorth,1\n', ['"size"', 'add it, with empty cells']],
    ['no header', network, '70,north,1\n', ['name the columns in --names', '--header yes']],
    [
      'the columns of another table',
      network,
      'weight,age\n70,5\n',
      ['the network reads size, district', 'pass the one for this table'],
    ],
    [
      'a word for a number',
      network,
      'size,district,price\n70,north,1\nlarge,north,2\n',
      ['new.csv line 3, size', '"large"', 'empty cell'],
    ],
    ['no rows', network, '', ['at least one row', 'the right file']],
  ])('%s: one sentence of predict and of evaluate', async ([, of, text, parts]) => {
    const data = file('new.csv', text)
    for (const command of ['predict', 'evaluate']) {
      const { code, stdout, words } = await refused([command, '--network', of, '--data', data])
      expect([code, stdout, words.includes('\n')]).toEqual([1, '', false])
      expect(words).toMatch(new RegExp(`^${command}: ".*" expected .*, got .*`))
      for (const part of parts) expect(words).toContain(part)
    }
  })

  test.for<[string, string[], string[]]>([
    [
      'a path where nothing is',
      ['--network', network, '--data', path('house.csv')],
      ['no such file', 'did you mean', 'houses.csv?'],
    ],
    [
      'a table in place of the network',
      ['--network', path('houses.csv'), '--data', path('houses.csv')],
      ['a saved network', 'train --save FILE writes one'],
    ],
    [
      'a network that is not there',
      ['--network', path('no.net'), '--data', path('houses.csv')],
      ['--network', 'no such file'],
    ],
  ])('%s: one sentence', async ([, options, parts]) => {
    for (const command of ['predict', 'evaluate']) {
      const { code, stdout, words } = await refused([command, ...options])
      expect([code, stdout, words.includes('\n')]).toEqual([1, '', false])
      for (const part of parts) expect(words).toContain(part)
    }
  })

  test('without the answers: evaluate says that they can only be predicted', async () => {
    const data = file('bare.csv', 'size,district\n70,north\n')
    const { words } = await refused(['evaluate', '--network', network, '--data', data])
    expect(words).toContain('rows without it can be predicted, not evaluated')
  })
})

test('classes, too: train, predict and evaluate end in names', async () => {
  const [data, network] = [file('kinds.csv', csv(ofKinds, ['size', 'district', 'kind'])), path('kinds.net')]
  expect((await jsonInside(['train', '--data', data, '--save', network])).testAccuracy).toBeGreaterThan(0.9)
  const { predictions } = await jsonInside<{ predictions: { prediction: string }[] }>([
    'predict',
    '--network',
    network,
    '--data',
    data,
  ])
  expect(new Set(predictions.map(({ prediction }) => prediction))).toEqual(new Set(['flat', 'villa']))
  const strange = file('strange.csv', 'size,district,kind\n70,north,castle\n')
  const { words } = await refused(['evaluate', '--network', network, '--data', strange])
  expect(words).toMatch(/"strange\.csv line 2, kind" expected one of the classes flat, villa, got "castle"; /)
})
