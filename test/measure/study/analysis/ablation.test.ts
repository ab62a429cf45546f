import { describe, expect, test } from 'vitest'
import { ablationSchedules, compare, type Study, type StudyOptions } from '../../../../src/entry/index.js'
import type { TrialConfig } from '../../../../src/measure/study/trial.js'
import { naming } from '../../naming.js'
import { decadesFromBest, fakeRunner, tinyStudy } from '../trials.js'

/** What a run of 1, 2 or 4 epochs ends at: the ramp earns 3 points, cycling momentum costs 1, the rest is spread. */
function endOf({ method, epochs, seed, rate }: TrialConfig): number {
  const spread = method === 'one-cycle' ? 0 : ((seed % 3) - 1) / 1000
  const lacks = { 'one-cycle-no-ramp': 0.03, 'one-cycle-fixed-momentum': -0.01, linear: 0.02 }[method as string] ?? 0
  return 0.8 + 0.03 * epochs - lacks * (epochs === 2 ? 1 : 0.5) + spread - 0.02 * decadesFromBest(rate)
}

const ends = (end: (config: TrialConfig) => number) =>
  fakeRunner((config, epoch) =>
    config.method === 'constant' ? 0.7 + 0.01 * epoch : epoch === config.epochs ? end(config) : 0.5,
  )

async function studyOf(options: Partial<StudyOptions> = {}, end = endOf): Promise<Study> {
  return compare(tinyStudy({ schedules: ablationSchedules, ...options }), { runner: ends(end) })
}

describe('an ablation', async () => {
  const study = await studyOf()
  const { parts = [], answer } = study.ablation ?? {}

  test('has a row for each part, with the method that does without it', () => {
    expect(parts.map(({ without }) => without)).toEqual([...ablationSchedules.slice(4), 'linear'])
    expect(parts.map(({ part }) => part)).toEqual([
      'the ramp',
      'the length of the ramp',
      'the shape of the ramp',
      'the height of the peak',
      'annealing',
      'annihilation',
      'cycling momentum',
      'the ramp on linear decay',
    ])
    expect(parts.map((each) => each.with)).toEqual([...Array(7).fill('one-cycle'), 'linear-with-ramp'])
  })

  test('tells what a part earns at each budget, over pairs of seeds, with the exact interval of the median', () => {
    const [ramp] = parts
    expect(ramp?.budgets.map(({ budget }) => budget)).toEqual([1, 2, 4])
    const { difference, low, high } = ramp?.budgets[1] ?? {}
    expect(difference).toBeCloseTo(0.03, 9)
    expect(low).toBeCloseTo(0.029, 9)
    expect(high).toBeCloseTo(0.031, 9)
    const momentum = parts[6]?.budgets[1]
    expect(momentum?.difference).toBeCloseTo(-0.01, 9)
    expect(momentum?.high).toBeLessThan(0)
  })

  test('tells how much sooner 1cycle ends at a target than without the part, as the table of the target does', () => {
    const rows = study.targets[0]?.schedules
    for (const { without, targets } of parts.slice(0, 7)) {
      const row = rows?.find(({ schedule }) => schedule === without)
      expect(targets).toEqual([{ target: 0.9, speedUp: row?.speedUp }])
    }
  })

  test('answers in a sentence: what earns, what costs, and what is not told apart', () => {
    expect(answer).toEqual(
      naming(
        'the ramp earns up to 3 points at 2 epochs and the ramp on linear decay earns up to 2 points at 2 epochs; ',
        'cycling momentum costs up to 1 point at 2 epochs; ',
        'of the length of the ramp, the shape of the ramp, the height of the peak, annealing and annihilation nothing',
      ),
    )
  })

  test('its methods are no rivals of 1cycle in the headline, which has linear decay with the same ramp beside', () => {
    expect(study.headline?.target).toBe(0.9)
    expect(study.headline?.bestRival.schedule).toBe('linear-with-ramp')
    const row = study.targets[0]?.schedules.find(({ schedule }) => schedule === 'linear-with-ramp')
    expect(study.headline?.sameRamp).toEqual({ schedule: 'linear-with-ramp', speedUp: row?.speedUp })
  })
})

test('one budget of three is not enough to be named', async () => {
  const once = await studyOf({}, (config) =>
    config.method === 'one-cycle-no-ramp' && config.epochs === 2 ? 0.7 : 0.8 + 0.03 * config.epochs,
  )
  expect(once.ablation?.parts[0]?.budgets[1]?.low).toBeGreaterThan(0)
  expect(once.ablation?.answer).toEqual(naming('no part of 1cycle', '6 seeds', 'the ramp', 'cycling momentum'))
})

test('where nothing is told from 0, or the seeds are too few, the answer says so', async () => {
  const none = await studyOf({}, ({ epochs }) => 0.8 + 0.03 * epochs)
  expect(none.ablation?.answer).toContain('no part of 1cycle earns or costs anything')
  expect((await studyOf({ seeds: 4 })).ablation?.answer).toEqual(naming('4 seeds are too few'))
  const one = await studyOf({ seeds: 1 })
  expect(one.ablation?.answer).toEqual(naming('One seed is too few'))
  expect(one.ablation?.parts[0]?.budgets[0]).toMatchObject({ low: null, high: null })
})

test('diverged runs of a loss make the difference infinite, for which null stands', async () => {
  const runner = fakeRunner(({ method, epochs }, epoch) => {
    if (method === 'one-cycle-no-ramp') return null
    return epoch === epochs ? 0.9 + 0.01 * epochs : 0.5
  })
  const options = {
    schedules: ['linear', 'one-cycle', 'one-cycle-no-ramp'] as const,
    metric: 'loss' as const,
    targets: [0.09],
  }
  const { ablation } = await compare(tinyStudy(options), { runner })
  expect(ablation?.parts).toHaveLength(1)
  expect(ablation?.parts[0]?.budgets[0]).toMatchObject({ difference: null, low: null, high: null })
  expect(ablation?.answer).toContain('the ramp earns up to whole runs, which diverge')
})

test('a study without an ablation has none', async () => {
  expect(await compare(tinyStudy(), { runner: ends(endOf) })).not.toHaveProperty('ablation')
})
