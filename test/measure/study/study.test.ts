import { describe, expect, test } from 'vitest'
import { digits } from '../../../src/data/generated/digits.js'
import { compare, loadEngine } from '../../../src/entry/index.js'
import type { Study } from '../../../src/measure/study/analysis/result.js'
import { studyCost } from '../../../src/measure/study/cost.js'
import { planStudy, type StudyOptions } from '../../../src/measure/study/options.js'
import type { TrialConfig } from '../../../src/measure/study/trial.js'
import { withoutTimes } from '../../../src/measure/times.js'
import { naming } from '../naming.js'
import { decadesFromBest, fakeRunner, fakeTrial, tinyNumbers, tinyStudy } from './trials.js'

/** At 4 epochs everybody ends at 0.95 with the best rate; 1cycle already at 2, and with odd seeds at 1. */
function accuracyOf({ method, rate, seed, epochs }: TrialConfig, epoch: number): number {
  const needed = method === 'one-cycle' ? (seed % 2 === 1 ? 1 : 2) : 4
  const length = method === 'constant' ? epoch : epochs
  const arrived = length >= needed && epoch === length
  return (arrived ? 0.95 : 0.6 + 0.02 * epoch) - 0.02 * decadesFromBest(rate)
}

const rowOf = (study: Study, name: string) => {
  const row = study.targets[0]?.schedules.find(({ schedule }) => schedule === name)
  if (row === undefined) throw new Error(name)
  return row
}

describe('a study over made-up accuracies', async () => {
  const study = await compare(tinyStudy(), { runner: fakeRunner(accuracyOf) })

  test('every method is tuned at every budget: grid 0.01, 0.1, 1, then one rate on either side of the best', () => {
    expect(study.tuning).toHaveLength(9)
    for (const { rate, scores } of study.tuning) {
      expect(rate).toBe(0.1)
      expect(scores.map((score) => score.rate)).toEqual([0.01, 0.03162, 0.1, 0.3162, 1])
    }
  })

  test('the budget that ends at the target, between those of the plan: medians, reached runs and exact intervals', () => {
    const { epochs, updates, seconds, rate } = rowOf(study, 'linear')
    expect(epochs).toMatchObject({ atMost: false, reached: 6, runs: 6, floor: 1, limit: 4 })
    expect(epochs.low).toBe(epochs.median)
    expect(epochs.median).toBeGreaterThan(2)
    expect(epochs.median).toBeLessThan(4)
    expect(updates.median).toBeCloseTo(9 * (epochs.median as number), 9)
    expect(seconds.median).toBeCloseTo(epochs.median as number, 9)
    expect(rate).toBe(0.1)
    // seeds 1, 3, 5 are there after one epoch, and nothing is known below it; 2, 4, 6 arrive between one and two
    expect(rowOf(study, 'one-cycle').epochs).toMatchObject({ atMost: true, low: 1, coverage: 0.96875 })
  })

  test('the speed-up is the ratio of the medians, with both bounds where runs arrive before the smallest budget', () => {
    const { speedUp, epochs } = rowOf(study, 'linear')
    const own = rowOf(study, 'one-cycle').epochs.median as number
    expect(speedUp?.ratio).toBeNull()
    expect(speedUp?.atLeast).toBeCloseTo((epochs.median as number) / own, 9)
    expect(speedUp?.atMost).toBeGreaterThan(speedUp?.atLeast as number)
    expect(rowOf(study, 'one-cycle').speedUp).toBeNull()
  })

  test('the cost of the search: all trials and runs at the budget and at the smaller ones, but one budget for a constant', () => {
    // (5 rates + 1 run) x (1 + 2 + 4) epochs x 9 updates
    expect(rowOf(study, 'linear').withTuning.updates.median).toBe(378)
    expect(rowOf(study, 'constant').withTuning.updates.median).toBe(216)
    // 6 x 9 for odd seeds, 6 x 3 x 9 for even ones
    expect(rowOf(study, 'one-cycle').withTuning.updates.median).toBe((54 + 162) / 2)
    expect(rowOf(study, 'constant').withTuning.speedUp?.ratio).toBe(2)
  })

  test('inside the run of the longest budget: the constant rate is at the target from its budget on, others at the end', () => {
    expect(rowOf(study, 'constant').inRun.first.median).toBe(36)
    expect(rowOf(study, 'one-cycle').inRun).toMatchObject({
      budget: 4,
      first: { median: 36 },
      sustained: { median: 36 },
    })
  })

  test('the test accuracy of the chosen runs is reported, and no guard has anything but that 1cycle alone had a ramp', () => {
    expect(study.budgets.find(({ schedule, budget }) => schedule === 'linear' && budget === 4)).toMatchObject({
      rate: 0.1,
      validation: { median: 0.95, low: 0.95, high: 0.95 },
      test: { median: 0.94 },
      diverged: 0,
    })
    expect(study.warnings.map(({ guard }) => guard)).toEqual(['no-warm-up'])
  })

  test('the curve goes from the weakest method at the smallest budget to the best of all, in rising targets', () => {
    const targets = study.curve.map(({ target }) => target)
    expect(targets[0]).toBeCloseTo(0.62, 3)
    expect(targets[targets.length - 1]).toBe(0.95)
    expect([...targets].sort((a, b) => a - b)).toEqual(targets)
    const last = study.curve[study.curve.length - 1]?.schedules.find(({ schedule }) => schedule === 'linear')
    expect(last?.speedUp?.atLeast).toBeGreaterThan(4 / 2)
  })

  test('it is plain JSON: nothing is lost on the way through text', () => {
    expect(JSON.parse(JSON.stringify(study))).toEqual(study)
  })
})

