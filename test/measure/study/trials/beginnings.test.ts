import { describe, expect, test } from 'vitest'
import {
  activation,
  batchNorm,
  compare,
  dense,
  dropout,
  planStudy,
  prepareTrialData,
  runTrial,
  spirals,
} from '../../../../src/entry/index.js'
import { trialKey } from '../../../../src/measure/study/journal.js'
import { methods } from '../../../../src/measure/study/methods/methods.js'
import { trialsFor } from '../../../../src/measure/study/needs.js'
import type { StudyOptions } from '../../../../src/measure/study/options.js'
import type { TrialConfig, TrialRecord } from '../../../../src/measure/study/trial.js'
import { commonEpochs, familiesOf } from '../../../../src/measure/study/trials/beginnings.js'
import { executeTrials } from '../../../../src/measure/study/trials/execute.js'

/** Up over 3 updates, level, and down over the last quarter of the run. */
const trapezoid = {
  schedule: 'warmupStableDecay',
  peak: 'rate',
  totalSteps: 'run',
  warmup: { steps: 3 },
  cooldown: { steps: '0.25 run' },
}

/** 4 updates an epoch. */
function studyOf(options: Partial<StudyOptions> = {}): StudyOptions {
  return {
    ...spirals({ seed: 2, training: 200, test: 60 }),
    hidden: [8],
    batchSize: 50,
    schedules: [{ name: 'trapezoid', schedule: trapezoid }, 'linear'],
    budgets: [4, 8, 16],
    rates: { low: 0.01, high: 0.1, coarse: 2, fine: 2 },
    targets: [0.6],
    seeds: 2,
    ...options,
  }
}

function trial(
  method: string | Record<string, unknown>,
  budget: number,
  options: Partial<TrialConfig> = {},
): TrialConfig {
  const own = typeof method === 'string' ? [] : [{ name: 'own', ...method }]
  const plan = planStudy(studyOf({ schedules: [...methods, ...own] }))
  const need = {
    method: typeof method === 'string' ? method : 'own',
    budget,
    rate: 0.1,
    weightDecay: 0,
    seed: 5,
    test: false,
  }
  return { ...(trialsFor(plan, [need])[0] as TrialConfig), epochs: budget, ...options }
}

describe('what trials of two lengths have in common', () => {
  const common = (
    method: string | Record<string, unknown>,
    longer: number,
    shorter: number,
    testAfter: number[] = [],
  ) => commonEpochs(trial(method, longer), trial(method, shorter, { testAfter }), 4)

  test('is what comes before the cool-down of the shorter one', () => {
    expect(common({ schedule: trapezoid }, 16, 8)).toBe(6)
    expect(common({ schedule: trapezoid }, 16, 4)).toBe(3)
    expect(common({ schedule: trapezoid, optimizer: 'adam' }, 8, 4)).toBe(3)
  })

  test('ends where the shorter one reads the test set', () => {
    expect(common({ schedule: trapezoid }, 16, 8, [5, 8])).toBe(5)
    expect(common({ schedule: 'constant' }, 16, 8, [7, 8])).toBe(7)
  })

  test('ends an epoch before the shorter one is looked at where the longer one is not, its own end among them', () => {
    const between = (longer: Partial<TrialConfig>, shorter: Partial<TrialConfig>) =>
      commonEpochs(trial('constant', 16, longer), trial('constant', 8, shorter), 4)
    expect(between({ lookAfter: [] }, { lookAfter: [] })).toBe(7)
    expect(between({ lookAfter: [2, 8] }, { lookAfter: [2] })).toBe(8)
    expect(between({ lookAfter: [2, 8] }, { lookAfter: [2, 5] })).toBe(4)
    const { lookAfter: _, ...each } = trial('constant', 16, { looksPerEpoch: 1 })
    expect(commonEpochs(each, { ...each, epochs: 8 }, 4)).toBe(8)
  })

  test('is nothing where a warm-up is a share of the run, another option changes, or a function computes', () => {
    expect(common({ schedule: { ...trapezoid, warmup: { steps: '0.1 run' } } }, 16, 8)).toBe(0)
    const beta2 = { schedule: 'linear', initial: 0.9, final: 0.99, totalSteps: 'run' }
    expect(common({ schedule: trapezoid, optimizer: 'adam', beta2 }, 16, 8)).toBe(0)
    const definition = { sha256: 'ab'.repeat(32) }
    expect(commonEpochs(trial('linear', 8, { definition }), trial('linear', 4, { definition }), 4)).toBe(0)
  })

  test('of a built-in method is its level part: none where it changes from the first update on', () => {
    const level = methods.map((method) => [method, common(method, 16, 8)] as const).filter(([, epochs]) => epochs > 0)
    expect(Object.fromEntries(level)).toEqual({ constant: 7, step: 4, halving: 1, 'flat-cosine': 6 })
  })
})

