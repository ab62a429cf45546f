import { describe, expect, test } from 'vitest'
import { compare } from '../../src/entry/index.js'
import {
  guardFewRows,
  guardFewSeeds,
  guardMidCycle,
  guardOutOfReach,
  guardOwnDrop,
  guardRateAtEdge,
  guardRateFails,
  guardTestChosen,
  guardUnequalChances,
  guardUnfinishedCycle,
} from '../../src/measure/guards.js'
import { analyseStudy } from '../../src/measure/study/analysis/analysis.js'
import type { StudyOptions } from '../../src/measure/study/options.js'
import type { TrialRunner } from '../../src/measure/study/trials/execute.js'
import { naming } from './naming.js'
import { decadesFromBest, fakeRunner, fakeTrial, tinyData, tinyStudy } from './study/trials.js'

describe('own drop', () => {
  const drops = [50000, 70000]

  test('hits right after the drops are named with the drop that they follow', () => {
    const warning = guardOwnDrop({
      name: 'multi-step',
      hits: [
        { target: 0.8, step: 26400 },
        { target: 0.85, step: 50200 },
        { target: 0.9, step: 71100 },
      ],
      drops,
      within: 1600,
    })
    const message = naming('multi-step', '85 %', '50,200', '50,000', '90 %', '71,100', '70,000', 'updates', 'budget')
    expect(warning).toEqual({ guard: 'own-drop', message })
    expect(warning?.message).not.toContain('80 %')
  })

  test('hits before, long after or without a drop are fair', () => {
    const fair = (step: number, when: number[]) =>
      guardOwnDrop({ name: 'a', hits: [{ target: 0.8, step }], drops: when, within: 100 })
    expect(fair(49999, drops)).toBeNull()
    expect(fair(50101, drops)).toBeNull()
    expect(fair(50000, [])).toBeNull()
    expect(fair(Infinity, drops)).toBeNull()
  })
})

test('a best rate at an end of the range is caught, one inside is fair', () => {
  const range = { schedule: 'constant', low: 0.01, high: 1 }
  expect(guardRateAtEdge({ ...range, chosen: [{ budget: 1, rate: 0.1 }] })).toBeNull()
  const chosen = [
    { budget: 1, rate: 1 },
    { budget: 2, rate: 0.1 },
    { budget: 8, rate: 0.01 },
    { budget: 12, rate: 0.01 },
  ]
  expect(guardRateAtEdge({ ...range, chosen })).toEqual({
    guard: 'rate-at-edge',
    message: naming('constant', 'lowest', 0.01, '8 and 12 epochs', 'highest', 1, 'at 1 epoch:', 'widen'),
  })
})

test('a rate that fails on the seeds that count is caught, with its budget and what it came to', () => {
  expect(guardRateFails([])).toBeNull()
  const fail = { schedule: 'linear', budget: 10, rate: 0.2, chosenBy: 0.95, collapsed: 4, runs: 6 }
  expect(guardRateFails([fail, { ...fail, budget: 20, collapsed: 5 }])).toEqual({
    guard: 'rate-fails',
    message: naming('linear', '10 epochs', '0.2', '95 %', '4 of 6', '20 epochs', '5 of 6'),
  })
})

test('unequal chances are caught aspect by aspect, equal ones are fair', () => {
  const equal = { budgets: '1 and 2 epochs', tuning: '5 rates' }
  const methods = (change: object) => [
    { name: 'linear', chances: equal },
    { name: 'cosine', chances: equal },
    { name: 'one-cycle', chances: { ...equal, ...change } },
  ]
  expect(guardUnequalChances(methods({}))).toBeNull()
  expect(guardUnequalChances(methods({ budgets: '1, 2 and 4 epochs' }))).toEqual({
    guard: 'unequal-chances',
    message: naming('budgets: 1 and 2 epochs for linear and cosine; 1, 2 and 4 epochs for one-cycle'),
  })
  expect(guardUnequalChances(methods({ budgets: '4 epochs', tuning: '20 rates' }))?.message).toEqual(
    naming('for one-cycle', 'tuning: 5 rates for linear and cosine; 20 rates for one-cycle'),
  )
  expect(guardUnequalChances(methods({ seeds: '1' }))?.message).toContain('seeds: nothing for linear and cosine; 1 for')
})

