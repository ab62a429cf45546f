import { describe, expect, test } from 'vitest'
import { compare, loadEngine, methodOptimizer, type Optimizer, sgd } from '../../../../src/entry/index.js'
import type { StudyCost } from '../../../../src/measure/study/cost.js'
import { trialKey } from '../../../../src/measure/study/journal.js'
import {
  isRateFree,
  isRunFree,
  type MethodRun,
  type OwnMethod,
  ownOptimizer,
  type PlannedMethod,
  readMethods,
} from '../../../../src/measure/study/methods/own.js'
import { planStudy } from '../../../../src/measure/study/options.js'
import type { TrialConfig } from '../../../../src/measure/study/trial.js'
import { studyReport } from '../../../../src/report/study/report.js'
import { studyCsv } from '../../../../src/report/study/results-csv.js'
import { refusal } from '../../../helpers.js'
import { naming } from '../../naming.js'
import { decadesFromBest, fakeRunner, fakeTrial, tinyData, tinyStudy } from '../trials.js'

const run: MethodRun = { totalSteps: 100, epochs: 4, rate: 0.5, weightDecay: 0.01, momentum: 0.9 }
const mine = (options: object = {}): OwnMethod => ({
  name: 'mine',
  optimizer: ({ rate }) => sgd({ learningRate: rate }),
  ...options,
})
const small = { training: tinyData(200), test: tinyData(40), batchSize: 20, hidden: [4], budgets: [1, 2], seeds: 2 }

/** What a description makes of the run above. */
function described(options: object): Optimizer {
  const { definition } = (
    readMethods('compare', [{ name: 'x', ...options }], [run]).own as Record<string, PlannedMethod>
  ).x as PlannedMethod
  return ownOptimizer('compare', 'x', definition, run, new Map())
}

test('a description names optimizer and schedule; "rate" and "run" stand for what the study tries', () => {
  const schedule = {
    schedule: 'warmup',
    initial: '0.1 rate',
    duration: { steps: '0.25 run' },
    before: { schedule: 'linear', initial: 'rate', totalSteps: '0.75 run' },
  }
  const { learningRate, description } = described({ optimizer: 'adamw', beta2: 0.99, schedule })
  expect([0, 25, 99].map(learningRate)).toEqual([0.05, 0.5, 0])
  expect(description).toMatchObject({
    name: 'adamw',
    beta2: 0.99,
    weightDecay: { value: 0.01 },
    momentum: { value: 0.9 },
  })
})

test('by default it is sgd at a constant rate with the momentum of the study, or with that of the schedule', () => {
  const plain = described({})
  expect([plain.name, plain.learningRate(99), plain.momentum(0)]).toEqual(['sgd', 0.5, 0.9])
  const cycled = described({ schedule: 'one-cycle', nesterov: true })
  expect([cycled.momentum(0), cycled.description.nesterov]).toEqual([0.95, true])
  expect(described({ schedule: 'one-cycle', momentum: 0.5 }).momentum(0)).toBe(0.5)
})

test('what is no method is refused before any trial, with its name', () => {
  const plan =
    (...schedules: unknown[]) =>
    () =>
      planStudy(tinyStudy({ schedules: schedules as never }))
  const x = (options: object) => plan('linear', { name: 'x', ...options })
  expect(plan('linear', 'lineer')).toThrow(refusal(RangeError, 'compare', 'schedules[1]'))
  expect(plan('linear', { name: 'linear' })).toThrow(refusal(RangeError, 'compare', 'schedules[1].name'))
  expect(plan(mine(), mine())).toThrow(refusal(RangeError, 'compare', 'schedules[1]'))
  expect(plan('linear', {})).toThrow(refusal(TypeError, 'compare', 'schedules[1].name'))
  expect(plan('linear', { name: 'a\nb' })).toThrow(refusal(RangeError, 'compare', 'schedules[1].name'))
  expect(x({ weightDecay: 1 })).toThrow(refusal(RangeError, 'compare', 'x.weightDecay'))
  expect(x({ learningRate: 1 })).toThrow(refusal(RangeError, 'compare', 'x.learningRate'))
  expect(x({ optimizer: 'lion' })).toThrow(refusal(RangeError, 'compare', 'method x'))
  expect(x({ nestorov: true })).toThrow(refusal(TypeError, 'compare', 'method x'))
  expect(x({ schedule: 'lineer' })).toThrow(refusal(RangeError, 'compare', 'method x'))
  expect(x({ rates: { low: 1, high: 0.1 } })).toThrow('"high" expected')
  expect(plan('linear', mine({ optimizer: () => 7 }))).toThrow(refusal(TypeError, 'compare', 'what mine gives'))
})