test('a family is the longest trial and those that begin as it does; others are apart, with their own', () => {
  const configs = [2, 16, 4, 8].map((epochs) => trial('linear', epochs))
  const families = familiesOf([...configs, trial('linear', 16, { seed: 6 })], (a, b) =>
    a.epochs === 16 && b.epochs > 2 ? 1 : 0,
  )
  const told = families.map(({ longest, branches }) => [longest.epochs, ...branches.map(({ config }) => config.epochs)])
  expect(told).toEqual([[16, 8, 4], [2], [16]])
})

describe('a study in which trials share their beginnings', async () => {
  const options = studyOf()
  const watched = async (sharing: boolean, changed: StudyOptions = options) => {
    const records = new Map<string, TrialRecord>()
    const plan = planStudy(changed)
    const data = prepareTrialData(changed.training, changed.test, plan.split)
    const study = await compare(changed, {
      sharing,
      runner: async (config, what) => {
        const record = await runTrial(config, data, what ?? {})
        records.set(trialKey(config), record)
        return record
      },
    })
    return { study, results: new Map([...records].map(([key, { result }]) => [key, result])), records }
  }
  const shared = await watched(true)
  const alone = await watched(false)

  test('has the keys and, bit for bit, the results of one whose trials run alone', () => {
    expect(shared.results).toEqual(alone.results)
    expect(withoutSeconds(shared.study)).toEqual(withoutSeconds(alone.study))
  })

  test('tells how many epochs were not run', () => {
    // of each coarse rate 8 and 4 epochs begin as 16 do; more where lengths are tuned to one rate
    expect(shared.study.seconds?.sharedEpochs).toBeGreaterThanOrEqual(2 * (6 + 3))
    expect(alone.study.seconds?.sharedEpochs).toBe(0)
    const spent = [...shared.records.values()].reduce((sum, { spent }) => sum + (spent?.sharedEpochs ?? 0), 0)
    expect(shared.study.seconds?.sharedEpochs).toBe(spent)
  })

  test('has times of training that go on from those of the longer trial', () => {
    for (const { seconds, result } of shared.records.values()) {
      expect(seconds).toHaveLength(result.looks.length)
      expect(seconds).toEqual([...seconds].sort((a, b) => a - b))
    }
  })

  test('and looks in each epoch, or in its halves, are those of trials that run alone', async () => {
    for (const looksPerEpoch of [1, 2]) {
      const changed = studyOf({ budgets: [4, 8], seeds: 1, looksPerEpoch })
      const [a, b] = [await watched(true, changed), await watched(false, changed)]
      expect(a.results).toEqual(b.results)
      expect(a.study.seconds?.sharedEpochs).toBeGreaterThan(0)
    }
  })

  test.each(['adam', 'rmsprop'])('with %s, whose state goes over too', async (optimizer) => {
    const own = { name: 'own', optimizer, schedule: trapezoid, rates: { low: 0.001, high: 0.01 } }
    const changed = studyOf({ schedules: [own, 'linear'], budgets: [4, 8], seeds: 1 })
    const [a, b] = [await watched(true, changed), await watched(false, changed)]
    expect(a.results).toEqual(b.results)
    expect(a.study.seconds?.sharedEpochs).toBeGreaterThan(0)
  })

  test('on a network with batch norm and dropout, whose running numbers and masks go on', async () => {
    const layers = [dense(8), batchNorm(), activation('relu'), dropout(0.2), dense(2)]
    const { hidden: _, ...rest } = studyOf({ layers, budgets: [4, 8], seeds: 1, looksPerEpoch: 2 })
    const [a, b] = [await watched(true, rest), await watched(false, rest)]
    expect(a.results).toEqual(b.results)
    expect(a.study.seconds?.sharedEpochs).toBeGreaterThan(0)
  })
})

test('a trial whose longer one was looked up, or diverged before, runs alone', async () => {
  const configs = [trial({ schedule: trapezoid }, 16), trial({ schedule: trapezoid }, 8)]
  const told: unknown[] = []
  const records = await executeTrials(configs, {
    concurrency: 4,
    common: () => 6,
    runner: async (config, sharing) => {
      told.push([config.epochs, sharing])
      return { result: { looks: [] } as never, seconds: [] }
    },
  })
  expect(told).toEqual([
    [16, { keepAfter: [6] }],
    [8, { beginning: undefined }],
  ])
  expect([...records.keys()].sort()).toEqual(configs.map((config) => trialKey(config)).sort())
})

function withoutSeconds(value: unknown): unknown {
  return JSON.parse(JSON.stringify(value, (name, inside) => (name === 'seconds' ? undefined : inside)))
}
