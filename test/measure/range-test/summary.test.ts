import { expect, test } from 'vitest'
import type { CheckedRangeTest } from '../../../src/measure/range-test/options.js'
import type { Reading } from '../../../src/measure/range-test/reading.js'
import { medianRates, medianSuggestions, sweepLag } from '../../../src/measure/range-test/summary.js'

/** A seed that suggests this rate in every way, or none at all. */
const seed = (rate: number | null) =>
  ({
    suggestions: { steepest: rate, valley: rate, slide: rate, minimum: rate },
    suggested: rate === null ? null : { base: rate / 10, peak: rate, low: rate / 100, high: rate * 2 },
  }) as unknown as Reading

test('a suggestion is the median over the seeds that have it, in whatever order, and null where none has', () => {
  expect(medianSuggestions([seed(4), seed(null), seed(1), seed(2)]).valley).toBe(2)
  expect(medianSuggestions([seed(null), seed(null), seed(3)]).slide).toBe(3)
  expect(medianSuggestions([seed(null), seed(null)]).minimum).toBeNull()
})

test('the rates are medians over all seeds, and null where one has none', () => {
  expect(medianRates([seed(4), seed(1), seed(2)])).toEqual({ base: 0.2, peak: 2, low: 0.02, high: 4 })
  expect(medianRates([seed(4), seed(null), seed(2)])).toBeNull()
})

test('the lag of a linear sweep is measured at the given rate: 2 of 10 updates from 0.1 to 1.1 are 0.3 to 0.5', () => {
  const options = { sweep: 'linear', steps: 11, from: 0.1, to: 1.1, smoothing: 2 / 3 } as CheckedRangeTest
  const { steps, decades } = sweepLag(options, 0.5)
  expect(steps).toBeCloseTo(2, 12)
  expect(decades).toBeCloseTo(Math.log10(0.5 / 0.3), 12)
  // never before the first rate
  expect(sweepLag(options, 0.2).decades).toBeCloseTo(Math.log10(2), 12)
})