test('a method that never arrives is censored: the speed-up is above the longest budget over the subject', async () => {
  const runner = fakeRunner((config, epoch) => (config.method === 'linear' ? 0.7 : accuracyOf(config, epoch)))
  const { speedUp, epochs } = rowOf(await compare(tinyStudy(), { runner }), 'linear')
  expect(epochs).toMatchObject({ median: null, low: null, high: null, reached: 0 })
  expect(speedUp).toMatchObject({ ratio: null, atMost: null, text: naming('> ', 'x, censored'), seedsNeeded: null })
  // half of the seeds of 1cycle are there after at most 1 epoch, the others between 1 and 2
  expect(speedUp?.atLeast).toBeGreaterThan(4 / 1.5)
  expect(speedUp?.atLeast).toBeLessThan(4)
})

test('a run that diverges is a miss, not an error, and its accuracy counts as 0', async () => {
  const runner = fakeRunner((config, epoch) =>
    config.method === 'linear' && config.seed < 5 && epoch > 1 ? null : accuracyOf(config, epoch),
  )
  const study = await compare(tinyStudy(), { runner })
  expect(rowOf(study, 'linear').epochs).toMatchObject({ median: null, reached: 2, runs: 6 })
  const cell = study.budgets.find(({ schedule, budget }) => schedule === 'linear' && budget === 4)
  expect(cell).toMatchObject({ diverged: 4, validation: { median: 0 } })
})

test('tuning seeds and scoring seeds are disjoint, methods share the scoring ones, and no trial is run twice', async () => {
  const trials: TrialConfig[] = []
  const study = await compare(tinyStudy({ tuningSeeds: 2 }), {
    runner: async (config) => {
      trials.push(config)
      return fakeTrial(config, (epoch) => accuracyOf(config, epoch))
    },
  })
  const tuning = trials.filter(({ testAfter }) => testAfter.length === 0)
  const scoring = trials.filter(({ testAfter }) => testAfter.length > 0)
  expect(new Set(tuning.map(({ seed }) => seed))).toEqual(new Set(study.plan.tuningSeeds))
  for (const method of study.plan.schedules) {
    const seeds = scoring.filter((trial) => trial.method === method).map(({ seed }) => seed)
    expect(new Set(seeds)).toEqual(new Set([1, 2, 3, 4, 5, 6]))
  }
  expect(study.plan.tuningSeeds.some((seed) => study.plan.seeds.includes(seed))).toBe(false)
  expect(new Set(trials.map((trial) => JSON.stringify(trial))).size).toBe(trials.length)
  // the constant rate is run once for all budgets: with each of 5 rates and 2 tuning seeds, and with each of 6 seeds
  expect(trials.filter(({ method }) => method === 'constant')).toHaveLength(16)
  expect(trials.filter(({ method }) => method === 'linear')).toHaveLength(3 * 16)
})