test('trials of methods with one name and other contents have other keys; the name of a built-in one adds nothing', async () => {
  const keysOf = async (method: OwnMethod): Promise<string[]> => {
    const keys: string[] = []
    const runner = async (config: TrialConfig) => {
      if (config.method === 'mine') keys.push(trialKey(config))
      else expect(config).not.toHaveProperty('definition')
      return fakeTrial(config, () => 0.8)
    }
    await compare(tinyStudy({ schedules: ['linear', method] }), { runner })
    return keys.sort()
  }
  const methods: OwnMethod[] = [
    { name: 'mine', optimizer: 'adam' },
    { name: 'mine', optimizer: 'adam', beta2: 0.9 },
    { name: 'mine', optimizer: 'adam', schedule: 'linear' },
    mine(),
    mine({ sha256: 'a1' }),
    mine({ optimizer: ({ rate }: MethodRun) => sgd({ learningRate: 2 * rate }) }),
  ]
  const all = await Promise.all(methods.map(keysOf))
  expect(new Set(all.flat()).size).toBe(all.flat().length)
  expect(await keysOf(mine())).toEqual(all[3])
})

test('a described copy of a built-in method trains to its bits, and so does a function that gives the same', async () => {
  const copy: OwnMethod = { name: 'copy', schedule: 'cosine' }
  const schedule = { schedule: 'cosine', initial: 'rate', totalSteps: 'run' }
  const made: OwnMethod = { name: 'made', schedule, momentum: 0.9 }
  const options = tinyStudy({ ...small, schedules: ['cosine', copy, made], subject: 'made', targets: [0.6] })
  const study = await compare(options, { engine: await loadEngine('js') })
  const bits = (name: string) =>
    study.runs.filter(({ method }) => method === name).map(({ looks, rate }) => [looks, rate])
  expect(bits('copy')).toEqual(bits('cosine'))
  expect(bits('made')).toEqual(bits('cosine'))
  expect(study.own?.made?.learningRate[0]).toBe(
    study.tuning.find(({ method, budget }) => method === 'made' && budget === 2)?.rate,
  )
  expect(study.warnings.map(({ guard }) => guard)).not.toContain('unequal-chances')
})

test('a method has its rates where it says, as many as the others; a range of another width is warned about', async () => {
  const runner = fakeRunner(({ rate }) => 0.9 - 0.02 * decadesFromBest(rate))
  const study = async (low: number, high: number) =>
    compare(tinyStudy({ schedules: ['linear', { name: 'adam', optimizer: 'adam', rates: { low, high } }] }), { runner })
  const { tuning, warnings } = await study(0.001, 0.1)
  const rates = tuning.find(({ method }) => method === 'adam')?.scores.map(({ rate }) => rate)
  expect([rates?.[0], rates?.at(-1), rates?.length]).toEqual([0.001, 0.1, 5])
  expect(warnings.map(({ guard }) => guard)).not.toContain('unequal-chances')
  expect((await study(0.001, 1)).warnings.map(({ guard }) => guard)).toContain('unequal-chances')
})

test('of several weight decays every method takes the one that is best with its rate; the search counts all of them', async () => {
  const best = (method: string) => (method === 'linear' ? 0.01 : 0)
  const runner = fakeRunner(
    ({ method, rate, weightDecay }) => 0.9 - 0.02 * decadesFromBest(rate) - 0.05 * Math.abs(weightDecay - best(method)),
  )
  let trials = 0
  const study = await compare(tinyStudy({ schedules: ['linear', 'one-cycle'], weightDecay: [0.01, 0, 0.001] }), {
    runner,
    onPlan: (_, cost) => {
      trials = cost.trials
    },
  })
  expect(study.plan.weightDecays).toEqual([0, 0.001, 0.01])
  for (const { method, rate, weightDecay, scores } of study.tuning) {
    expect([rate, weightDecay, scores.length]).toEqual([0.1, best(method), 3 * 3 + 2])
  }
  // 2 methods x 3 budgets x (11 pairs + 6 seeds)
  expect(trials).toBe(102)
  expect(study.runs.every(({ method, weightDecay }) => weightDecay === best(method))).toBe(true)
  expect(studyReport(study)).toContain('weight decay 0.01')
})

