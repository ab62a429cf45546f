import { describe, expect, test } from 'vitest'
import { compare, digits, planStudy } from '../../../src/entry/index.js'
import { looksFor, updatesBetweenLooks } from '../../../src/measure/study/looks.js'
import type { StudyOptions } from '../../../src/measure/study/options.js'
import { withoutTimes } from '../../../src/measure/times.js'
import { tinyData, tinyStudy } from './trials.js'

const planOf = (options: Partial<StudyOptions> = {}) => planStudy(tinyStudy(options))
const scored = (budget: number) => ({ budget, test: true })

describe('a trial is looked at', () => {
  test('at its end alone, while rates are chosen and with every budget but the longest', () => {
    const plan = planOf()
    expect(looksFor(plan, [{ budget: 4, test: false }])).toEqual({ lookAfter: [] })
    expect(looksFor(plan, [scored(2)])).toEqual({ lookAfter: [] })
  })

  test('at the end of each budget that it answers', () => {
    const needs = [4, 1].map((budget) => ({ budget, test: false }))
    expect(looksFor(planOf(), needs)).toEqual({ lookAfter: [1] })
  })

  test('after each epoch of a scored run of the longest budget, where a tenth of the rows is held out', () => {
    expect(looksFor(planOf(), [scored(4)])).toEqual({ lookAfter: [1, 2, 3] })
    expect(updatesBetweenLooks(planOf())).toBe(9)
    // held-out rows are rounded up
    const odd = planOf({ training: tinyData(5005), validationFraction: 0.1, batchSize: 100 })
    expect(updatesBetweenLooks(odd)).toBe(odd.stepsPerEpoch)
  })

  test('so seldom that at most an eighth as many rows are looked at on the way as are trained on', () => {
    const few = planOf({ training: tinyData(1000), batchSize: 100, budgets: [3, 20] })
    expect(few.split.fraction).toBe(0.5)
    expect(looksFor(few, [scored(20)])).toEqual({ lookAfter: [3, 8, 16] })
    expect(updatesBetweenLooks(few)).toBe(8 * few.stepsPerEpoch)
  })

  test('at most a hundred times on the way, but for the ends of the budgets', () => {
    const long = planOf({ budgets: [5, 1250] })
    const { lookAfter = [] } = looksFor(long, [scored(1250)])
    expect(lookAfter.slice(0, 3)).toEqual([5, 13, 26])
    expect(lookAfter).toHaveLength(97)
  })

  test('as often as it is said', () => {
    const plan = planOf({ looksPerEpoch: 3 })
    for (const need of [scored(1), scored(4), { budget: 4, test: false }]) {
      expect(looksFor(plan, [need])).toEqual({ looksPerEpoch: 3 })
    }
    expect(updatesBetweenLooks(plan)).toBe(3)
  })
})

test('a study answers the same, bit for bit, with looks where it reads them and with one in each epoch', async () => {
  const options: StudyOptions = {
    ...digits({ seed: 1, training: 300, test: 100 }),
    hidden: [8],
    batchSize: 30,
    schedules: ['constant', 'linear', 'one-cycle'],
    budgets: [1, 2, 4],
    targets: [0.3, 0.5],
    seeds: 3,
    rates: { low: 0.01, high: 3, coarse: 3, fine: 2 },
    validationFraction: 0.1,
  }
  const answers = async (more: Partial<StudyOptions> = {}) => {
    const { plan: _, runs, ...answered } = await compare({ ...options, ...more })
    return JSON.stringify(withoutTimes({ ...answered, runs: runs.map(({ looks: _, ...run }) => run) }))
  }
  expect(await answers()).toBe(await answers({ looksPerEpoch: 1 }))
})