test('no trial that reads the test set starts before the last rate is chosen', async () => {
  const order: boolean[] = []
  const runner = fakeRunner((config, epoch) => accuracyOf(config, epoch))
  await compare(tinyStudy(), {
    runner: (config) => {
      order.push(config.testAfter.length > 0)
      return runner(config)
    },
    concurrency: 3,
  })
  expect(order.indexOf(true)).toBe(order.lastIndexOf(false) + 1)
})

test('the cost told beforehand is that of the trials, and a bound where constants share theirs', async () => {
  let epochs = 0
  let trials = 0
  const schedules = ['linear', 'cosine'] as const
  const study = await compare(tinyStudy({ schedules }), {
    runner: (config) => {
      trials++
      epochs += config.epochs
      return fakeRunner(accuracyOf)(config)
    },
  })
  // 2 methods x (3 + 2 rates + 6 seeds) x (1 + 2 + 4) epochs
  expect(studyCost(study.plan)).toMatchObject({ trials, epochs, updates: 9 * epochs })
  expect([trials, epochs]).toEqual([66, 154])
  const shared = studyCost(planStudy(tinyStudy({ schedules: ['linear', 'constant'] })))
  expect(shared.stages.tuning).toEqual({ trials: 3 * (3 + 1), epochs: 3 * (7 + 4) })
})

test('progress counts up to its total, which it never passes', async () => {
  const seen: number[][] = []
  await compare(tinyStudy(), {
    runner: fakeRunner(accuracyOf),
    onTrial: ({ trialsDone, trialsTotal, epochsDone, epochsTotal }) =>
      seen.push([trialsDone, trialsTotal, epochsDone, epochsTotal]),
  })
  for (const [done = 0, total = 0, epochs = 0, all = 0] of seen) {
    expect(done).toBeLessThanOrEqual(total)
    expect(epochs).toBeLessThanOrEqual(all)
  }
  const [done, total, epochs, all] = seen[seen.length - 1] as number[]
  expect([done, epochs]).toEqual([total, all])
})

test('a runner that fails ends the study with its error, an abort with its reason; no further trial starts', async () => {
  let started = 0
  const failing = async (config: TrialConfig) => {
    started++
    if (started === 4) throw new Error('the worker died')
    return fakeTrial(config, () => 0.5)
  }
  await expect(compare(tinyStudy(), { runner: failing })).rejects.toThrow('the worker died')
  expect(started).toBe(4)
  const controller = new AbortController()
  const aborting = async (config: TrialConfig) => {
    controller.abort(new Error('enough'))
    return fakeTrial(config, () => 0.5)
  }
  await expect(compare(tinyStudy(), { runner: aborting, signal: controller.signal })).rejects.toThrow('enough')
})

test('real trials: the same result one at a time and three at a time, apart from times, and the seed moves it', async () => {
  const { training, test: unseen } = digits({ seed: 1, training: 300, test: 100 })
  const options = {
    training,
    test: unseen,
    hidden: [8],
    batchSize: 30,
    schedules: ['constant', 'one-cycle'] as const,
    budgets: [1, 2],
    targets: [0.5],
    seeds: 2,
    rates: { low: 0.01, high: 0.3, coarse: 2, fine: 0 },
    validationFraction: 0.1,
    looksPerEpoch: 2,
  }
  const one = await compare(options)
  const three = await compare(options, { concurrency: 3 })
  expect(JSON.stringify(withoutTimes(three))).toBe(JSON.stringify(withoutTimes(one)))
  expect(one.runs).toHaveLength(2 * 2 * 2)
  expect(one.runs[0]?.looks.map(({ step }) => step)).toEqual([5, 9])
  const other = await compare({ ...options, seed: 2 })
  expect(JSON.stringify(withoutTimes(other))).not.toBe(JSON.stringify(withoutTimes(one)))
})

