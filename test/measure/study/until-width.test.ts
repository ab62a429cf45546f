import { describe, expect, test } from 'vitest'
import { compare } from '../../../src/entry/index.js'
import { stream } from '../../../src/math/random.js'
import { normalQuantile } from '../../../src/measure/statistics/normal.js'
import { pairedRatio } from '../../../src/measure/statistics/ratio.js'
import { studyCost } from '../../../src/measure/study/cost.js'
import { planStudy } from '../../../src/measure/study/options.js'
import { lookingLevel, mostSeeds } from '../../../src/measure/study/until-width.js'
import { fakeRunner, tinyStudy } from './trials.js'

/** Both arrive between budgets 1 and 4, the rival later; a seed of its own moves it by `spread`. */
const spreading = (spread: number) =>
  fakeRunner(({ method, seed, epochs }, epoch) => {
    const length = method === 'constant' ? epoch : epochs
    const moved = spread * (((seed * 7) % 5) / 5 - 0.4)
    return (method === 'one-cycle' ? 0.8 : 0.75) + 0.06 * Math.log2(length) + (method === 'linear' ? moved : 0)
  })
const options = tinyStudy({ schedules: ['linear', 'one-cycle'], targets: [0.86], seeds: 5, untilWidth: 0.2 })

describe('a study that waits for its intervals', () => {
  test('adds no seed where they are narrow, and one at a time up to four times as many where they stay wide', async () => {
    expect((await compare(options, { runner: spreading(0.01) })).plan.seeds).toEqual([1, 2, 3, 4, 5])
    const wide = await compare({ ...options, untilWidth: 0.001 }, { runner: spreading(0.03) })
    expect(wide.plan.seeds).toHaveLength(20)
    expect(wide.runs).toHaveLength(20 * 2 * 3)
  })

  test('stops at the first number of seeds that is narrow enough, and tells as much as a study of so many', async () => {
    const waited = await compare({ ...options, untilWidth: 0.1 }, { runner: spreading(0.03) })
    const { length } = waited.plan.seeds
    expect(length).toBeGreaterThan(5)
    expect(length).toBeLessThan(20)
    const [target] = waited.targets
    const speedUp = target?.schedules[0]?.speedUp
    expect(Math.sqrt((speedUp?.high as number) / (speedUp?.low as number))).toBeLessThanOrEqual(1.1)
    const fixed = await compare({ ...options, seeds: length, untilWidth: 10 }, { runner: spreading(0.03) })
    expect(waited.targets).toEqual(fixed.targets)
  })

  test('its cost is told with all the seeds that it may add, and fewer than 5 to begin with are refused', () => {
    const plan = planStudy(options)
    expect(mostSeeds(plan)).toBe(20)
    expect(studyCost(plan).stages.scoring.trials).toBe(20 * 2 * 3)
    expect(() => planStudy({ ...options, seeds: 4 })).toThrow(/^compare: "untilWidth" expected at least 5 .*, got 4/)
    expect(() => planStudy({ ...options, untilWidth: 0 })).toThrow(/^compare: "untilWidth" expected .*, got 0/)
  })
})

test('waiting keeps its promise: >= 93 % of 1,000 waits hold the truth, at any of three spreads, from 5 seeds on', () => {
  const level = lookingLevel({ level: 0.95, untilWidth: 0.2 })
  for (const spread of [0.1, 0.25, 0.4]) {
    let held = 0
    for (let study = 0; study < 1000; study++) {
      const random = stream(study, 'waits')
      const baseline: number[] = []
      const subject: number[] = []
      for (;;) {
        baseline.push(5 * Math.exp(spread * normalQuantile(random.uniform() || 0.5)))
        subject.push(2)
        if (baseline.length < 5) continue
        const limits = { baselineLimit: 1e9, subjectLimit: 1e9 }
        const { interval } = pairedRatio({ baseline, subject, ...limits, continuous: true, level })
        const { low, high } = interval as { low: number; high: number }
        if (Math.sqrt(high / low) > 1.2 && baseline.length < 20) continue
        if (low <= 2.5 && 2.5 <= high) held++
        break
      }
    }
    expect(held / 1000).toBeGreaterThanOrEqual(0.93)
  }
})
