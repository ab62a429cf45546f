import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { describe, expect, test } from 'vitest'
import { createNetwork, type Dataset, dense, spirals } from '../../../src/entry/index.js'
import { rangeTestToCsv } from '../../../src/measure/range-test/csv.js'
import { findLearningRate } from '../../../src/measure/range-test/range-test.js'
import { clouds, withNoiseLabels } from '../../measure/range-test/data.js'
import { inside, jsonInside, onecycle, refused, start, temporaryFolder } from '../onecycle.js'

interface Document {
  command: string
  seed: number
  dataset: { name: string; training: number }
  network: { layers: number[] }
  learningRate: number[]
  loss: number[]
  smoothed: number[]
  suggestions: Record<string, number | null>
  suggested: Record<'base' | 'peak' | 'low' | 'high', number> | null
  reliable: boolean
  reasons: string[]
  seeds: unknown[]
  lag: { steps: number; decades: number }
  interval: { peak: [number, number]; decades: number }
  sweep: string
  momentum: unknown
}

const SPIRALS = ['find-lr', '--data', 'spirals', '--hidden', '32,32', '--batch-size', '32']

/** A folder with a dataset as a CSV file. */
function folderWith(data: Dataset): string {
  const folder = temporaryFolder()
  const rows = Array.from(data.labels, (label, row) => {
    return [...data.features.subarray(row * data.inputs, (row + 1) * data.inputs), `class ${label}`].join(',')
  })
  writeFileSync(join(folder, 'clouds.csv'), `${rows.join('\n')}\n`)
  return folder
}

const CLOUDS = ['find-lr', '--data', 'clouds.csv', '--hidden', '32', '--batch-size', '64']

test('find-lr --json is the range test of the library, number for number, with what a script needs beside it', async () => {
  const document = await jsonInside<Document>(SPIRALS)
  const network = await createNetwork({ inputs: 2, layers: [dense(32, 'relu'), dense(32, 'relu'), dense(2)], seed: 1 })
  const range = await findLearningRate(network, spirals({ seed: 1 }).training, { batchSize: 32 })
  expect(document).toMatchObject(JSON.parse(JSON.stringify(range)))
  expect(document).toMatchObject({
    command: 'find-lr',
    seed: 1,
    engine: { name: 'wasm' },
    dataset: { name: 'spirals', training: 1000, test: 500, inputs: 2, classes: 2 },
    network: { layers: [2, 32, 32, 2] },
  })
  expect(document.loss).toHaveLength(document.learningRate.length)
  expect(document.smoothed).toHaveLength(document.learningRate.length)
  expect(Object.keys(document.suggestions)).toEqual(['steepest', 'valley', 'slide', 'minimum'])
})

test('--augment sweeps over changed images and stands in the document; rows that are no images are refused', async () => {
  const documentOf = async (...args: string[]): Promise<Document & { augment: unknown }> => {
    const run = ['find-lr', '--hidden', '8', '--steps', '20', '--seeds', '1', '--json']
    return JSON.parse((await inside([...run, ...args])).stdout)
  }
  const [plain, changed] = [await documentOf(), await documentOf('--augment', 'shift=2,flip')]
  expect(changed.augment).toEqual([
    { kind: 'shift', pixels: 2 },
    { kind: 'horizontalFlip', chance: 0.5 },
  ])
  expect(plain).toMatchObject({ augment: null })
  expect(changed.loss).not.toEqual(plain.loss)
  expect(await refused([...SPIRALS, '--augment', 'flip'])).toMatchObject({
    code: 2,
    words: expect.stringMatching(/^find-lr: "--augment".*spirals/),
  })
})

