import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { stream } from '../../../src/math/random.js'
import { findDrops } from '../../../src/measure/replay/drops.js'
import { readCurve } from '../../../src/measure/replay/log-csv.js'
import { replayCurves } from '../../../src/measure/replay/replay.js'

const folder = join(process.env.ONECYCLE_DATA ?? '../shared/data', 'super-convergence')
const published = (file: string) => ({ name: file, text: readFileSync(join(folder, `${file}.csv`), 'utf8') })
const clr = published('smith-fig1a-clr')
const multistep = published('smith-fig1a-lr35')

describe('the two curves of figure 1a of arXiv 1708.07120', () => {
  const replay = replayCurves({ curves: [multistep, clr], targets: [0.8, 0.85, 0.88, 0.9, 0.91, 0.92] })
  const at = (target: number) => {
    const row = replay.targets.find((each) => each.target === target)
    return row?.curves.find(({ name }) => name === multistep.name)
  }

  test('5.77x at 85 %, 7.48x at 90 %, "> 8x, censored" at 91 and 92 %', () => {
    expect(replay.subject).toBe(clr.name)
    expect(at(0.85)?.speedUp?.text).toBe('5.77x')
    expect(at(0.9)?.speedUp?.text).toBe('7.48x')
    expect(at(0.91)?.speedUp?.text).toBe('> 8x, censored')
    expect(at(0.92)?.speedUp?.text).toBe('> 8x, censored')
  })

  test('the hits are those of the raw logs, first and sustained', () => {
    const hits = (target: number) =>
      replay.targets.find((each) => each.target === target)?.curves.map(({ first, sustained }) => [first, sustained])
    expect(hits(0.8)).toEqual([
      [26400, 50100],
      [6700, 8400],
    ])
    expect(hits(0.85)).toEqual([
      [50200, 50200],
      [8700, 8700],
    ])
    expect(hits(0.88)).toEqual([
      [50700, 70200],
      [9100, 9500],
    ])
    expect(hits(0.9)).toEqual([
      [71100, 71100],
      [9500, 9500],
    ])
    expect(hits(0.92)).toEqual([
      [null, null],
      [9700, 9700],
    ])
  })

  test('the drops are found in the curve itself: 50,000 and 70,000, and none in the cyclical one', () => {
    expect(replay.curves.map(({ drops }) => drops)).toEqual([[50000, 70000], []])
  })

  test('it warns that the baseline is let by its drops, of one seed, of unequal lengths and of the test set', () => {
    expect(replay.warnings.map(({ guard }) => guard)).toEqual([
      'few-seeds',
      'own-drop',
      'unequal-chances',
      'test-chosen',
    ])
    expect(replay.warnings[1]?.message).toBe(
      'smith-fig1a-lr35 reaches its targets right after drops of its own rate (85 % at 50,200, after the drop at 50,000; ' +
        '88 % at 50,700, after the drop at 50,000; 90 % at 71,100, after the drop at 70,000; counted in updates): its time ' +
        'to the target is that milestone. The same schedule compressed to a smaller budget may arrive much sooner',
    )
    expect(replay.warnings[2]?.message).toContain(
      '80,000 updates for smith-fig1a-lr35; 10,000 updates for smith-fig1a-clr',
    )
  })

  test('the order of the files does not matter, and either can be the subject', () => {
    expect(replayCurves({ curves: [clr, multistep], targets: [0.85] }).subject).toBe(clr.name)
    const other = replayCurves({ curves: [clr, multistep], targets: [0.85, 0.91], subject: multistep.name })
    expect(other.targets.map(({ curves }) => curves[0]?.speedUp?.text)).toEqual(['0.17x', '< 0.12x, censored'])
  })

  test('given milestones count in place of found ones', () => {
    const given = replayCurves({ curves: [clr, multistep], targets: [0.8], milestones: { [multistep.name]: [26000] } })
    expect(given.warnings.find(({ guard }) => guard === 'own-drop')?.message).toContain('80 % at 26,400')
  })

  test('a target that neither reaches is told', () => {
    const { targets, warnings } = replayCurves({ curves: [clr, multistep], targets: [0.95] })
    expect(targets[0]?.curves[1]?.speedUp?.text).toBe('unknown')
    expect(warnings.find(({ guard }) => guard === 'out-of-reach')?.message).toContain('best: smith-fig1a-clr, 92.492 %')
  })
})

