import { expect, test } from 'vitest'
import { compare } from '../../src/entry/index.js'
import { byMetric, errorOf, fromError, goodness, metricOf, roundedUp } from '../../src/measure/metric.js'
import { bestRate } from '../../src/measure/study/tuning.js'
import { studyHeadline } from '../../src/report/study/headline.js'
import { studyReport } from '../../src/report/study/report.js'
import { refusal } from '../helpers.js'
import { decadesFromBest, fakeRunner, tinyNumbers, tinyStudy } from './study/trials.js'

test('of accuracy and R2 more is better, of loss and RMSE less', () => {
  const look = { loss: 2, accuracy: 0.9, rmse: 3 }
  const metrics = ['accuracy', 'r2', 'loss', 'rmse'] as const
  expect(metrics.map((metric) => metricOf(metric, look))).toEqual([0.9, 0.9, 2, 3])
  expect(metrics.map((metric) => [3, 1, 2].sort(byMetric(metric))[0])).toEqual([3, 3, 1, 1])
  expect(metrics.map((metric) => goodness(metric, 2) > goodness(metric, 1))).toEqual([true, true, false, false])
  expect(metrics.map((metric) => fromError(metric, errorOf(metric, 0.25)))).toEqual([0.25, 0.25, 0.25, 0.25])
})

test('a number is rounded up to its digits, and stays where it has no more', () => {
  expect([0.1234, 0.12, 0.991, 9.99, 1234, 0.00101].map((value) => roundedUp(value, 2))).toEqual([
    0.13, 0.12, 1, 10, 1300, 0.0011,
  ])
})

/** The made-up trials have a loss of 1 - accuracy, so a study of one is the mirror of a study of the other. */
const runner = fakeRunner(({ method, rate, epochs, seed }, epoch) => {
  if (method === 'linear' && seed === 2 && epochs === 1) return null
  const needed = method === 'one-cycle' ? (seed % 2 === 1 ? 1 : 2) : 4
  const length = method === 'constant' ? epoch : epochs
  return (epoch === length && length >= needed ? 0.9375 : 0.5) - 0.02 * decadesFromBest(rate)
})

test('a study of the loss answers as its mirror of accuracy does: rates, targets, what arriving takes, speed-ups', async () => {
  const shares = await compare(tinyStudy({ targets: [0.75, 0.875, 0.99] }), { runner })
  const losses = await compare(tinyStudy({ metric: 'loss', targets: [0.01, 0.125, 0.25] }), { runner })
  expect(losses.plan).toMatchObject({ metric: 'loss', targets: [0.25, 0.125, 0.01] })
  expect(losses.tuning).toEqual(shares.tuning)
  expect(losses.targets.map(({ schedules }) => schedules)).toEqual(shares.targets.map(({ schedules }) => schedules))
  const medians = (study: typeof shares) => study.budgets.map(({ validation }) => validation.median)
  expect(medians(losses)).toEqual(medians(shares).map((median) => 1 - (median as number)))
  expect(losses.curve.at(-1)).toMatchObject({ target: 0.0625, schedules: shares.curve.at(-1)?.schedules })
  expect(losses.warnings.map(({ guard }) => guard)).toEqual(['out-of-reach', 'no-warm-up'])
})

test('a run that diverged is worth nothing: its loss counts as infinite, which null stands for', async () => {
  const lost = fakeRunner(({ method, seed }, epoch) => (method === 'linear' && seed < 5 ? null : 0.5 + epoch / 10))
  const study = await compare(tinyStudy({ metric: 'loss', targets: [0.3] }), { runner: lost })
  const linear = study.budgets.filter(({ schedule }) => schedule === 'linear')
  expect(linear.map(({ validation }) => validation)).toEqual(
    linear.map(() => expect.objectContaining({ median: null })),
  )
  expect(studyReport(study)).not.toMatch(/NaN|Infinity/)
  expect(JSON.parse(JSON.stringify(study))).toEqual(study)
})

test('the best rate is the one with the lowest loss, whatever its accuracy', () => {
  const scores = [
    { rate: 0.1, weightDecay: 0, accuracy: 0.9, loss: 0.5 },
    { rate: 0.2, weightDecay: 0, accuracy: 0.8, loss: 0.4 },
    { rate: 0.3, weightDecay: 0, accuracy: null, loss: null },
  ]
  expect([bestRate(scores).rate, bestRate(scores, 'loss').rate]).toEqual([0.1, 0.2])
})

test('words, axes and default targets follow the metric', async () => {
  const { targets: _, ...options } = tinyStudy({ metric: 'loss' })
  const study = await compare(options, { runner })
  const { targets } = study.plan
  // what two schedules come to, 0.0625, and a tenth more; from what the weakest comes to with one epoch
  expect([targets.length, targets.at(-1), targets]).toEqual([3, 0.069, [...targets].sort((a, b) => b - a)])
  expect(studyHeadline(study)).toContain('To end at loss 0.069')
  const page = studyReport(study)
  for (const text of [
    'loss on the held-out rows, log; lower is better',
    'with the lowest loss',
    'target, harder to the right',
  ])
    expect(page, text).toContain(text)
  expect(page).not.toMatch(/NaN|Infinity|accuracy of every/)
})

test('a metric that the data do not have, and targets of another kind, are refused', async () => {
  const numbers = { training: tinyNumbers(100), test: tinyNumbers(40, 3), batchSize: 10 }
  const run = (options: object) => compare(tinyStudy(options), { runner })
  await expect(run({ metric: 'rmse' })).rejects.toThrow(refusal(RangeError, 'compare', 'metric'))
  await expect(run({ ...numbers, metric: 'accuracy' })).rejects.toThrow(refusal(RangeError, 'compare', 'metric'))
  await expect(run({ metric: 'loss', targets: [0] })).rejects.toThrow(refusal(RangeError, 'compare', 'targets[0]'))
  await expect(run({ loss: 'meanest' })).rejects.toThrow(refusal(RangeError, 'compare', 'loss'))
  await expect(run({ ...numbers, loss: 'softmaxCrossEntropy' })).rejects.toThrow(refusal(RangeError, 'compare', 'loss'))
})

test('RMSE is in the unit of the target, and the loss that is trained may be another', async () => {
  const numbers = { training: tinyNumbers(200), test: tinyNumbers(40, 3), batchSize: 20, hidden: [8] }
  const options = { ...numbers, metric: 'rmse', loss: 'meanAbsoluteError', budgets: [1, 8], seeds: 2 } as const
  const { targets: _, ...study } = tinyStudy({ ...options, schedules: ['constant', 'linear'] })
  const { plan, runs, budgets } = await compare(study)
  expect(plan).toMatchObject({ metric: 'rmse', loss: 'meanAbsoluteError' })
  const medians = budgets
    .filter(({ schedule }) => schedule === 'linear')
    .map(({ validation }) => validation.median ?? 0)
  expect(medians[1]).toBeLessThan(medians[0] as number)
  expect(runs.every(({ final, test }) => (final?.rmse ?? 0) > 0 && (test?.rmse ?? 0) > 0)).toBe(true)
})