test('a CSV file: the suggested rates are in order, and the words name them with the curve in 80 columns', async () => {
  const cwd = folderWith(clouds(2000))
  const document = await jsonInside<Document>(CLOUDS, { cwd })
  const { base, peak, low, high } = document.suggested as NonNullable<Document['suggested']>
  expect(document.reliable).toBe(true)
  expect(base).toBeCloseTo(peak / 10, 12)
  expect(low).toBeLessThan(peak)
  expect(peak).toBeLessThan(high)
  expect(document.interval.peak[0]).toBeLessThanOrEqual(peak)
  const { code, stdout, stderr } = await onecycle(CLOUDS, { cwd, env: { COLUMNS: '80' } })
  expect([code, stderr]).toEqual([0, expect.stringContaining('--target chooses another')])
  const lines = stdout.split('\n')
  expect(Math.max(...lines.map((line) => line.length))).toBeLessThanOrEqual(80)
  const shown = (rate: number) => String(Number(rate.toPrecision(3)))
  expect(stdout).toContain(`peak  ${shown(peak)}`)
  expect(stdout).toContain(`base  ${shown(base)}`)
  expect(lines.find((line) => line.includes('└'))).toMatch(/l.*b.*P.*h/)
  expect(stdout).toMatch(/the smoothed curve lags by 9.0 updates, 0.55 decades/)
  expect(stdout).toMatch(/published rules: steepest .*, valley .*, slide .*, minimum /)
})

test('without a reliable answer the exit code is 1, the JSON is whole with suggested null, and the advice names flags', async () => {
  const cwd = folderWith(withNoiseLabels(clouds(2000), 5))
  const whole = await inside([...CLOUDS, '--json'], { cwd })
  const document: Document = JSON.parse(whole.stdout)
  expect([whole.code, document.reliable, document.suggested]).toEqual([1, false, null])
  const { code, stdout } = await inside([...CLOUDS, '--steps', '100'], { cwd })
  expect(code).toBe(1)
  expect(stdout).toMatch(/no reliable answer:\n {2}- the loss .* 1\.61 of a constant answer/)
  const short = await inside([...CLOUDS, '--steps', '5', '--json'], { cwd })
  const { suggestions, reasons }: Document = JSON.parse(short.stdout)
  expect([short.code, suggestions]).toEqual([1, { steepest: null, valley: null, slide: null, minimum: null }])
  expect(reasons.join()).toMatch(/raise --steps/)
})

test('--seeds, --sweep, --metric, --from, --to, --steps, --momentum, --weight-decay, --seed and --engine act', async () => {
  const args = [...SPIRALS, '--seeds', '2', '--sweep', 'triangular', '--from', '0.01', '--to', '0.4', '--steps', '30']
  const rest = [
    '--metric',
    'accuracy',
    '--momentum',
    'cycle',
    '--weight-decay',
    '0.001',
    '--seed',
    '7',
    '--engine',
    'js',
  ]
  const document: Document = JSON.parse((await inside([...args, ...rest, '--json'])).stdout)
  expect(document).toMatchObject({
    seed: 7,
    sweep: 'triangular',
    metric: 'accuracy',
    from: 0.01,
    to: 0.4,
    steps: 30,
    momentum: { high: 0.95, low: 0.85 },
    weightDecay: 0.001,
    engine: { name: 'js' },
  })
  expect(document.seeds).toHaveLength(2)
  expect(Math.max(...document.learningRate)).toBe(0.4)
  expect(document.learningRate[0]).toBe(0.01)
})

test('--csv prints what the library writes', async () => {
  const network = await createNetwork({ inputs: 2, layers: [dense(2)], seed: 3 })
  const range = await findLearningRate(network, spirals({ seed: 3 }).training, { steps: 25, seeds: 2 })
  const args = ['find-lr', '--data', 'spirals', '--hidden', 'none', '--steps', '25', '--seeds', '2', '--seed', '3']
  const { code, stdout } = await inside([...args, '--csv'])
  expect([code, stdout]).toEqual([range.reliable ? 0 : 1, rangeTestToCsv(range)])
})

test('--svg draws a curve for each seed and a dashed line for each rate; --out writes a page with the document in it', async () => {
  const cwd = folderWith(clouds(2000))
  const { code, stderr } = await inside([...CLOUDS, '--svg', 'range.svg', '--out', 'range.html', '--json'], { cwd })
  expect([code, stderr]).toEqual([0, 'wrote range.svg\nwrote range.html\n'])
  const svg = readFileSync(join(cwd, 'range.svg'), 'utf8')
  expect(svg).toMatch(/^<svg xmlns="http:\/\/www.w3.org\/2000\/svg" width="800" height="420" viewBox="0 0 800 420"/)
  expect(svg.trimEnd()).toMatch(/<\/svg>$/)
  expect(svg).not.toMatch(/NaN|undefined|Infinity/)
  expect(svg.match(/stroke-dasharray/g)).toHaveLength(4)
  // one raw curve and three smoothed ones
  expect(svg.match(/stroke-linejoin/g)).toHaveLength(4)
  for (const name of ['low', 'base', 'peak', 'high']) expect(svg).toMatch(new RegExp(`>${name} [-.0-9e]+</text>`))
  const page = readFileSync(join(cwd, 'range.html'), 'utf8')
  expect(page).toMatch(/^<!doctype html>/)
  expect(page).toMatch(/1cycle to a peak of <strong>0\.\d+<\/strong>/)
  expect(page).not.toMatch(/https?:\/\/(?!www\.w3\.org)/)
  const embedded = /<script type="application\/json" id="range-test">(.*)<\/script>/.exec(page)?.[1] as string
  expect(JSON.parse(embedded)).toMatchObject({ command: 'find-lr', reliable: true })
})

