import { expect, test } from 'vitest'
import { compare } from '../../../../src/entry/index.js'
import { collapsed, collapsedIn } from '../../../../src/measure/study/analysis/collapsed.js'
import { fakeRunner, tinyStudy } from '../trials.js'

test('shares: 57 % and 84 % beside 94 % collapsed, seeds that scatter did not', () => {
  expect(collapsed([0.944, 0.94, 0.572, 0.838, 0.9], 0.1)).toEqual([false, false, true, true, false])
  // early runs scatter: what counts is half of the gain over guessing
  expect(collapsed([0.62, 0.5, 0.37, 0.35], 0.1)).toEqual([false, false, false, true])
  expect(collapsed([0.12, 0.1], 0.1)).toEqual([false, false])
})

test('where most runs collapse, they are counted all the same', () => {
  expect(collapsed([0.1, 0.94, 0.11, 0.1], 0.1)).toEqual([true, false, true, true])
})

test('exactly ten points are enough, and a run that diverged always is', () => {
  expect(collapsed([0.95, 0.85, 0.8501, null], 0.1)).toEqual([false, true, false, true])
  expect(collapsed([null, null], 0.1)).toEqual([true, true])
  expect(collapsed([0.3], 0.1)).toEqual([false])
})

test('losses: twice the best is the limit', () => {
  expect(collapsed([0.2, 0.4, 0.39, null], 0, 'loss')).toEqual([false, true, false, true])
})

test('a study tells the worst seed and the share that collapsed beside the median, of both parts', async () => {
  const runner = fakeRunner(({ method, seed }) => {
    if (method !== 'linear') return 0.9
    return seed === 2 ? 0.6 : seed === 3 ? null : 0.92
  })
  const study = await compare(tinyStudy(), { runner })
  const of = (name: string) => study.budgets.find(({ schedule, budget }) => schedule === name && budget === 4)
  expect(of('linear')?.validation).toMatchObject({ median: 0.92, worst: 0, collapsed: 2 / 6 })
  expect(of('linear')?.test).toMatchObject({ median: 0.91, worst: 0, collapsed: 2 / 6 })
  expect(of('one-cycle')?.validation).toMatchObject({ worst: 0.9, collapsed: 0 })
  const fell = [...collapsedIn(study.plan, study.runs)].filter(({ budget }) => budget === 4)
  expect(fell.map(({ method, seed }) => [method, seed])).toEqual([
    ['linear', 2],
    ['linear', 3],
  ])
})

test('a method that is behind another at every seed did not collapse: each is measured by its own best run', async () => {
  const { plan, runs } = await compare(tinyStudy(), {
    runner: fakeRunner(({ method }) => (method === 'linear' ? 0.6 : 0.95)),
  })
  expect(collapsedIn(plan, runs).size).toBe(0)
})