describe('drops in made-up curves', () => {
  const curve = (looks: number, accuracyAt: (look: number) => number) =>
    Array.from({ length: looks }, (_, look) => ({ step: 10 * look, accuracy: accuracyAt(look) }))
  const noise = (seed: number, size: number) => {
    const random = stream(seed, 'noise')
    return () => size * (2 * random.uniform() - 1)
  }

  test('a jump after a plateau is found at most three looks early, under noise of a fifth of its height', () => {
    for (let seed = 0; seed < 20; seed++) {
      const shake = noise(seed, 0.01)
      const drops = findDrops(curve(100, (look) => (look < 60 ? 0.8 : 0.85) + shake()))
      expect(drops).toHaveLength(1)
      expect(drops[0]).toBeGreaterThanOrEqual(560)
      expect(drops[0]).toBeLessThanOrEqual(590)
    }
  })

  test('none is found in noise, nor in a curve that climbs steadily to the end; in one that saturates in 1 of 50 at most', () => {
    let alarms = 0
    for (let seed = 0; seed < 50; seed++) {
      const shake = noise(seed, 0.01)
      expect(findDrops(curve(200, () => 0.8 + shake()))).toEqual([])
      if (findDrops(curve(200, (look) => 0.9 - 0.8 * Math.exp(-look / 20) + shake())).length > 0) alarms++
      expect(findDrops(curve(100, (look) => 0.8 + 0.15 * Math.max(0, (look - 70) / 30) + shake()))).toEqual([])
    }
    expect(alarms).toBeLessThanOrEqual(1)
  })

  test('35 looks are enough for a clean jump, 34 are too few', () => {
    expect(findDrops(curve(34, (look) => (look < 20 ? 0.1 : 0.9)))).toEqual([])
    expect(findDrops(curve(35, (look) => (look < 20 ? 0.1 : 0.9)))).toEqual([190])
    expect(findDrops([])).toEqual([])
  })
})

describe('logs in their usual spellings', () => {
  const read = (text: string) => readCurve('replay', 'log.csv', text)

  test('Keras CSVLogger: epochs from 0 are counted from 1, held-out accuracy goes before that of the batches', () => {
    const curve = read(
      'epoch,accuracy,learning_rate,loss,val_accuracy,val_loss\r\n0,0.5,0.1,2,0.4,2.1\r\n1,0.6,0.1,1,0.55,1.2\r\n',
    )
    expect(curve).toEqual({
      name: 'log.csv',
      unit: 'epochs',
      points: [
        { step: 1, accuracy: 0.4, loss: 2.1, rate: 0.1 },
        { step: 2, accuracy: 0.55, loss: 1.2, rate: 0.1 },
      ],
      columns: { step: 'epoch', accuracy: 'val_accuracy', loss: 'val_loss' },
      measuredOn: 'validation',
    })
  })

  test('other names: case, spaces, slashes, a byte-order mark, quotes, semicolons and tabs', () => {
    expect(read('\ufeff"Iter";"Test Acc";"Test Loss"\n10;.5;nan\n')).toMatchObject({
      unit: 'updates',
      points: [{ step: 10, accuracy: 0.5, loss: null }],
      columns: { step: 'Iter', accuracy: 'Test Acc', loss: 'Test Loss' },
      measuredOn: 'test',
    })
    expect(read('Step\tval/acc\n1e3\t1\n').points).toEqual([{ step: 1000, accuracy: 1, loss: null, rate: null }])
    expect(read('global_step,acc\n0,0\n5,1').measuredOn).toBe('unknown')
  })

  test('rows without an accuracy are skipped, as in a history with one evaluation an epoch', () => {
    const text =
      'step,epoch,learning_rate,momentum,loss,validation_loss,validation_accuracy\n0,0,1,0.9,2,,\n1,0,1,0.9,1,0.9,0.7\n'
    expect(read(text)).toMatchObject({ unit: 'updates', points: [{ step: 1, accuracy: 0.7, loss: 0.9 }] })
  })

  test.each([
    [
      'iteration,loss\n1,2\n',
      'replay: "log.csv" expected a column of accuracy (val_accuracy, test_accuracy, accuracy, acc), got the columns iteration, loss',
    ],
    [
      'time,accuracy\n1,0.2\n',
      'replay: "log.csv" expected a column of steps (iteration, step, epoch), got the columns time, accuracy',
    ],
    ['1,0.5\n2,0.6\n', 'got the columns 1, 0.5; the first line has to name the columns'],
    ['', 'expected a column of steps'],
    ['step,acc\n', 'replay: "log.csv" expected at least one row with an accuracy, got none'],
    [
      'step,acc\n1,85.2\n',
      'replay: "log.csv line 2" expected a share in [0, 1] as acc, got "85.2"; it looks like percent: divide the column by 100',
    ],
    ['step,acc\n1,-0.1\n', 'replay: "log.csv line 2" expected a share in [0, 1] as acc, got "-0.1"'],
    ['step,acc\n1,nan\n', 'replay: "log.csv line 2" expected a share in [0, 1] as acc, got "nan"'],
    [
      'step,acc\n1,0.1\n\n3,0.2\n3,0.3\n',
      'replay: "log.csv line 5" expected each step once, got 3 again; keep one row of each',
    ],
    [
      'step,acc\n3,0.1\n2,0.2\n',
      'replay: "log.csv line 3" expected step above 3, got 2; sort the rows, one run a file',
    ],
    ['step,acc\nx,0.1\n', 'replay: "log.csv line 2" expected a number of at least 0 as step, got "x"'],
    ['step,acc\n1,0.1,7\n', 'replay: "log.csv line 2" expected 2 cells, as line 1 has, got 3'],
  ])('%j is refused', (text, words) => {
    expect(() => read(text)).toThrow(words)
  })
})

