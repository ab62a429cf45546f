import { compare, spirals } from 'onecycle'
import { expect, test } from 'vitest'
import { bandOf } from '../../../web/src/lanes/bands.ts'

test('a band has the median of the seeds between the lowest and the highest, at every look of the longest run', async () => {
  const schedules = [0.1, 0.2].map((rate) => ({ name: `linear at ${rate}`, schedule: 'linear', rate }))
  const data = spirals({ training: 200, test: 40 })
  const study = await compare({ ...data, hidden: [8], batchSize: 20, schedules, budgets: [2, 4], seeds: 3 })
  const band = bandOf(study, 'linear at 0.1')
  const { looks } = study.runs.find(({ budget }) => budget === 4) as (typeof study.runs)[number]
  expect(band.steps).toEqual(looks.map(({ step }) => step))
  expect(band.steps.at(-1)).toBe(4 * study.plan.stepsPerEpoch)
  for (const low of band.low) expect(low).toBeGreaterThan(0)
  const ends = study.runs.filter(({ method, budget }) => method === 'linear at 0.1' && budget === 4)
  const sorted = ends.map(({ final }) => final?.accuracy as number).sort((a, b) => a - b)
  expect([band.low, band.median, band.high].map((values) => values.at(-1))).toEqual(sorted)
})

test('a run that diverged counts as 0 from there on', () => {
  const plan = { budgets: [1, 2], stepsPerEpoch: 10 }
  const run = (looks: object[]) => ({ method: 'm', budget: 2, looks })
  const look = (step: number, accuracy: number) => ({ step, accuracy })
  const runs = [run([look(10, 0.5)]), run([look(10, 0.6), look(20, 0.8)]), run([look(10, 0.7), look(20, 0.9)])]
  expect(bandOf({ plan, runs } as never, 'm')).toEqual({
    steps: [10, 20],
    median: [0.6, 0.8],
    low: [0.5, 0],
    high: [0.7, 0.9],
  })
})

test('of RMSE, where lower is better, a run that diverged counts as infinite from there on', () => {
  const plan = { budgets: [1, 2], stepsPerEpoch: 10, metric: 'rmse' }
  const run = (looks: object[]) => ({ method: 'm', budget: 2, looks })
  const look = (step: number, rmse: number) => ({ step, rmse, accuracy: 0.5, loss: 1 })
  const runs = [run([look(10, 5)]), run([look(10, 6), look(20, 3)]), run([look(10, 4), look(20, 2)])]
  expect(bandOf({ plan, runs } as never, 'm')).toEqual({
    steps: [10, 20],
    median: [5, 3],
    low: [4, 2],
    high: [6, Infinity],
  })
})
