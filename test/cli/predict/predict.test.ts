import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { beforeAll, describe, expect, test } from 'vitest'
import { csvRows } from '../../../src/data/tabular/csv.js'
import { loadNetwork } from '../../../src/entry/index.js'
import { inside, jsonInside, onecycle, SPIRALS, start, temporaryFolder, until } from '../onecycle.js'
import { flowers, houses } from '../tables.js'

const folder = temporaryFolder()
const path = (name: string) => join(folder, name)
const write = (name: string, text: string): string => {
  writeFileSync(path(name), text)
  return path(name)
}
const predict = (network: string, data: string, ...more: string[]) => [
  'predict',
  '--network',
  path(network),
  '--data',
  data,
  ...more,
]

beforeAll(async () => {
  await jsonInside(['train', '--data', write('flowers.csv', flowers(90)), '--save', path('flowers.net')])
  await jsonInside([
    'train',
    '--data',
    write('houses.csv', houses(80)),
    '--target',
    'price',
    '--save',
    path('houses.net'),
  ])
  await jsonInside([...SPIRALS, '--epochs', '2', '--save', path('spirals.net')])
})

test('CSV of predictions: the class of each row, with --probabilities a column a class, with --copy columns of the data', async () => {
  const data = write('new.csv', 'place,more,length\nfield,"a, b",4.2\n,x,1.1\n')
  expect((await inside(predict('flowers.net', data))).stdout).toBe('prediction\nlily\nrose\n')
  const { stdout } = await inside(predict('flowers.net', data, '--probabilities', '--copy', 'more,length'))
  const [head, first, second, end] = stdout.split('\n')
  expect(head).toBe('more,length,prediction,probability_lily,probability_rose')
  expect(first).toMatch(/^"a, b",4\.2,lily,0\.\d+,0\.\d+$/)
  expect(second).toMatch(/^x,1\.1,rose,0\.\d+,0\.\d+$/)
  expect(end).toBe('')
})

test('--json is one document and --json-lines one a row, of what the library predicts', async () => {
  const network = await loadNetwork(readFileSync(path('houses.net')))
  const data = write('two.csv', 'district,size\nnorth,70\nsouth,120\n')
  const expected = network.predict([
    { district: 'north', size: 70 },
    { district: 'south', size: 120 },
  ])
  expect(await jsonInside(predict('houses.net', data))).toEqual({
    command: 'predict',
    network: path('houses.net'),
    predictions: expected.map((prediction) => ({ prediction })),
    rows: 2,
    unknown: {},
  })
  const { stdout } = await inside(predict('houses.net', data, '--json-lines'))
  expect(stdout).toBe(expected.map((prediction) => `${JSON.stringify({ prediction })}\n`).join(''))
})

test('a file is answered as the library answers its csvRows', async () => {
  const text = 'district;size\n"north";70\n south ;1e2\n;NA\nnorth; -7.50\n'
  const network = await loadNetwork(readFileSync(path('houses.net')))
  const { predictions } = await jsonInside<{ predictions: unknown }>(predict('houses.net', write('odd.csv', text)))
  expect(predictions).toEqual(network.predict(csvRows(text)).map((prediction) => ({ prediction })))
})

test('stdin streams to stdout: many blocks give what the file gives', async () => {
  const text = `length,place\n${Array.from({ length: 60_000 }, (_, k) => `${(k * 7) % 9},field`).join('\n')}\n`
  const file = await onecycle(predict('flowers.net', write('long.csv', text)))
  const piped = await onecycle(predict('flowers.net', '-'), { input: text })
  expect(piped).toMatchObject({ code: 0, stderr: '' })
  expect(piped.stdout).toBe(file.stdout)
  expect(piped.stdout.split('\n')).toHaveLength(60_002)
})

test('a reader that goes away, as head does, ends it quietly', async () => {
  const input = `length,place\n${'1,wood\n'.repeat(300_000)}`
  const { child, result } = start(predict('flowers.net', '-'), { input })
  child.stdout?.once('data', () => child.stdout?.destroy())
  expect(await result).toMatchObject({ code: 0, stderr: '' })
})

test('--out is a file that is whole or not there', async () => {
  const out = path('answers.csv')
  const { code, stdout, stderr } = await inside(
    predict('flowers.net', write('good.csv', 'length,place\n1,wood\n'), '--out', out),
  )
  expect([code, stdout, stderr]).toEqual([0, '', `wrote 1 row to ${out}\n`])
  expect(readFileSync(out, 'utf8')).toBe('prediction\nrose\n')
  const broken = await inside(
    predict('flowers.net', write('bad.csv', 'length,place\n1,wood\nlong,wood\n'), '--out', path('none.csv')),
  )
  expect([broken.code, existsSync(path('none.csv'))]).toEqual([1, false])
})