test('a page and a drawing of a test without an answer have no dashed line, and give the reasons', async () => {
  const cwd = folderWith(withNoiseLabels(clouds(500), 5))
  await inside([...CLOUDS, '--steps', '5', '--svg', 'range.svg', '--out', 'range.html'], { cwd })
  expect(readFileSync(join(cwd, 'range.svg'), 'utf8')).not.toMatch(/stroke-dasharray|NaN/)
  expect(readFileSync(join(cwd, 'range.html'), 'utf8')).toMatch(/No reliable answer: the curve has only 5 points/)
})

describe('wrong use of find-lr: exit code 2, nothing on stdout, and on stderr the option, what is right, what came', () => {
  test.for([
    ['--sweep cubic', '--sweep', 'triangular', '"cubic"'],
    ['--sweep linaer', '--sweep', 'triangular', '"linaer"; did you mean linear?'],
    ['--metric f1', '--metric', 'loss, accuracy', '"f1"'],
    ['--from 0', '--from', 'positive', '0'],
    ['--from 20', '--from', 'below --to, 10', '20'],
    ['--sweep linear --from 1', '--from', 'below --to, 1', '1'],
    ['--steps 2', '--steps', '3 to 1000000', '2'],
    ['--seeds 0', '--seeds', '1 to 1000', '0'],
    ['--momentum 1', '--momentum', '[0, 1)', '1'],
    ['--momentum x', '--momentum', 'a number', '"x"'],
    ['--weight-decay -1', '--weight-decay', 'at least 0', '-1'],
    ['--json --csv', '--csv', 'one format', '--json'],
    ['--svg a --out a', '--out', '--svg', 'a'],
    ['--data spirals --batch-size 1001', '--batch-size', '1000 rows', '1001'],
  ])('%s', async ([line = '', what, right, got]) => {
    const { code, stdout, words } = await refused(['find-lr', ...line.split(' ')])
    expect([code, stdout]).toEqual([2, ''])
    const [, option, expected, came] = /^find-lr: "(\S+)" expected (.*), got (.*)$/.exec(words) ?? []
    expect(option).toBe(what)
    expect(expected).toContain(right)
    expect(came?.startsWith(got as string)).toBe(true)
  })
})

test('a file that cannot be written is found out before anything is swept', async () => {
  const { code, words } = await refused(['find-lr', '--steps', '1000000', '--svg', 'no/such.svg'])
  expect([code, words]).toEqual([
    1,
    expect.stringMatching(/^find-lr: "--svg" .*no\/such\.svg: no such file or folder$/),
  ])
})

test('Ctrl-C ends it with exit code 130, and nothing on stdout', async () => {
  // before the sweep begins the signal has its usual meaning, so the first try may come too early
  for (let wait = 400; wait < 30_000; wait *= 2) {
    const { child, result } = start([...SPIRALS, '--steps', '1000000', '--to', '0.01', '--json'])
    await sleep(wait)
    child.kill('SIGINT')
    const { code, signal, stdout, stderr } = await result
    if (signal === 'SIGINT') continue
    expect([code, stdout, stderr]).toEqual([130, '', 'interrupted\n'])
    return
  }
  throw new Error('the sweep never listened')
})

test('find-lr --help has examples, and says what is suggested', async () => {
  const { code, stdout } = await inside(['find-lr', '--help'])
  expect(code).toBe(0)
  expect(stdout).toContain('onecycle find-lr --sweep linear')
  for (const name of ['peak', 'base', 'low', 'high']) expect(stdout).toMatch(new RegExp(`\\b${name}\\b`))
})
