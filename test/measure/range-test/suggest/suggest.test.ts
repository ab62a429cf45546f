import fc from 'fast-check'
import { expect, test } from 'vitest'
import {
  seenPoints,
  slideIndex,
  steepestIndex,
  suggestRates,
} from '../../../../src/measure/range-test/suggest/suggest.js'
import { longestDecrease, valleyIndex } from '../../../../src/measure/range-test/suggest/valley.js'

/** 100 rates from 1e-5 to 10, as the default sweep has them. */
const rates = Array.from({ length: 100 }, (_, i) => 10 ** (-5 + (6 * i) / 99))
/** A loss as a function of log10 of the rate. */
const along = (loss: (x: number) => number) => rates.map((rate) => loss(Math.log10(rate)))
const decadesOff = (rate: number | null | undefined, expected: number) =>
  Math.abs(Math.log10((rate as number) / expected))
const STEP = 6 / 99

/** The textbook way: lengths[i] = 1 + the longest of an earlier, larger value; quadratic. */
function slowDecrease(values: readonly number[]): { end: number; length: number } {
  const lengths: number[] = []
  let end = -1
  values.forEach((value, i) => {
    const before = values.slice(0, i).map((earlier, j) => (earlier > value ? (lengths[j] as number) : 0))
    lengths.push(1 + Math.max(0, ...before))
    if (end < 0 || (lengths[i] as number) > (lengths[end] as number)) end = i
  })
  return { end, length: end < 0 ? 0 : (lengths[end] as number) }
}

test('minimum is a tenth of the rate at the lowest loss, to half a step of the sweep', () => {
  const loss = along((x) => (x + 1.5) ** 2)
  expect(decadesOff(suggestRates(rates, loss).minimum, 10 ** -2.5)).toBeLessThanOrEqual(STEP / 2)
})

test('steepest is where a sigmoid fall has its middle, to one step, and does not depend on how the rates are spaced', () => {
  const fall = (x: number) => 1 / (1 + Math.exp(4 * (x + 2)))
  expect(decadesOff(suggestRates(rates, along(fall)).steepest, 1e-2)).toBeLessThanOrEqual(STEP)
  const linear = Array.from({ length: 400 }, (_, i) => 1e-4 + (1e-1 * i) / 400)
  const index = steepestIndex(
    linear,
    linear.map((rate) => fall(Math.log10(rate))),
  )
  expect(decadesOff(linear[index], 1e-2)).toBeLessThan(0.02)
})

test('valley takes the middle of a fall of 40 points: 13 + 6 points on from the last level one', () => {
  // level up to point 30, then falling to point 70, then rising
  const loss = rates.map((_, i) => (i <= 30 ? 40 : i <= 70 ? 70 - i : i - 70))
  expect(longestDecrease(loss)).toEqual({ end: 70, length: 41 })
  expect(valleyIndex(loss)).toBe(70 - 41 + 13 + 6)
  // without the first 10 points
  expect(suggestRates(rates, loss).valley).toBe(rates[48])
})

test('valley looks through a spike that a fall goes on behind', () => {
  const loss = rates.map((_, i) => 100 - i)
  const spiked = loss.map((value, i) => (i === 50 ? 1000 : value))
  expect(longestDecrease(spiked)).toEqual({ end: 99, length: 99 })
})

test('longestDecrease equals the quadratic search on every list of up to 60 values, ties and infinity included', () => {
  const value = fc.oneof(fc.integer({ min: 0, max: 6 }), fc.double({ noNaN: true }))
  fc.assert(
    fc.property(fc.array(value, { maxLength: 60 }), (values) => {
      expect(longestDecrease(values)).toEqual(slowDecrease(values))
    }),
    { numRuns: 500 },
  )
})

