import { existsSync, mkdirSync, readFileSync, statSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { withoutTimes } from '../../../src/measure/times.js'
import { outsideData } from '../../outside-data.js'
import { digitsFolder } from '../digits-folder.js'
import { inside, jsonInside, onecycle, refused, start, temporaryFolder } from '../onecycle.js'

/** What `compare --json` prints, as scripts rely on it. */
interface CompareDocument {
  command: string
  seed: number
  engine: { name: string; runtime: string; version: string }
  dataset: { name: string; training: number; validation: number; test: number; inputs: number; classes: number }
  targets: {
    target: number
    schedules: {
      schedule: string
      rate: number | null
      epochs: EstimateDocument
      updates: EstimateDocument
      seconds: EstimateDocument
      speedUp: { ratio: number | null; low: number | null; high: number | null; text: string } | null
    }[]
  }[]
  warnings: { guard: string; message: string }[]
  runs: unknown[]
}

interface EstimateDocument {
  median: number | null
  low: number | null
  high: number | null
  reached: number
  runs: number
}

/** A study of a second or two: 2 schedules, 2 budgets, 4 rates, 3 seeds on the spirals. */
const SMALL = [
  'compare',
  '--data',
  'spirals',
  '--hidden',
  '16',
  '--batch-size',
  '50',
  '--schedules',
  'constant,one-cycle',
  '--validation',
  '0.1',
  '--rates',
  '0.01,1',
]
const STUDY = [...SMALL, '--budgets', '2,4', '--targets', '0.55,0.6', '--seeds', '3', '--trials', '2+2']
const published = outsideData('super-convergence')
const curves = ['smith-fig1a-clr', 'smith-fig1a-lr35'].map((name) => join(published.folder, `${name}.csv`))

describe('a study', () => {
  test('--ablation takes the parts of 1cycle away, one by one, and tells what each earns', async () => {
    const study = [
      'compare',
      '--data',
      'spirals',
      '--hidden',
      '8',
      '--batch-size',
      '50',
      '--budgets',
      '1,2',
      '--seeds',
      '2',
    ]
    const { code, stdout } = await inside([...study, '--trials', '2', '--ablation', '--no-journal'])
    expect(code).toBe(0)
    expect(stdout).toContain('2 seeds are too few to tell what a part of 1cycle earns.')
    for (const part of ['the ramp', 'annealing', 'cycling momentum']) expect(stdout).toContain(`\n${part} `)
    const { code: refused, stderr } = await inside([...STUDY, '--ablation', '--no-journal'])
    expect([refused, stderr]).toEqual([2, expect.stringMatching(/--ablation.*--schedules/)])
  })

  test('prints per target and schedule the updates, epochs and seconds, the tuned rate and the speed-up', async () => {
    const document = await jsonInside<CompareDocument>([...STUDY, '--no-journal'])
    expect(document).toMatchObject({
      command: 'compare',
      seed: 1,
      engine: { name: 'wasm', runtime: 'node' },
      dataset: { name: 'spirals', validation: 100, inputs: 2, classes: 2 },
    })
    expect(document.targets.map(({ target }) => target)).toEqual([0.55, 0.6])
    for (const { schedules } of document.targets) {
      expect(schedules.map(({ schedule }) => schedule)).toEqual(['constant', 'one-cycle'])
      for (const { schedule, epochs, updates, seconds, speedUp } of schedules) {
        expect([epochs.runs, updates.runs, seconds.runs]).toEqual([3, 3, 3])
        if (epochs.median !== null) expect(updates.median).toBeCloseTo(18 * epochs.median, 6)
        expect(speedUp === null).toBe(schedule === 'one-cycle')
      }
    }
    expect(document.runs).toHaveLength(2 * 2 * 3)
    expect(document.warnings.map(({ guard }) => guard)).toContain('few-seeds')
  })

  test('is the same one trial at a time and three at a time, in WebAssembly and in plain JS, apart from times', async () => {
    const one = await jsonInside([...STUDY, '--no-journal', '--workers', '1'])
    const three = await jsonInside([...STUDY, '--no-journal', '--workers', '3', '--engine', 'js'])
    expect(three).toMatchObject({ engine: { name: 'js' } })
    const kept = (document: object) => JSON.stringify(withoutTimes({ ...document, engine: '' }))
    expect(kept(three)).toBe(kept(one))
  })

  test('in words: the plan with its cost, the answer, a table a target, the warnings; and the files it wrote', async () => {
    const cwd = temporaryFolder()
    const { code, stdout, stderr } = await onecycle([...STUDY, '--out', 'r.html', '--csv', 'r.csv'], { cwd })
    expect([code, stderr]).toEqual([0, 'wrote r.html\nwrote r.csv\n'])
    expect(stdout).toContain('2 schedules x budgets of 2 and 4 epochs (18 updates of 50 rows each) x 3 seeds\n')
    expect(stdout).toContain('4 rates from 0.01 to 1, on a seed')
    // 2 rates x (4 + 2 + 4) epochs, then 2 + 3 runs of both at 2 + 4
    expect(stdout).toContain('at most 26 trials, 80 epochs, 1,440 updates, ')
    expect(stdout).toMatch(
      /^to reach 55 % +epochs +interval +updates +seconds +reached +rate +speed-up of one-cycle +interval$/m,
    )
    expect(stdout).toMatch(/^warning \(few-seeds\): 3 seeds: /m)
    expect(readFileSync(join(cwd, 'r.csv'), 'utf8').split('\n')).toHaveLength(1 + 12 + 1)
    const html = readFileSync(join(cwd, 'r.html'), 'utf8')
    expect(html).toContain(`onecycle ${STUDY.join(' ')} --out r.html --csv r.csv`)
    expect(html).toMatch(/<dt>runtime<\/dt><dd>node [\d.]+<\/dd>/)
  })
})

describe('a target of numbers', () => {
  const houses = Array.from({ length: 120 }, (_, i) => [30 + ((i * 37) % 90), i % 7])
  const table = ['size,age,price', ...houses.map(([size = 0, age = 0]) => `${size},${age},${2.5 * size - 3.25 * age}`)]
  const asked = ['compare', '--data', 'houses.csv', '--target', 'price', '--hidden', '8', '--budgets', '2,8']
  const small = [
    ...asked,
    '--schedules',
    'constant,one-cycle',
    '--seeds',
    '2',
    '--batch-size',
    '8',
    '--trials',
    '2+0',
    '--rates',
    '0.01,1',
    '--validation',
    '0.1',
    '--no-journal',
  ]
  const cwd = temporaryFolder()
  writeFileSync(join(cwd, 'houses.csv'), table.join('\n'))

  test('--json names R2 once, as the metric, and both engines give the same', async () => {
    interface Scored extends CompareDocument {
      plan: { metric: string; targets: number[] }
    }
    const document = await jsonInside<Scored>([...small, '--range-test'], { cwd })
    expect(document.plan.metric).toBe('r2')
    expect(document.dataset.classes).toBe(0)
    expect(Math.max(...document.plan.targets)).toBeGreaterThan(0.5)
    expect(Math.max(...document.plan.targets)).toBeLessThan(1)
    const plain = await jsonInside<Scored>([...small, '--range-test', '--engine', 'js'], { cwd })
    const kept = (study: object) => JSON.stringify(withoutTimes({ ...study, engine: '' }))
    expect(kept(plain)).toBe(kept(document))
  })

  test('in words and in the report: R2, and no percents of it', async () => {
    const files = ['--out', 'r.html', '--targets', '0.3,0.6']
    const { code, stdout } = await inside([...small, ...files], { cwd })
    expect(code).toBe(0)
    expect(stdout).toMatch(/^to reach R2 0\.3 /m)
    expect(stdout).toMatch(/^held-out R2, by epochs/m)
    expect(stdout).toMatch(/^one-cycle +-?\d+\.\d{4} \(-?\d+\.\d{4}\) +-?\d+\.\d{4} \(-?\d+\.\d{4}\)$/m)
    expect(stdout).not.toMatch(/accuracy|(reach|end at) [36]0 %/)
    expect(readFileSync(join(cwd, 'r.html'), 'utf8')).toContain('R2 against budget')
  })
})

describe('a network by name', () => {
  const small = ['compare', '--data', digitsFolder(), '--network', 'small-cnn', '--schedules', 'constant,one-cycle']
  const study = [
    ...small,
    '--budgets',
    '1,2',
    '--targets',
    '0.2',
    '--seeds',
    '2',
    '--trials',
    '2+0',
    '--batch-size',
    '18',
  ]

  test('is what every trial trains, on both engines to the same document, and the journal tells it from others', async () => {
    interface Planned extends CompareDocument {
      plan: { inputs: number[]; layers: { kind: string }[] }
    }
    const cwd = temporaryFolder()
    const journal = join(cwd, 'onecycle-trials.jsonl')
    const document = await jsonInside<Planned>(study, { cwd })
    expect(document.plan.inputs).toEqual([28, 28, 1])
    expect(document.plan.layers[0]).toMatchObject({ kind: 'conv2d', filters: 8 })
    const size = statSync(journal).size
    const plain = await jsonInside<Planned>([...study, '--no-journal', '--engine', 'js'], { cwd })
    const kept = (result: object) => JSON.stringify(withoutTimes({ ...result, engine: '' }))
    expect(kept(plain)).toBe(kept(document))
    expect(kept(await jsonInside<Planned>(study, { cwd }))).toBe(kept(document))
    expect(statSync(journal).size).toBe(size)
    const other = study.map((word) => (word === 'small-cnn' ? 'resnet-8' : word))
    await jsonInside<Planned>(other, { cwd })
    expect(statSync(journal).size).toBeGreaterThan(size)
  })

  test('is named by its layers before the study starts, and has the loss that its file says', async () => {
    const { stdout } = await inside([...study, '--no-journal'])
    expect(stdout).toContain('network 28 x 28 x 1: conv2d 8, batchNorm, activation, conv2d 8')
    const path = join(temporaryFolder(), 'squares.json')
    writeFileSync(path, JSON.stringify({ layers: [{ kind: 'dense', outputs: 10 }], loss: 'meanSquaredError' }))
    const file = study.map((word) => (word === 'small-cnn' ? path : word))
    const { plan } = await jsonInside<CompareDocument & { plan: object }>([...file, '--no-journal'])
    expect(plan).toMatchObject({ layers: [{ kind: 'dense' }], loss: 'meanSquaredError' })
  })
})

test('--range-test makes one first: it is shown, its updates are charged to 1cycle, and no rate is chosen by it', async () => {
  const cwd = temporaryFolder()
  interface Charged extends CompareDocument {
    plan: { rangeTestUpdates: number }
    rangeTest: { learningRate: number[]; smoothed: number[]; seeds: number }
    tuning: unknown
  }
  const document = await jsonInside<Charged>([...STUDY, '--range-test', '--out', 'r.html'], { cwd })
  const { learningRate, smoothed, seeds } = document.rangeTest
  expect(smoothed).toHaveLength(learningRate.length)
  expect(document.plan.rangeTestUpdates).toBeGreaterThan(seeds * 20)
  expect(readFileSync(join(cwd, 'r.html'), 'utf8')).toContain('<h2>Range test</h2>')
  expect((await jsonInside<Charged>(STUDY, { cwd })).tuning).toEqual(document.tuning)
})

test('--rows trains on so many rows, and refuses more than there are', async () => {
  const dataset = async (rows: number) =>
    (await jsonInside<CompareDocument>([...STUDY, '--no-journal', '--rows', `${rows}`, '--batch-size', '10'])).dataset
  expect(await dataset(200)).toMatchObject({ training: 200, validation: 20 })
  expect(await dataset(100)).toMatchObject({ training: 100, validation: 10 })
  const { code, words } = await refused([...STUDY, '--no-journal', '--rows', '100000'])
  expect([code, words]).toEqual([2, expect.stringMatching(/^compare: "--rows" expected at most .*, got 100000$/)])
})

describe('the journal', () => {
  test('a second run repeats no trial: the same document to the last byte, times included, and nothing added', async () => {
    const cwd = temporaryFolder()
    const first = await inside([...STUDY, '--json'], { cwd })
    const size = statSync(join(cwd, 'onecycle-trials.jsonl')).size
    const second = await inside([...STUDY, '--json'], { cwd })
    expect([first.code, second.stdout]).toEqual([0, first.stdout])
    expect(statSync(join(cwd, 'onecycle-trials.jsonl')).size).toBe(size)
  })

  test('more seeds run only what is new', async () => {
    const cwd = temporaryFolder()
    await inside(STUDY, { cwd })
    const { stdout } = await inside([...STUDY, '--seeds', '4'], { cwd })
    expect(stdout).toMatch(/; the journal holds 2\d trials$/m)
  })

  test('a torn line is told with its number, dropped, and its trial run again; a foreign file is refused and left as it is', async () => {
    const cwd = temporaryFolder()
    const path = join(cwd, 'onecycle-trials.jsonl')
    const whole = await jsonInside([...STUDY], { cwd })
    const text = readFileSync(path, 'utf8')
    writeFileSync(path, text.slice(0, -100))
    const lines = text.trimEnd().split('\n').length
    const again = await inside([...STUDY, '--json'], { cwd })
    expect(again.stderr).toMatch(new RegExp(`^line ${lines} of onecycle-trials.jsonl .*run again`))
    expect(withoutTimes(JSON.parse(again.stdout))).toEqual(withoutTimes(whole))
    writeFileSync(path, 'epoch,loss\n')
    const { code, stderr } = await inside(STUDY, { cwd })
    expect([code, stderr]).toEqual([
      1,
      'error: compare: "journal" expected a journal of trials, or a file that is not there yet, got a file that begins "epoch,loss"; choose another file\n',
    ])
    expect(readFileSync(path, 'utf8')).toBe('epoch,loss\n')
  })

  test('interrupted three times and resumed, by SIGINT and SIGKILL: the document of a study that never was', async () => {
    const cwd = temporaryFolder()
    const longer = [
      ...SMALL,
      '--budgets',
      '10,20',
      '--targets',
      '0.6',
      '--seeds',
      '4',
      '--trials',
      '2+2',
      '--workers',
      '2',
    ]
    const whole = await jsonInside([...longer, '--no-journal'], { cwd })
    const path = join(cwd, 'onecycle-trials.jsonl')
    const lines = (): number => (existsSync(path) ? readFileSync(path, 'utf8').split('\n').length - 2 : 0)
    for (const [trials, signal] of [
      [2, 'SIGINT'],
      [9, 'SIGKILL'],
      [15, 'SIGINT'],
    ] as const) {
      const { child, result } = start([...longer, '--json'], { cwd })
      const watch = setInterval(() => {
        if (lines() < trials) return
        clearInterval(watch)
        child.kill(signal)
      }, 5)
      const { code, stdout, stderr } = await result
      expect([code, stdout]).toEqual([signal === 'SIGINT' ? 130 : null, ''])
      if (signal === 'SIGINT') {
        expect(stderr).toBe(
          'interrupted: the finished trials are in onecycle-trials.jsonl, and the same command continues from there\n',
        )
      }
    }
    const resumed = await jsonInside(longer, { cwd })
    expect(JSON.stringify(withoutTimes(resumed))).toBe(JSON.stringify(withoutTimes(whole)))
    const keys = readFileSync(path, 'utf8')
      .split('\n')
      .flatMap((line) => /"key":"(\w+)"/.exec(line)?.[1] ?? [])
    expect(new Set(keys).size).toBe(keys.length)
  })
})

describe("other people's curves", () => {
  test.skipIf(!published.present)(
    'the published ones: 5.77x at 85 %, 7.48x at 90 %, "> 8x, censored" at 91 and 92 %, and the warning of the drops',
    async () => {
      const { code, stdout, stderr } = await inside(['compare', '--curves', ...curves])
      expect([code, stderr]).toEqual([0, ''])
      const rowsAt = (target: string) =>
        stdout
          .slice(stdout.indexOf(`\n${target}  `))
          .split('\n')
          .slice(2, 4)
          .join('\n')
      expect(rowsAt('85 %')).toMatch(/smith-fig1a-lr35 +50,200 +50,200 +5\.77x +50,000/)
      expect(rowsAt('90 %')).toMatch(/smith-fig1a-lr35 +71,100 +71,100 +7\.48x +70,000/)
      for (const target of ['91 %', '92 %']) expect(rowsAt(target)).toMatch(/lr35 +never +never +> 8x, censored/)
      expect(stdout).toMatch(
        /^warning \(own-drop\): smith-fig1a-lr35 reaches its targets right after drops of its own rate/m,
      )
    },
  )

  test.skipIf(!published.present)(
    'as JSON, with given milestones and targets, and with a report and a CSV',
    async () => {
      const cwd = temporaryFolder()
      const options = ['--targets', '0.8,0.85', '--milestones', '26000,50000', '--out', 'r.html', '--csv', 'r.csv']
      const document = await jsonInside<{ command: string; targets: unknown[]; warnings: { message: string }[] }>(
        ['compare', '--curves', ...curves, ...options],
        { cwd },
      )
      expect(document).toMatchObject({ command: 'compare', subject: 'smith-fig1a-clr', unit: 'updates' })
      expect(document.targets).toHaveLength(2)
      expect(document.warnings.some(({ message }) => message.includes('80 % at 26,400'))).toBe(true)
      expect(readFileSync(join(cwd, 'r.csv'), 'utf8')).toContain('0.85,smith-fig1a-lr35,50200,50200,50000,5.77')
      expect(readFileSync(join(cwd, 'r.html'), 'utf8')).toContain('5.77x')
    },
  )

  test.each([
    [
      'step,loss\n1,2\n',
      'a column of accuracy (val_accuracy, test_accuracy, accuracy, acc), got the columns step, loss',
    ],
    ['step,acc\n1,0.5\n1,0.6\n', 'line 3" expected each step once, got 1 again; keep one row of each'],
    ['step,acc\n2,0.5\n1,0.6\n', 'line 3" expected step above 2, got 1; sort the rows, one run a file'],
    [
      'step,acc\n1,50\n',
      'line 2" expected a share in [0, 1] as acc, got "50"; it looks like percent: divide the column by 100',
    ],
  ])('%j fails with exit code 1 and says what is wrong', async (text, words) => {
    const cwd = temporaryFolder()
    writeFileSync(join(cwd, 'a.csv'), 'step,acc\n1,0.5\n')
    writeFileSync(join(cwd, 'b.csv'), text)
    const { code, stderr } = await inside(['compare', '--curves', 'a.csv', 'b.csv', '--targets', '0.5'], { cwd })
    expect(code).toBe(1)
    expect(stderr).toContain(words)
  })
})

describe('what is wrong is refused before the work', () => {
  test.each(['--out', '--csv', '--journal'])('a path of %s that cannot be written', async (option) => {
    const cwd = temporaryFolder()
    const { code, stdout, stderr } = await inside([...STUDY, option, 'missing/file'], { cwd })
    expect([code, stdout, stderr]).toEqual([
      1,
      '',
      expect.stringMatching(`^error: compare: "${option}" .*missing/file: no such file or folder\n$`),
    ])
    expect(existsSync(join(cwd, 'onecycle-trials.jsonl'))).toBe(false)
  })

  test('a folder in place of a file', async () => {
    const cwd = temporaryFolder()
    mkdirSync(join(cwd, 'report'))
    const { code, stderr } = await inside([...STUDY, '--out', 'report'], { cwd })
    expect([code, stderr]).toEqual([
      1,
      'error: compare: "--out" expected a writable file, got report: it is a folder\n',
    ])
  })

  test.each([
    [['--targets', '98'], '--targets[0]', '(0, 1)', '98; for 98 % say 0.98'],
    [['--targets', '0.5,0'], '--targets[1]', '(0, 1)', '0'],
    [['--metric', 'loss', '--targets', '-1'], '--targets[0]', 'positive', '-1'],
    [['--targets', '0.5,x'], '--targets', 'a number', '"x"'],
    [['--schedules', 'linear,cosin'], '--schedules', 'cosine', '"cosin"; did you mean cosine?'],
    [['--schedules', 'linear'], '--schedules', 'at least 2', 'an array of length 1'],
    [['--schedules', 'linear,one-cycle-low-peak'], '--schedules', 'one-cycle-no-ramp', 'an array of length 2'],
    [['--metric', 'r2'], '--metric', 'accuracy, loss', '"r2"'],
    [['--validation', '1e-9'], '--validation', 'rows on both sides', '1e-9'],
    [['--seeds', '4', '--until-width', '0.2'], '--until-width', 'at least 5 seeds', '4'],
    [['--schedules', 'linear,linear'], '--schedules', 'once', '"linear"'],
    [['--budgets', '1,0'], '--budgets', '1 to 100000', '0'],
    [['--rates', '1,0.1'], '--rates', 'two rates', '"1,0.1"'],
    [['--trials', '1'], '--trials', '3+2', '"1"'],
    [['--subject', 'cosine'], '--subject', 'constant, one-cycle', '"cosine"'],
    [['--batch-size', '5000'], '--batch-size', '900 rows', '5000'],
    [['--curves', 'a.csv'], '--curves', 'at least two methods', '1'],
  ])('%j is wrong use, with exit code 2', async (options, what, right, got) => {
    const { code, stdout, words } = await refused([...STUDY, ...options, '--no-journal'])
    expect([code, stdout]).toEqual([2, ''])
    const [, option, expected, came] = /^compare[^:]*: "(\S+)" expected (.*), got (.*)$/.exec(words) ?? []
    expect([option, came]).toEqual([what, got])
    expect(expected).toContain(right)
  })
})