test('a logged rate that has risen and not come down is caught; decays, constants and finished cycles are not', () => {
  const rates = (first: number, highest: number, last: number) => [{ name: 'clr', first, highest, last }]
  expect(guardUnfinishedCycle(rates(0.1, 3, 1.5))).toEqual({ guard: 'mid-cycle', message: naming('clr', 1.5, 3) })
  expect(guardUnfinishedCycle(rates(0.1, 3, 0.1))).toBeNull()
  expect(guardUnfinishedCycle(rates(0.1, 0.1, 0.1))).toBeNull()
  expect(guardUnfinishedCycle(rates(3, 3, 1.5))).toBeNull()
})

test('a run that is shorter than its schedule is caught', () => {
  expect(guardMidCycle([{ name: 'a', steps: 100, scheduledSteps: 100 }])).toBeNull()
  expect(guardMidCycle([{ name: 'one-cycle', steps: 5000, scheduledSteps: 10000 }])).toEqual({
    guard: 'mid-cycle',
    message: naming('one-cycle', '5,000 of 10,000'),
  })
})

test('too few seeds: 95 % needs 6, and with 5 it is said what they cover', () => {
  expect(guardFewSeeds(6, 0.95)).toBeNull()
  expect(guardFewSeeds(5, 0.95)).toEqual({
    guard: 'few-seeds',
    message: naming('5 seeds', '93.75 %', '95 %', '6 seeds'),
  })
  expect(guardFewSeeds(1, 0.95)?.message).toEqual(naming('one seed', '95 %', '6 seeds'))
  expect(guardFewSeeds(5, 0.9)).toBeNull()
})

test('a target that no method reaches is caught', () => {
  const best = { name: 'cosine', value: 0.98214999 }
  expect(guardOutOfReach({ target: 0.98, reached: true, best })).toBeNull()
  expect(guardOutOfReach({ target: 0.99, reached: false, best })).toEqual({
    guard: 'out-of-reach',
    message: naming('99 %', 'cosine', '98.21 %'),
  })
})

test('a held-out part whose single row is as much as what is told apart is caught, with both', () => {
  const differences = [
    { between: 'the targets 80 % and 90 %', share: 0.1 },
    { between: 'a and b after 2 epochs', share: 1 / 48 },
    { between: 'a and c after 2 epochs', share: 0 },
  ]
  expect(guardFewRows({ rows: 48, differences })).toEqual({
    guard: 'few-rows',
    message: naming('48 rows', '2.1 %', 'a and b after 2 epochs', '2.1 %'),
  })
  expect(guardFewRows({ rows: 96, differences })).toBeNull()
  expect(guardFewRows({ rows: 48, differences: differences.slice(2) })).toBeNull()
  // a row of many is less than anyone claims
  expect(guardFewRows({ rows: 1000, differences: [{ between: 'a and b', share: 0.001 }] })).toBeNull()
})

test('choosing by the test set is caught', () => {
  expect(guardTestChosen([])).toBeNull()
  expect(guardTestChosen(['the rate'])).toEqual({ guard: 'test-chosen', message: naming('the rate') })
})