test('Ctrl-C while rows come leaves no part of --out behind and the file of before as it was', async () => {
  const out = write('kept.csv', 'before')
  const { child, result } = start(predict('flowers.net', '-', '--out', out), { open: true })
  child.stdin?.write('length,place\n1,wood\n')
  await until(() => readdirSync(folder).some((name) => name.endsWith('.tmp')))
  child.kill('SIGINT')
  expect(await result).toMatchObject({ code: 130, stdout: '' })
  expect(readFileSync(out, 'utf8')).toBe('before')
  expect(readdirSync(folder).filter((name) => name.endsWith('.tmp'))).toEqual([])
})

test('a text that training did not have is counted and said', async () => {
  const data = write('sea.csv', 'length,place\n1,sea\n4.5,sea\n')
  expect((await inside(predict('flowers.net', data))).stderr).toMatch(
    /^place: 2 rows with a text that training did not have/,
  )
  expect((await jsonInside<{ unknown: object }>(predict('flowers.net', data))).unknown).toEqual({ place: 2 })
})

test('a decimal comma is read where --decimal says so, and thousands that may be fractions are said', async () => {
  const run = (text: string, ...more: string[]) =>
    inside(predict('flowers.net', write('comma.csv', `length;place\n${text};wood\n`), ...more))
  expect((await run('4,5', '--decimal', ',')).stdout).toBe((await run('4.5')).stdout)
  expect(await run('1,234')).toMatchObject({ code: 0, stderr: expect.stringMatching(/^length: 1,234 is read as 1234/) })
  expect((await run('1,234', '--decimal', '.')).stderr).toBe('')
  const points = write('points.csv', '0,1;0,2\n')
  expect((await inside(predict('spirals.net', points, '--decimal', ',', '--delimiter', ';'))).code).toBe(0)
})

test('UTF-16 and a byte-order mark are read', async () => {
  const data = write('utf16.csv', '')
  writeFileSync(data, Buffer.from('\ufefflength,place\n1,wood\n', 'utf16le'))
  expect((await inside(predict('flowers.net', data))).stdout).toBe('prediction\nrose\n')
})

test('a network without a preparation reads columns of plain numbers, those that --columns or --ignore leave', async () => {
  const { stdout } = await inside(predict('spirals.net', write('points.csv', '0.1,0.2\n-0.3,0.4\n'), '--probabilities'))
  expect(stdout).toMatch(/^prediction,probability_0,probability_1\n[01],0\.\d+,0\.\d+\n[01],0\.\d+,0\.\d+\n$/)
  const labelled = write('labelled.csv', 'x,y,class\n0.1,0.2,7\n')
  expect((await inside(predict('spirals.net', labelled, '--ignore', 'class'))).code).toBe(0)
  expect((await inside(predict('spirals.net', labelled, '--columns', 'x,y'))).code).toBe(0)
  expect((await inside(predict('spirals.net', 'spirals'))).stdout.split('\n')).toHaveLength(502)
})

describe('what is wrong is said with file, line and column, and the way on', () => {
  test.for([
    ['flowers.net', 'length,place\n1,wood\nlong,wood\n', ['"d.csv line 3, length" expected a number', '"long"']],
    ['flowers.net', 'lenght,place\n1,wood\n', ['"d.csv" expected the column "length"', 'did you mean lenght?']],
    ['flowers.net', 'length,place\n', ['"d.csv"', 'row of data']],
    ['flowers.net', '', ['"d.csv"', 'row of data']],
    ['flowers.net', 'length,place\n1,wood\n1,2,3\n', ['"d.csv line 3" expected 2 cells']],
    ['spirals.net', 'x,y,class\n1,2,3\n', ['"d.csv" expected 2 columns of numbers', '--ignore']],
    ['spirals.net', 'x,2\n1,2\n', ['"d.csv line 1, column 1" expected a number', '"x"', '--header yes']],
    ['spirals.net', 'x,y\n1,2\n1,two\n', ['"d.csv line 3, y" expected a number', '"two"']],
  ] as const)('%s on %j', async ([network, text, words]) => {
    const { code, stdout, stderr } = await inside(predict(network, write('d.csv', text)))
    expect([code, stdout]).toEqual([1, ''])
    expect(stderr).toMatch(/^error: predict: "d\.csv/)
    for (const word of words) expect(stderr).toContain(word)
  })

  test('far down a stream the line is that of the stream', async () => {
    const lines = Array.from({ length: 50_000 }, (_, k) => `${k % 9},${k === 44_444 ? 'wood,too many' : 'wood'}`)
    const { code, stderr } = await onecycle(predict('flowers.net', '-'), {
      input: ['length,place', ...lines].join('\n'),
    })
    expect([code, stderr]).toEqual([1, expect.stringContaining('"stdin line 44446" expected 2 cells')])
  })

  test('a file that is no network, and two formats at once', async () => {
    const data = write('d.csv', 'length,place\n1,wood\n')
    expect((await inside(predict('flowers.csv', data))).stderr).toMatch(
      /"--network" expected a saved network, got .*flowers\.csv/,
    )
    expect((await inside(predict('flowers.net', data, '--json', '--json-lines'))).code).toBe(2)
    expect((await inside(predict('flowers.net', data, '--copy', 'lengt'))).stderr).toMatch(
      /"--copy" expected the column "lengt".*did you mean length/,
    )
  })
})