describe('comparisons', () => {
  const log = (name: string, rows: string) => ({ name, text: `step,val_acc,lr\n${rows}` })
  const fair = [log('a', '10,0.5,1\n20,0.9,0.1\n'), log('b', '10,0.4,1\n20,0.6,0.1\n')]

  test('a fair one has no warning but that one run is one run', () => {
    expect(replayCurves({ curves: fair, targets: [0.5] }).warnings.map(({ guard }) => guard)).toEqual(['few-seeds'])
  })

  test('a logged rate tells drops, and a cycle that was not finished', () => {
    const drop = log('c', '10,0.5,1\n20,0.5,1\n30,0.8,0.1\n')
    const cycle = log('d', '10,0.5,0.1\n20,0.9,1\n30,0.9,0.9\n')
    const { curves, warnings } = replayCurves({ curves: [drop, cycle], targets: [0.7] })
    expect(curves.map(({ drops }) => drops)).toEqual([[20], []])
    expect(warnings.map(({ guard }) => guard)).toEqual(['few-seeds', 'own-drop', 'mid-cycle'])
  })

  test('a hit at step 0 has no ratio', () => {
    const early = log('c', '0,0.5,1\n20,0.6,0.5\n')
    const { targets } = replayCurves({ curves: [fair[0] as (typeof fair)[0], early], targets: [0.5], subject: 'a' })
    expect(targets[0]?.curves[1]).toMatchObject({ first: 0, speedUp: null })
  })

  test('wrong options are refused', () => {
    const replay = (change: object) => () => replayCurves({ curves: fair, targets: [0.5], ...change })
    const [a, b] = fair
    expect(replay({ curves: [a] })).toThrow('replay: "curves" expected at least two, got an array of length 1')
    expect(replay({ curves: [a, a] })).toThrow('replay: "curves" expected different names, got "a"')
    expect(replay({ subject: 'c' })).toThrow('replay: "subject" expected one of a, b, got "c"')
    expect(replay({ milestones: { c: [1] } })).toThrow('replay: "milestones" expected one of a, b, got "c"')
    expect(replay({ targets: [90] })).toThrow('for 90 % say 0.9')
    expect(replay({ curves: [a, { ...b, text: 'epoch,val_acc\n0,0.5\n' }] })).toThrow(
      'replay: "curves" expected one unit of steps, got updates in a and epochs in b; add a column of steps to the latter',
    )
  })
})
