import { expect, test } from 'vitest'
import { compare } from '../../../src/entry/index.js'
import { defaultTargets } from '../../../src/measure/study/default-targets.js'
import type { Method } from '../../../src/measure/study/methods/methods.js'
import { fakeRunner, tinyData, tinyStudy } from './trials.js'

const schedules: Method[] = ['constant', 'linear', 'one-cycle']

/** What each schedule comes to with the shortest budget and with the longest, on 1000 held-out rows of two classes. */
function targetsOf(
  accuracies: Partial<Record<Method, readonly [number | null, number | null]>>,
  classes = 2,
): number[] {
  const tunings = schedules.flatMap((method) =>
    [1, 4].map((budget, i) => ({
      method,
      budget,
      rate: 0.1,
      weightDecay: 0,
      scores: [
        { rate: 0.1, weightDecay: 0, accuracy: (accuracies[method] as readonly (number | null)[])[i] ?? null, loss: 1 },
      ],
    })),
  )
  const training = { name: 't', count: 10_000, inputs: 2, classes, sha256: '' }
  return defaultTargets({ training, split: { seed: 1, fraction: 0.1 }, schedules, budgets: [1, 4] }, tunings)
}

test('the highest target is what two schedules come to, less two standard errors; the others are even in the log of the error', () => {
  // 0.9 - 2 sqrt(0.9 * 0.1 / 1000) = 0.881; errors of 0.4 and 0.119, so 0.267 and 0.178 between them
  expect(targetsOf({ constant: [0.6, 0.8], linear: [0.7, 0.9], 'one-cycle': [0.7, 0.97] })).toEqual([0.73, 0.82, 0.88])
})

test('above 98 % targets are in tenths of a percent', () => {
  const [, , highest] = targetsOf({ constant: [0.97, 0.99], linear: [0.97, 0.992], 'one-cycle': [0.97, 0.995] })
  // 0.992 - 2 sqrt(0.992 * 0.008 / 1000) = 0.98637
  expect(highest).toBe(0.986)
})

test('no target is what guessing comes to, and there is always one', () => {
  expect(targetsOf({ constant: [0.5, 0.5], linear: [0.5, 0.5], 'one-cycle': [0.5, 0.5] })).toEqual([0.51])
  expect(targetsOf({ constant: [null, null], linear: [null, null], 'one-cycle': [null, null] }, 1)).toEqual([0.99])
  expect(targetsOf({ constant: [1, 1], linear: [1, 1], 'one-cycle': [1, 1] })).toEqual([0.999])
})

test('of numbers: R2 that two schedules come to with a tenth more of the error, rounded down, from that of the mean, 0, on', () => {
  // errors of 0.6 and 0.11, so 0.341 and 0.194 between them
  expect(targetsOf({ constant: [0.4, 0.8], linear: [0.5, 0.9], 'one-cycle': [0.5, 0.97] }, 0)).toEqual([
    0.65, 0.8, 0.89,
  ])
  expect(targetsOf({ constant: [-2, -1], linear: [null, -3], 'one-cycle': [-2, -1] }, 0)).toEqual([0.01])
})

test('of a loss: what two schedules come to with a tenth more of it, rounded up, from what the weakest begins with on', () => {
  const targetsOfLoss = (losses: readonly (readonly [number | null, number | null])[]) => {
    const tunings = schedules.flatMap((method, i) =>
      [1, 4].map((budget, j) => {
        const score = { rate: 0.1, weightDecay: 0, accuracy: 0.5, loss: losses[i]?.[j] ?? null }
        return { method, budget, rate: 0.1, weightDecay: 0, scores: [score] }
      }),
    )
    const training = { name: 't', count: 10_000, inputs: 2, classes: 2, sha256: '' }
    const ground = { training, split: { seed: 1, fraction: 0.1 }, schedules, budgets: [1, 4], metric: 'loss' as const }
    return defaultTargets(ground, tunings)
  }
  // from 2 to 0.572, so 1.318 and 0.868 between them
  expect(
    targetsOfLoss([
      [2, 1],
      [1.5, 0.52],
      [1.2, 0.3],
    ]),
  ).toEqual([1.4, 0.87, 0.58])
  // a loss of 0 is no target, nor is one that no run has
  expect(targetsOfLoss(schedules.map(() => [0, 0] as const))).toEqual([1])
  expect(targetsOfLoss(schedules.map(() => [null, null] as const))).toEqual([1])
})

test('a study without targets takes those of its tuning runs, whatever the scored ones come to', async () => {
  const { targets: _, ...options } = tinyStudy()
  const tuned = fakeRunner(({ testAfter }, epoch) => (testAfter.length === 0 ? 0.6 + 0.08 * epoch : 0.55))
  const plans: (readonly number[])[] = []
  const study = await compare(options, { runner: tuned, onPlan: ({ targets }) => plans.push(targets) })
  expect(plans).toEqual([[]])
  expect(study.plan.targetsFrom).toBe('tuning')
  for (const score of study.tuning.flatMap(({ scores }) => scores)) expect(score).not.toHaveProperty('rmse')
  // 0.92 - 2 sqrt(0.92 * 0.08 / 1000) = 0.9028
  expect(study.plan.targets.at(-1)).toBe(0.9)
  expect(study.targets.map(({ target }) => target)).toEqual(study.plan.targets)
})

test('targets that are given stay as they are', async () => {
  const { plan } = await compare(tinyStudy({ training: tinyData(1000), batchSize: 100 }), {
    runner: fakeRunner(() => 0.7),
  })
  expect([plan.targets, plan.targetsFrom]).toEqual([[0.9], 'options'])
})
