import { expect, test } from 'vitest'
import { compare } from '../../../../src/entry/index.js'
import { speedUpCurve } from '../../../../src/measure/study/analysis/curve.js'
import { fakeRunner, tinyStudy } from '../trials.js'

/** Seed s of a method ends at this plus 0.05 for each doubling of the budget. */
const base = (seed: number) => 0.6 + 0.03 * (seed % 7)

test('each of at most 24 rising targets tells how many seeds reach it, and a median where more than half of six do', async () => {
  const runner = fakeRunner(({ seed }, epoch) => base(seed) + 0.05 * Math.log2(epoch))
  const { plan, runs } = await compare(tinyStudy(), { runner })
  const curve = speedUpCurve(plan, runs)
  const targets = curve.map(({ target }) => target)
  expect(targets.length).toBeGreaterThan(10)
  expect(targets.length).toBeLessThanOrEqual(24)
  expect([...new Set(targets)].sort((a, b) => a - b)).toEqual(targets)
  for (const { target, schedules } of curve) {
    const reached = plan.seeds.filter((seed) => base(seed) + 0.1 >= target).length
    for (const row of schedules) {
      expect(row.reached).toBe(reached)
      expect(row.epochs === null).toBe(reached <= 3)
      expect(row.speedUp === null).toBe(row.schedule === 'one-cycle')
    }
  }
  expect(new Set(curve.map(({ schedules }) => schedules[0]?.reached)).size).toBeGreaterThan(2)
})

test('where no method ends above guessing there is no curve', async () => {
  const { plan, runs } = await compare(tinyStudy(), { runner: fakeRunner(() => 0.5) })
  expect(speedUpCurve(plan, runs)).toEqual([])
})