test('a name is shown as it is given, whatever is in it', async () => {
  const name = 'a <b>, "c" & d'
  const runner = fakeRunner(() => 0.9)
  const study = await compare(tinyStudy({ schedules: ['linear', { name, optimizer: 'adam' }], subject: name }), {
    runner,
  })
  const page = studyReport(study)
  expect(page).toContain('<strong>a &lt;b&gt;, &quot;c&quot; &amp; d</strong>')
  expect(page).not.toContain('<b>')
  expect(studyCsv(study)).toContain('\n"a <b>, ""c"" & d",')
})

describe('a description that says its rates itself', () => {
  const constant = { name: 'constant at 0.01', schedule: { schedule: 'constant', value: 0.01 } }
  const schedules = [constant, 'linear', 'linear-with-ramp', 'one-cycle'] as const

  test('is not tuned, and where it knows no length of the run one long run serves every budget', async () => {
    const trials: TrialConfig[] = []
    const runner = fakeRunner(({ method, rate, epochs }, epoch) => {
      const whole = method === 'constant at 0.01' || epoch === epochs
      return whole ? 0.8 + 0.03 * epoch - 0.02 * decadesFromBest(rate) : 0.5
    })
    let cost: StudyCost | undefined
    const study = await compare(tinyStudy({ schedules, weightDecay: [0, 0.1] }), {
      runner: (config) => {
        trials.push(config)
        return runner(config)
      },
      onPlan: (_, told) => {
        cost = told
      },
    })
    const own = trials.filter(({ method }) => method === 'constant at 0.01')
    // each weight decay once, then the six seeds
    expect(own.map(({ epochs, testAfter }) => [epochs, testAfter])).toEqual([
      [4, []],
      [4, []],
      ...Array.from({ length: 6 }, () => [4, [1, 2, 4]]),
    ])
    expect(trials).toHaveLength(cost?.trials as number)
    const row = study.targets[0]?.schedules.find(({ schedule }) => schedule === 'constant at 0.01')
    expect(row).toMatchObject({ rate: null, epochs: { reached: 6 } })
    // a search of two runs and the scored one
    expect(row?.withTuning.updates.median).toBe(3 * 4 * 9)
    expect(study.warnings).toEqual([{ guard: 'unequal-chances', message: naming('no rate for constant at 0.01') }])
    expect(studyReport(study)).toContain('constant at 0.01: {&quot;schedule&quot;:{')
  })

  test('a rate in a description is that of all its runs, with any built-in schedule, and is told', async () => {
    const trials: TrialConfig[] = []
    const runner = fakeRunner((_, epoch) => 0.8 + 0.03 * epoch)
    const fixed = { name: 'no ramp at 0.2', schedule: 'one-cycle-no-ramp', rate: 0.2 }
    const study = await compare(tinyStudy({ schedules: [fixed, { ...fixed, name: 'at 0.3', rate: 0.3 }] }), {
      runner: (config) => {
        trials.push(config)
        return runner(config)
      },
    })
    expect(new Set(trials.map(({ method, rate }) => `${method}: ${rate}`))).toEqual(
      new Set(['no ramp at 0.2: 0.2', 'at 0.3: 0.3']),
    )
    expect(study.tuning.map(({ scores }) => scores.length)).toEqual(study.tuning.map(() => 1))
    expect(studyReport(study)).toContain('<td>0.2</td>')
    const run = { totalSteps: 10, epochs: 1, rate: 5, weightDecay: 0, momentum: 0.9 }
    const { learningRate, momentum } = methodOptimizer(fixed, run)
    const same = methodOptimizer('one-cycle-no-ramp', { ...run, rate: 0.2 })
    for (let step = 0; step < 10; step++) {
      expect([learningRate(step), momentum(step)]).toEqual([same.learningRate(step), same.momentum(step)])
    }
    expect(() => methodOptimizer({ ...fixed, rate: 0 }, run)).toThrow(RangeError)
  })

  test('a function and a named schedule are tuned, and a length makes every budget a run of its own', () => {
    const free = (schedule: unknown) => [isRateFree({ schedule }), isRunFree({ schedule })]
    expect(free({ schedule: 'constant', value: 0.01 })).toEqual([true, true])
    expect(free({ schedule: 'constant', value: '0.5 rate' })).toEqual([false, true])
    expect(free({ schedule: 'linear', initial: 0.1, totalSteps: 'run' })).toEqual([true, false])
    expect(free('constant')).toEqual([false, true])
    expect(free('cosine')).toEqual([false, false])
    expect([isRateFree({}), isRunFree({})]).toEqual([false, true])
    expect(isRunFree({ momentum: { schedule: 'linear', initial: 0.9, totalSteps: 'run' } })).toBe(false)
    expect([isRateFree({ sha256: 'ab' }), isRunFree({ sha256: 'ab' })]).toEqual([false, false])
  })
})