describe('a planted flaw in a whole study is caught by its own guard and no other', () => {
  const fair: TrialRunner = fakeRunner(
    ({ rate, epochs, method }, epoch) =>
      (epoch === (method === 'constant' ? 4 : epochs) ? 0.8 + 0.04 * epoch : 0.5) - 0.02 * decadesFromBest(rate),
  )
  const fairSchedules = ['constant', 'linear', 'linear-with-ramp', 'one-cycle'] as const
  const guardsOf = async (change: Partial<StudyOptions>, runner = fair): Promise<string[]> => {
    const { warnings } = await compare(tinyStudy({ schedules: fairSchedules, ...change }), { runner })
    return [...new Set(warnings.map(({ guard }) => guard))]
  }

  test('none in a fair one', async () => {
    expect(await guardsOf({})).toEqual([])
  })

  test('a rate that the tuning seed alone bears', async () => {
    const { tuningSeeds } = (await compare(tinyStudy({ schedules: fairSchedules }), { runner: fair })).plan
    const lucky: TrialRunner = async (config, sharing) => {
      const falls = config.method === 'linear' && config.epochs === 2 && !tuningSeeds.includes(config.seed)
      return falls ? fakeTrial(config, () => 0.6) : fair(config, sharing)
    }
    expect(await guardsOf({}, lucky)).toEqual(['rate-fails'])
  })

  test('few seeds, targets out of reach, rates at the edge', async () => {
    expect(await guardsOf({ seeds: 5 })).toEqual(['few-seeds'])
    expect(await guardsOf({ targets: [0.9, 0.99] })).toEqual(['out-of-reach'])
    expect(await guardsOf({ rates: { low: 0.1, high: 1, coarse: 3, fine: 2 } })).toEqual(['rate-at-edge'])
  })

  test('a held-out part of ten rows', async () => {
    expect(
      await guardsOf({ training: tinyData(100), batchSize: 10, validationFraction: 0.1, targets: [0.85, 0.9] }),
    ).toEqual(['few-rows'])
  })

  test('a test set that is the training set', async () => {
    expect(await guardsOf({ test: tinyStudy().training })).toEqual(['test-chosen'])
  })

  test('a tuner that tries fewer rates of one method', async () => {
    const study = await compare(tinyStudy({ schedules: fairSchedules }), { runner: fair })
    const tuning = study.tuning.map((each) =>
      each.method === 'constant' ? { ...each, scores: each.scores.slice(1) } : each,
    )
    const { warnings } = analyseStudy(study.plan, tuning, study.runs)
    expect(warnings.map(({ guard }) => guard)).toEqual(['unequal-chances'])
    expect(warnings[0]?.message).toContain(
      'tuning: 4 rates a budget for constant; 5 rates a budget for linear, linear-with-ramp and one-cycle',
    )
  })

  test('a runner that stops in mid-cycle', async () => {
    const short: TrialRunner = async (config) => {
      if (config.testAfter.length === 0 || config.method !== 'one-cycle') return fair(config)
      const { result, seconds } = fakeTrial(config, () => 0.95)
      const cut = { ...result, steps: result.steps - 1, looks: result.looks.slice(0, -1) }
      return { result: cut, seconds: seconds.slice(0, -1) }
    }
    expect(await guardsOf({ targets: [0.85] }, short)).toEqual(['mid-cycle'])
  })

  test('a single budget, at which the step schedule arrives with its own drop; with more budgets that is no flaw', async () => {
    const drop: TrialRunner = fakeRunner(
      ({ rate, epochs }, epoch) => (epoch > epochs / 2 ? 0.95 : 0.5) - 0.02 * decadesFromBest(rate),
    )
    const schedules = ['step', 'linear-with-ramp', 'one-cycle'] as const
    expect(await guardsOf({ schedules, budgets: [4] }, drop)).toEqual(['own-drop'])
    expect(await guardsOf({ schedules, budgets: [2, 4] }, drop)).toEqual([])
  })

  test('a ramp for the subject alone', async () => {
    expect(await guardsOf({ schedules: ['constant', 'linear', 'one-cycle'] })).toEqual(['no-warm-up'])
    expect(await guardsOf({ schedules: ['linear', 'one-cycle'], subject: 'linear' })).toEqual([])
    const ramp = { schedule: 'warmup', duration: { steps: '0.3 run' }, before: { schedule: 'constant', value: 'rate' } }
    expect(await guardsOf({ schedules: ['linear', { name: 'mine', schedule: ramp }], subject: 'mine' })).toEqual([
      'no-warm-up',
    ])
    expect(await guardsOf({ schedules: ['one-cycle', { name: 'mine', schedule: ramp }] })).toEqual([])
  })

  test('a constant rate that arrives as soon', async () => {
    const early: TrialRunner = fakeRunner(
      ({ rate, epochs, method }, epoch) =>
        (method === 'constant' || epoch === epochs ? 0.8 + 0.04 * epoch : 0.5) - 0.02 * decadesFromBest(rate),
    )
    expect(await guardsOf({}, early)).toEqual(['constant-rate'])
  })

  test('a difference that all seeds tell, finer than a share of the held-out rows', async () => {
    const little: TrialRunner = fakeRunner(
      ({ rate, epochs, method }, epoch) =>
        (method === 'one-cycle' ? 0.002 : 0) +
        (epoch === (method === 'constant' ? 4 : epochs) ? 0.8 + 0.04 * epoch : 0.5) -
        0.02 * decadesFromBest(rate),
    )
    expect(await guardsOf({}, little)).toEqual(['coarse-rows'])
  })
})
