import { expect, test } from 'vitest'
import {
  type ConvergenceData,
  convergenceSchedules,
  measureConvergence,
} from '../../../src/bench/convergence/convergence.js'
import { runToTarget } from '../../../src/bench/convergence/run.js'
import { spirals } from '../../../src/data/index.js'

const parts = spirals({ seed: 1 })
const data: ConvergenceData = {
  name: 'spirals',
  layers: [2, 16, 2],
  batch: 20,
  target: 0.6,
  every: 5,
  learningRates: { constant: 0.05, step: 0.05, exponential: 0.05, 'one-cycle': 0.05 },
}
const plan = { schedules: convergenceSchedules, budgets: [1, 4], seeds: [1, 2, 3], jsUpdates: 7 }
const run = {
  ...parts,
  engine: 'wasm',
  layers: data.layers,
  batch: 20,
  schedule: 'constant',
  learningRate: 0.05,
  momentum: 0.9,
  epochs: 4,
  seed: 1,
  target: 0.6,
  every: 5,
} as const

test('each schedule has a row for each engine with the same updates; plain JS is timed on its first updates', async () => {
  const results = await measureConvergence(data, parts, plan, () => {})
  expect(results.map(({ schedule, engine }) => `${schedule} ${engine}`)).toEqual(
    ['constant', 'step', 'exponential', 'one-cycle'].flatMap((schedule) => [`${schedule} wasm`, `${schedule} js`]),
  )
  for (let i = 0; i < results.length; i += 2) {
    const [wasm, js] = [results[i], results[i + 1]]
    expect(wasm).toMatchObject({ dataset: 'spirals', batch: 20, target: 0.6, seeds: 3, budgets: [1, 4] })
    expect(wasm?.reached).toBeGreaterThanOrEqual(2)
    expect((wasm?.updates ?? NaN) % 5).toBe(0)
    expect(js?.updates).toBe(wasm?.updates)
    expect(js?.timedUpdates).toBe(7)
    expect(wasm?.seconds).toBeGreaterThan(0)
    expect(js?.seconds).toBeGreaterThan(0)
  }
})

test('a target out of reach is no time at all: null', async () => {
  const results = await measureConvergence({ ...data, target: 1.01 }, parts, { ...plan, seeds: [1] }, () => {})
  for (const { updates, seconds, reached } of results) {
    expect(updates).toBeNull()
    expect(seconds).toBeNull()
    expect(reached).toBe(0)
  }
})

test('a run ends at the evaluation that reaches the target, the last update included', async () => {
  const { updates, milliseconds, losses } = await runToTarget(run)
  expect(updates).toBeDefined()
  expect(milliseconds).toHaveLength(updates as number)
  expect(losses).toHaveLength(updates as number)
  const before = await runToTarget({ ...run, limit: (updates as number) - 1 })
  expect(before.updates).toBeUndefined()
  const once = await runToTarget({ ...run, every: 1_000_000, target: 0 })
  expect(once.updates).toBe(4 * Math.ceil(parts.training.count / 20))
})

test('a run that diverges misses its target', async () => {
  const { updates, milliseconds } = await runToTarget({ ...run, learningRate: 1e30 })
  expect(updates).toBeUndefined()
  expect(milliseconds.length).toBeLessThan(10)
})
