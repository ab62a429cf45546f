import { mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import type { Replay } from '../../../src/entry/index.js'
import { inside, json, jsonInside, temporaryFolder } from '../onecycle.js'

/** Logs as the tools leave them: names of files and columns, order of rows, digits. */
const KERAS = [
  'epoch,accuracy,learning_rate,loss,val_accuracy,val_loss',
  '0,0.7512166500091553,0.10000000149011612,0.7034950256347656,0.8259999752044678,0.4835205972194672',
  '1,0.8401833176612854,0.10000000149011612,0.4412109851837158,0.8501999974250793,0.4171673655509949',
  '2,0.8620833158493042,0.009999999776482582,0.3812851607799530,0.8812000155448914,0.3344469964504242',
]
const LIGHTNING = [
  'epoch,step,train_loss,val_acc,val_loss',
  '0,49,0.634955883026123,,',
  '0,99,0.19590148329734802,,',
  '0,117,,0.8211999845504761,0.49106363773345947',
  '1,149,0.35575541853904724,,',
  '1,199,0.0455008856952190,,',
  '1,235,,0.8547999811172485,0.4158883531391621',
  '2,249,0.0138926925137639,,',
  '2,299,0.0583705015480518,,',
  '2,353,,0.8858000278472900,0.3242606396973133',
  '3,354,,0.9963999986648560,0.0142204165458678',
]
const TENSORBOARD = [
  'Wall time,Step,Value',
  '1668854503.5367975,0,0.7912999987602234',
  '1668854513.7791796,1,0.8402000069618225',
  '1668854523.332386,2,0.8763999938964844',
]

/** Its path, in a folder with the log in it. */
function logFile(name: string, lines: readonly string[], cwd = temporaryFolder()): string {
  const path = join(cwd, name)
  writeFileSync(path, `${lines.join('\n')}\n`)
  return path
}

/** Every accuracy a little less. */
const worse = (lines: readonly string[]): string[] =>
  lines.map((line) => line.replace(/0\.8[58]\d+/g, (share) => `${Number(share) - 0.1}`).replace('0.8763', '0.7763'))

const firsts = ({ targets }: Replay): unknown => targets[0]?.curves.map(({ first }) => first)

describe('logs of other tools, their steps counted from 1', () => {
  test('Keras CSVLogger: epochs', async () => {
    const replay = await jsonInside<Replay>([
      ...['compare', '--curves', logFile('run.log', KERAS), logFile('worse.log', worse(KERAS)), '--targets', '0.85'],
    ])
    expect(replay.unit).toBe('epochs')
    expect(firsts(replay)).toEqual([2, null])
    expect(replay.curves[0]).toMatchObject({
      name: 'run',
      end: 3,
      measuredOn: 'validation',
      columns: { step: 'epoch', accuracy: 'val_accuracy', loss: 'val_loss' },
      drops: [2],
    })
  })

  test('Lightning CSVLogger, whose files all have one name: updates, without the evaluation after the run', async () => {
    const cwd = temporaryFolder()
    const paths = ['version_0', 'version_1'].map((version) => join('lightning_logs', version))
    for (const [i, path] of paths.entries()) {
      mkdirSync(join(cwd, path), { recursive: true })
      logFile(join(path, 'metrics.csv'), i === 0 ? LIGHTNING : worse(LIGHTNING), cwd)
    }
    const files = paths.map((path) => join(path, 'metrics.csv'))
    const replay = await jsonInside<Replay>(['compare', '--curves', ...files, '--targets', '0.85'], { cwd })
    expect(replay.unit).toBe('updates')
    expect(firsts(replay)).toEqual([236, null])
    expect(replay.curves.map(({ name, looks, end }) => [name, looks, end])).toEqual(files.map((file) => [file, 3, 354]))
  })

  test('TensorBoard, under another name, too: epochs where the file says so, and what was measured', async () => {
    const name = 'run-validation-tag-epoch_accuracy.csv'
    const [ours, theirs] = [logFile(name, TENSORBOARD), logFile(name, worse(TENSORBOARD))]
    const replay = await jsonInside<Replay>([
      ...['compare', '--curves', `ours=${ours}`, `theirs=${theirs}`, '--targets', '0.84'],
    ])
    expect(replay.unit).toBe('epochs')
    expect(firsts(replay)).toEqual([2, 2])
    expect(replay.curves.map(({ name, measuredOn, end }) => [name, measuredOn, end])).toEqual([
      ['ours', 'validation', 3],
      ['theirs', 'validation', 3],
    ])
  })
})

describe('several logs for each method', () => {
  const cwd = temporaryFolder()
  const log = (hit: number): string[] => [
    'epoch,val_accuracy',
    ...Array.from({ length: 30 }, (_, epoch) => `${epoch},${epoch + 1 >= hit ? 0.9 : 0.5}`),
  ]
  for (const [i, hit] of [12, 15, 13, 16, 14, 15].entries()) logFile(`adam-${i}.csv`, log(hit), cwd)
  for (const [i, hit] of [7, 8, 6, 7, 9, 7].entries()) logFile(`cycle-${i}.csv`, log(hit), cwd)
  const cycles = [0, 1, 2, 3, 4, 5].map((i) => `cycle-${i}.csv`)
  const targets = ['--targets', '0.8']

  test('one name, with commas, again, or with a star, is the same: medians with intervals, and every log', async () => {
    const [first = '', ...others] = cycles
    const forms = [
      ['adam=adam-*.csv', `cycle=${cycles.join(',')}`],
      ['adam=adam-*.csv', `cycle=${first}`, ...others.map((file) => `cycle=${file}`)],
      ['adam=adam-*.csv', 'cycle=./cycle-*.csv'],
    ]
    const [one, ...more] = await Promise.all(
      forms.map((curves) => json<Replay>(['compare', '--curves', ...curves, ...targets], { cwd })),
    )
    for (const other of more) expect(other).toEqual(one)
    expect(one?.subject).toBe('cycle')
    expect(one?.curves.map(({ name, method }) => [name, method]).slice(5, 7)).toEqual([
      ['adam-5', 'adam'],
      ['cycle-0', 'cycle'],
    ])
    const [adam, cycle] = one?.targets[0]?.methods ?? []
    expect([adam?.first.median, cycle?.first.median]).toEqual([14.5, 7])
    expect(adam?.speedUp).toMatchObject({ ratio: 14.5 / 7, seedsNeeded: 6 })
    expect(adam?.speedUp?.low).toBeGreaterThan(1.2)
    expect(one?.warnings).toEqual([])
  })

  test('in words, with a report and a CSV: the median with its interval above the logs', async () => {
    const files = ['--out', 'r.html', '--csv', 'r.csv']
    const curves = ['adam=adam-0.csv,adam-1.csv,adam-2.csv', 'cycle=cycle-0.csv,cycle-1.csv,cycle-2.csv']
    const { code, stdout } = await inside(['compare', '--curves', ...curves, ...targets, ...files], { cwd })
    expect(code).toBe(0)
    expect(stdout).toMatch(/^cycle first shows 80 % after 7 epochs \(median of 3 runs\), adam after 13 /)
    expect(stdout).toMatch(/^80 % +first \(epochs\) +interval +runs +for good +speed-up of cycle +interval$/m)
    expect(stdout).toMatch(/^adam +13 +12 to 15 +3\/3 +13 +1\.86x +\d\.\d\dx to \d\.\d\dx$/m)
    expect(stdout).toMatch(/^ {2}adam-1 +15 +15$/m)
    expect(stdout).toMatch(/^warning \(few-seeds\): 3 seeds/m)
    expect(readFileSync(join(cwd, 'r.csv'), 'utf8').split('\n')).toHaveLength(1 + 8 + 1)
    expect(readFileSync(join(cwd, 'r.html'), 'utf8')).toContain('80 % adam')
  })

  test('with one log each a name is only a name: nothing else changes', async () => {
    const named = await jsonInside<Replay>(['compare', '--curves', 'a=adam-0.csv', 'b=cycle-0.csv', ...targets], {
      cwd,
    })
    const plain = await jsonInside<Replay>(['compare', '--curves', 'adam-0.csv', 'cycle-0.csv', ...targets], { cwd })
    const renamed = JSON.stringify(plain).replaceAll('"adam-0"', '"a"').replaceAll('"cycle-0"', '"b"')
    expect(JSON.stringify(named)).toBe(renamed.replaceAll('adam-0 ', 'a ').replaceAll('cycle-0 ', 'b '))
    expect(plain.targets[0]).not.toHaveProperty('methods')
    expect(plain.curves[0]).not.toHaveProperty('method')
  })

  test('--milestones are of all logs of the others; a file whose name has a "=" is a file', async () => {
    const curves = ['adam=adam-0.csv,adam-1.csv', 'cycle=cycle-0.csv,cycle-1.csv']
    const { curves: read } = await jsonInside<Replay>(
      ['compare', '--curves', ...curves, ...targets, '--milestones', '11'],
      {
        cwd,
      },
    )
    expect(read.map(({ drops }) => drops)).toEqual([[11], [11], [], []])
    logFile('lr=0.1,wd=0.csv', log(9), cwd)
    const odd = await jsonInside<Replay>(['compare', '--curves', 'lr=0.1,wd=0.csv', 'cycle-0.csv', ...targets], { cwd })
    expect(odd.curves.map(({ name }) => name)).toEqual(['lr=0.1,wd=0', 'cycle-0'])
  })

  test.each([
    [['adam=adam-0.csv,adam-1.csv'], 2, /^compare: "--curves" expected logs of at least two methods, got 1/],
    [['adam=', 'cycle-0.csv'], 2, /^compare: "--curves" expected FILE, or NAME=FILE,FILE..., got "adam="/],
    [['a=none-*.csv', 'cycle-0.csv'], 1, /^compare: "--curves" expected .*, got none for none-\*\.csv/],
    [['a=none.csv', 'cycle-0.csv'], 1, /^compare: "--curves" expected a readable file, got none\.csv/],
    [
      ['a=cycle-0.csv,cycle-0.csv', 'adam-0.csv'],
      2,
      /^compare: "--curves" expected each file once, got "cycle-0\.csv"/,
    ],
  ])('%j is refused', async (curves, exit, expected) => {
    const { code, stdout, stderr } = await inside(['compare', '--curves', ...curves, ...targets], { cwd })
    expect([code, stdout]).toEqual([exit, ''])
    expect(stderr.replace('error: ', '')).toMatch(expected)
  })
})
