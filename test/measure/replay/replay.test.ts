import { describe, expect, test } from 'vitest'
import { readLog } from '../../../src/data/tabular/log-csv.js'
import { replayCurves } from '../../../src/measure/replay/replay.js'
import { historyToCsv } from '../../../src/training/history.js'
import { train } from '../../../src/training/train.js'
import { data, newNetwork, options, validation } from '../../training/runs.js'
import { naming } from '../naming.js'
import { describePublished } from './published.js'

describePublished('the two curves of figure 1a of arXiv 1708.07120', ({ clr, multistep }) => {
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
    expect(replay.warnings[1]?.message).toEqual(
      naming('smith-fig1a-lr35', '85 %', '50,200', '50,000', '88 %', '50,700', '90 %', '71,100', '70,000', 'updates'),
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
    expect(warnings.find(({ guard }) => guard === 'out-of-reach')?.message).toContain('best: smith-fig1a-clr, 92.49 %')
  })
})

describe('comparisons', () => {
  const log = (name: string, rows: string) => readLog(name, `step,val_acc,lr\n${rows}`)
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
    expect(warnings[1]?.message).not.toContain('runs of')
  })

  test('a logged rate drops where it falls to half of what it was, and not to three quarters', () => {
    const dropsTo = (rate: number) => {
      const curve = log('c', `10,0.5,0.2\n20,0.5,0.2\n30,0.8,${rate}\n`)
      return replayCurves({ curves: [curve, ...fair], targets: [0.7] }).curves[0]?.drops
    }
    expect([dropsTo(0.1), dropsTo(0.15)]).toEqual([[20], []])
  })

  test('a hit at step 0 has no ratio', () => {
    const early = log('c', '0,0.5,1\n20,0.6,0.5\n')
    const { targets } = replayCurves({ curves: [fair[0] as (typeof fair)[0], early], targets: [0.5], subject: 'a' })
    expect(targets[0]?.curves[1]).toMatchObject({ first: 0, speedUp: null })
  })

  test('wrong options are refused', () => {
    const replay = (change: object) => () => replayCurves({ curves: fair, targets: [0.5], ...change })
    const [a, b] = fair
    expect(replay({ curves: 'ab' })).toThrow(/^replayCurves: "curves" expected an array of curves, got "ab"/)
    expect(replay({ curves: [a] })).toThrow(/^replayCurves: "curves" expected .*, got an array of length 1/)
    expect(replay({ curves: [a, a] })).toThrow(/^replayCurves: "curves" expected .*, got "a"/)
    const runs = [a, b].map((curve) => ({ ...curve, method: 'c' }))
    expect(replay({ curves: runs })).toThrow(/^replayCurves: "curves" expected .* two methods, got "c"/)
    expect(replay({ curves: [a, { ...b, method: 3 }] })).toThrow('replayCurves: "curves[1].method" expected a string')
    expect(replay({ subject: 'c' })).toThrow(/^replayCurves: "subject" expected .*, got "c"/)
    expect(replay({ milestones: { c: [1] } })).toThrow(/^replayCurves: "milestones" expected .*, got "c"/)
    expect(replay({ milestones: { [(b as { name: string }).name]: '2' } })).toThrow(
      /^replayCurves: "milestones..*" expected an array/,
    )
    expect(replay({ curves: [a, {}] })).toThrow('replayCurves: "curves[1]" expected a curve as readLog returns')
    expect(replay({ curves: [a, { ...b, points: [] }] })).toThrow(
      'replayCurves: "curves[1].points" expected at least one',
    )
    const backwards = [...(b?.points ?? [])].reverse()
    expect(replay({ curves: [a, { ...b, points: backwards }] })).toThrow('"curves[1].points[1].step"')
    expect(replay({ targets: [90] })).toThrow('for 90 % say 0.9')
    expect(replay({ curves: [a, readLog('b', 'epoch,val_acc\n0,0.5\n')] })).toThrow(
      /^replayCurves: "curves" expected .*, got updates in a and epochs in b; add a column of steps to the latter/,
    )
  })
})

test('our own logs are replayed at the updates after which they were evaluated: 3.00x for a run with a third of them', async () => {
  const curve = async (name: string, stepsPerEpoch: number) => {
    const batchSize = data.count / stepsPerEpoch
    const history = await train(await newNetwork(), data, options({ validation, batchSize, epochs: 1 }))
    expect(history.epochRecords.map(({ step }) => step)).toEqual([stepsPerEpoch])
    return readLog(name, historyToCsv(history))
  }
  const curves = [await curve('slow', 45), await curve('quick', 15)]
  expect(curves.map(({ points }) => points.map(({ step }) => step))).toEqual([[45], [15]])
  const { targets } = replayCurves({ curves, targets: [0.1], subject: 'quick' })
  expect(targets[0]?.curves.map(({ speedUp }) => speedUp?.text ?? null)).toEqual(['3.00x', null])
})

test('logs of 130,000 rows that climb all the way, with their rates, are replayed in seconds', {
  timeout: 20_000,
}, () => {
  const long = (name: string, speed: number) => ({
    name,
    unit: 'updates' as const,
    columns: [],
    measuredOn: null,
    points: Array.from({ length: 130_000 }, (_, i) => {
      const accuracy = 1 - 1 / (2 + (speed * i) / 130_000)
      return { step: i + 1, accuracy, loss: null, rate: speed === 9 ? 0.1 : null }
    }),
  })
  const { targets } = replayCurves({ curves: [long('fast', 9), long('slow', 3)] as never, targets: [0.7] })
  expect(targets[0]?.curves.map(({ first }) => first)).toEqual([19261, 57779])
})

test.each(['constructor', '__proto__', 'toString'])('a method may have the name %s', (name) => {
  const points = [0.5, 0.7].map((accuracy, i) => ({ step: i + 1, accuracy, loss: null, rate: null }))
  const curve = { unit: 'epochs', columns: [], measuredOn: null, points }
  const curves = [name, 'other'].map((own) => ({ ...curve, name: own })) as never
  const { curves: found } = replayCurves({ curves, targets: [0.6], milestones: { other: [1] } })
  expect(found.map(({ name: own, drops }) => [own, drops])).toEqual([
    [name, []],
    ['other', [1]],
  ])
})
