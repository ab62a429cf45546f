import { expect, test } from 'vitest'
import { planStudy } from '../../../../src/entry/index.js'
import { trialsFor } from '../../../../src/measure/study/needs.js'
import { executeTrials } from '../../../../src/measure/study/trials/execute.js'
import { fakeTrial, tinyStudy } from '../trials.js'

const plan = planStudy(tinyStudy())
const need = { method: 'linear', rate: 0.1, weightDecay: 0, seed: 1, test: false }
const configs = trialsFor(
  plan,
  [1, 4, 2].map((budget) => ({ ...need, budget })),
)

test('records come in the order of the trials, whichever ends first, so that sums over them have the same bits', async () => {
  const ended: number[] = []
  const records = await executeTrials(configs, {
    concurrency: 3,
    runner: async (config) => {
      await new Promise((resolve) => setTimeout(resolve, 100 * [2, 1, 4].indexOf(config.epochs)))
      ended.push(config.epochs)
      return fakeTrial(config, () => 0.5)
    },
  })
  expect(ended).toEqual([2, 1, 4])
  expect([...records.values()].map(({ result }) => result.steps / result.stepsPerEpoch)).toEqual([1, 4, 2])
})

test('what takes longest begins first', async () => {
  const begun: number[] = []
  await executeTrials(configs, {
    concurrency: 1,
    runner: async (config) => {
      begun.push(config.epochs)
      return fakeTrial(config, () => 0.5)
    },
  })
  expect(begun).toEqual([4, 2, 1])
})