describe('a target of numbers', () => {
  const options: StudyOptions = {
    training: tinyNumbers(300),
    test: tinyNumbers(60, 3),
    hidden: [8],
    batchSize: 30,
    schedules: ['constant', 'one-cycle'],
    budgets: [1, 2],
    seeds: 2,
    rates: { low: 0.001, high: 0.1, coarse: 2, fine: 0 },
  }

  test('is scored by R2, with the same result in WebAssembly and in plain JS, apart from times', async () => {
    const study = await compare(options)
    expect(study.plan).toMatchObject({ metric: 'r2', training: { classes: 0, outputs: 2 }, targetsFrom: 'tuning' })
    expect(study.plan.targets.every((target) => target > 0 && target < 1)).toBe(true)
    expect(Math.max(...study.runs.map(({ final }) => final?.accuracy ?? 0))).toBeGreaterThan(0.5)
    for (const { test: seen } of study.runs) expect(seen?.accuracy).toBeLessThan(1)
    const plain = await compare(options, { engine: await loadEngine('js') })
    expect(JSON.stringify(withoutTimes(plain))).toBe(JSON.stringify(withoutTimes(study)))
  })

  test('leaves no mark on a study of classes', () => {
    const { metric, training } = planStudy(tinyStudy())
    expect([metric, Object.keys(training)]).toEqual([undefined, ['name', 'count', 'inputs', 'classes', 'sha256']])
  })

  test('a run that ends below the mean of the targets counts as 0, as one that diverges does', async () => {
    const runner = fakeRunner(({ method }) => (method === 'constant' ? -4 : null))
    const { budgets } = await compare({ ...options, targets: [0.5] }, { runner })
    for (const { validation, test: seen } of budgets) {
      expect([validation.median, seen.median]).toEqual([0, 0])
    }
  })

  test('a few held-out rows are no warning: R2 is no share of them', async () => {
    const { warnings } = await compare({ ...options, targets: [0.5, 0.51] }, { runner: fakeRunner(() => 0.505) })
    const guards = warnings.map(({ guard }) => guard)
    expect(guards).toContain('out-of-reach')
    expect(guards).not.toContain('few-rows')
    expect(warnings.find(({ guard }) => guard === 'out-of-reach')?.message).toEqual(naming('R2 0.51', 'R2 0.505'))
  })
})

describe('wrong options are refused before the first trial', () => {
  const refused = (change: object) =>
    compare(tinyStudy(change as never), { runner: () => Promise.reject(new Error('ran')) })
  test.each([
    [{ targets: [98] }, /^compare: "targets\[0\]" expected .*, got 98; for 98 % say 0\.98/],
    [{ targets: [0.5, 0] }, /^compare: "targets\[1\]" expected .*, got 0/],
    [{ targets: [] }, /^compare: "targets" expected .*, got an array of length 0/],
    [{ budgets: [1, 1] }, /^compare: "budgets\[1\]" expected .*, got 1/],
    [{ budgets: [0] }, /^compare: "budgets\[0\]" expected .*, got 0/],
    [{ schedules: ['linear'] }, /^compare: "schedules" expected .*, got an array of length 1/],
    [{ schedules: ['linear', 'sine'] }, 'compare: "schedules[1]" expected one of constant,'],
    [{ subject: 'cosine' }, /^compare: "subject" expected .*, got "cosine"/],
    [{ seeds: 0 }, /^compare: "seeds" expected .*, got 0/],
    [{ momentum: 1 }, /^compare: "momentum" expected .*, got 1/],
    [{ batchSize: 9001 }, /^compare: "batchSize" expected .*, got 9001/],
    [{ budget: [1] }, 'compare: unknown option "budget", expected one of training, test,'],
    [{ dialect: 'keras' }, 'oneCycle: "dialect" expected one of paper, pytorch,'],
  ])('%j', async (change, words) => {
    await expect(refused(change)).rejects.toThrow(words)
  })

  test('classes to train on and numbers to test with', async () => {
    await expect(refused({ test: tinyNumbers(40) })).rejects.toThrow(
      /^compare: "test" expected a class .*, got .*number/,
    )
  })
})