test('longestDecrease of 20,000 values compares each with at most 16 others: n log n, not n^2', () => {
  let reads = 0
  const counted = (value: number): number => {
    const read = () => {
      reads++
      return value
    }
    return { valueOf: read } as unknown as number
  }
  const values = Array.from({ length: 20_000 }, (_, i) => counted(-i + ((i * 7919) % 1000)))
  expect(longestDecrease(values).length).toBeGreaterThan(500)
  // a comparison reads both of its sides
  expect(reads).toBeLessThan(2 * 16 * 20_000)
})

test('slide stops where the slopes at both ends of its window of 15 points are alike', () => {
  // level at the left, and from point 60 on a parabola, whose slope grows by 0.02 a point
  const loss = rates.map((_, i) => 1 + (i < 60 ? 0 : 0.01 * (i - 60) ** 2))
  // at left end 44 the right end is 59, with the slope 0.005: no more than the threshold
  expect(slideIndex(loss)).toBe(45)
  // 5 points at the end and 10 at the start are dropped before
  expect(suggestRates(rates, loss).slide).toBe(rates[45])
})

test('slide is 16 points from the end of a curve that is straight, and needs 16 points', () => {
  expect(slideIndex(rates.map((_, i) => i))).toBe(84)
  expect(slideIndex(new Array(16).fill(1))).toBe(0)
  expect(slideIndex(new Array(15).fill(1))).toBe(-1)
  expect(slideIndex([])).toBe(-1)
})

test('slide equals the rule written with indexes from the end, on every list of up to 60 values', () => {
  const oracle = (losses: readonly number[]): number => {
    const n = losses.length
    const gradient = losses.map((_, i) => {
      if (i === 0) return (losses[1] as number) - (losses[0] as number)
      if (i === n - 1) return (losses[n - 1] as number) - (losses[n - 2] as number)
      return ((losses[i + 1] as number) - (losses[i - 1] as number)) / 2
    })
    let right = -1
    let left = -16
    let answer = left
    while (left >= -n && Math.abs((gradient.at(right) as number) - (gradient.at(left) as number)) > 0.005) {
      answer = left
      right--
      left--
    }
    return n + answer
  }
  const loss = fc.oneof(fc.double({ min: 0, max: 3, noNaN: true }), fc.constant(1))
  fc.assert(
    fc.property(fc.array(loss, { minLength: 16, maxLength: 60 }), (losses) => {
      expect(slideIndex(losses)).toBe(oracle(losses))
    }),
  )
})

test('a curve of 100 points loses its first 10 and last 5; of one of 300 about every third is seen', () => {
  expect(seenPoints(rates, 100)).toEqual(rates.slice(10, 95))
  const long = Array.from({ length: 300 }, (_, i) => i)
  expect(seenPoints(long, 300)).toEqual(Array.from({ length: 85 }, (_, i) => 3 * (i + 10)))
})

test('a sweep that was stopped after 40 of 100 points loses its first 10 and last 5 all the same', () => {
  expect(seenPoints(rates.slice(0, 40), 100)).toEqual(rates.slice(10, 35))
})

test('a curve too short for a rule gets null, and every suggestion otherwise is one of the rates, or a tenth of one', () => {
  const nothing = { steepest: null, valley: null, slide: null, minimum: null }
  expect(suggestRates([], [])).toEqual(nothing)
  expect(suggestRates(rates.slice(0, 15), rates.slice(0, 15), 100)).toEqual(nothing)
  const losses = fc.array(fc.double({ min: 0, max: 10, noNaN: true }), { minLength: 100, maxLength: 100 })
  fc.assert(
    fc.property(losses, (loss) => {
      const { steepest, valley, slide, minimum } = suggestRates(rates, loss)
      for (const rate of [steepest, valley, slide]) expect(rates).toContain(rate)
      expect(rates.map((rate) => rate / 10)).toContain(minimum)
    }),
  )
})

test('200,000 points, more than the arguments that a call takes, have their rates', () => {
  const many = Array.from({ length: 200_000 }, (_, i) => 1e-5 * 1.00005 ** i)
  const losses = many.map((rate) => 1 + (Math.log(rate) + 5) ** 2)
  expect(suggestRates(many, losses).minimum).toBeGreaterThan(0)
})
