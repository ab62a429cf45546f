import { expect, test } from 'vitest'
import type { TargetResult } from '../../../../src/measure/study/analysis/targets.js'
import { isWide } from '../../../../src/measure/study/analysis/width.js'
import { planStudy } from '../../../../src/measure/study/options.js'
import { tinyStudy } from '../trials.js'

const plan = planStudy(tinyStudy({ untilWidth: 0.2 }))

/** The subject ends at the target after `median` epochs, and is `ratio` times sooner than another. */
const at = (target: number, ratio: number | null, low: number | null, high: number | null, median: number | null = 2) =>
  ({
    target,
    schedules: [
      { schedule: 'one-cycle', epochs: { median }, speedUp: null },
      { schedule: 'linear', epochs: { median: 3 }, speedUp: { ratio, low, high } },
    ],
  }) as unknown as TargetResult

test('an interval of a known speed-up is wide where its ends are more than 1.2^2 apart, or one of them is not known', () => {
  expect(isWide([at(0.9, 1.2, 1, 1.43)], plan)).toBe(false)
  expect(isWide([at(0.9, 1.2, 1, 1.45)], plan)).toBe(true)
  expect(isWide([at(0.9, 1.2, null, 1.3)], plan)).toBe(true)
  expect(isWide([at(0.9, 1.2, 1.1, null)], plan)).toBe(true)
})

test('a speed-up of which only a bound is known is never wide, nor is anything where no width is asked for', () => {
  expect(isWide([at(0.9, null, 2, null)], plan)).toBe(false)
  expect(isWide([at(0.9, null, 1, 9)], plan)).toBe(false)
  expect(isWide([at(0.9, 1.2, 1, 9)], planStudy(tinyStudy()))).toBe(false)
})

test('the hardest target that the subject reaches decides, and where it reaches none nothing is wide', () => {
  expect(isWide([at(0.8, 1.2, 1, 9), at(0.9, 1.2, 1, 1.1)], plan)).toBe(false)
  expect(isWide([at(0.8, 1.2, 1, 9), at(0.9, 1.2, 1, 1.1, null)], plan)).toBe(true)
  expect(isWide([at(0.8, 1.2, 1, 9, null)], plan)).toBe(false)
})
