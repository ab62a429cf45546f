import { expect, test } from 'vitest'
import { estimateCost, estimateSpeedUp, speedUpOf } from '../../../src/measure/statistics/estimate.js'

test('an estimate is plain JSON: null where a miss makes it infinite, with the limit above which that lies', () => {
  expect(estimateCost([2, 3, 5, Infinity, Infinity, 3], 12, 0.95)).toEqual({
    median: 4,
    atMost: false,
    low: 2,
    high: null,
    coverage: 0.96875,
    reached: 4,
    runs: 6,
    limit: 12,
    floor: 0,
  })
  expect(estimateCost([Infinity, Infinity, 2], 12, 0.95)).toMatchObject({
    median: null,
    low: 2,
    high: null,
    reached: 1,
  })
})

test('a cost at the floor makes the median one that is at most that', () => {
  expect(estimateCost([1, 1, 3, 4], 12, 0.95, 1)).toMatchObject({ median: 2, atMost: true, low: 1, floor: 1 })
  expect(estimateCost([1, 2, 3], 12, 0.95, 1)).toMatchObject({ median: 2, atMost: false })
  expect(estimateCost([1, 1, 1], 12, 0.95, 1)).toMatchObject({ median: 1, atMost: true, high: 1 })
})

test('one run has a median and no interval', () => {
  expect(estimateCost([3], 12, 0.95)).toMatchObject({ median: 3, low: null, high: null, coverage: 0 })
})

const speedUp = (baseline: number[], subject: number[]) =>
  estimateSpeedUp({ baseline, subject, baselineLimit: 12, subjectLimit: 12, seed: 1, level: 0.95 })

test('a speed-up that its interval tells from 1 needs only the seeds of the level', () => {
  expect(speedUp([8, 8, 8, 5, 8, 8], [2, 2, 2, 2, 2, 3])).toMatchObject({ ratio: 4, text: '4.00x', seedsNeeded: 6 })
})

test('one that is lost in the spread needs more seeds than it had, and a ratio of 1 no number of them', () => {
  const lost = speedUp([2, 8, 3, 5, 2, 8], [2, 5, 3, 2, 5, 2])
  expect(lost.low).toBeLessThan(1)
  expect(lost.seedsNeeded).toBeGreaterThan(6)
  expect(speedUp([2, 3, 5, 8, 3, 2], [3, 2, 8, 5, 2, 3])).toMatchObject({ ratio: 1, seedsNeeded: null })
})

test('an interval that just touches 1 needs one seed more than it had, one of twice the length four times as many', () => {
  const needed = (low: number, high: number, ratio = 2) =>
    speedUpOf({ estimate: { low: ratio, high: ratio }, interval: { low, high } }, 10, 0.95).seedsNeeded
  expect(needed(1, 4)).toBe(11)
  expect(needed(0.5, 4)).toBe(40)
  expect(needed(0.25, 1, 0.5)).toBe(11)
  expect(needed(0.25, 2, 0.5)).toBe(40)
  expect(needed(0.5, Infinity, 0.5)).toBeNull()
})

test('an interval has the bounds that are known, and none for one run', () => {
  const options = { baseline: [8, 8, 8, 5, 8, 8], subject: [2, 2, 2, 2, 2, 3], baselineLimit: 12, subjectLimit: 12 }
  const { low, high } = estimateSpeedUp({ ...options, seed: 1, level: 0.95 })
  expect(low).toBeGreaterThan(1)
  expect(low).toBeLessThanOrEqual(4)
  expect(high).toBeGreaterThanOrEqual(4)
  expect(high).toBeLessThanOrEqual(8)
  expect(speedUp([8], [2])).toMatchObject({ ratio: 4, low: null, high: null, seedsNeeded: null })
})

test('a censored speed-up has bounds in place of the ratio, on the side that is known', () => {
  const never = [Infinity, Infinity, Infinity]
  expect(speedUp(never, [2, 2, 2])).toEqual({
    ratio: null,
    atLeast: 6,
    atMost: null,
    low: 6,
    high: null,
    text: '> 6x, censored',
    interval: '> 6x, censored',
    seedsNeeded: null,
  })
  expect(speedUp([2, 2, 2], never)).toMatchObject({
    atLeast: null,
    atMost: 1 / 6,
    low: null,
    text: '< 0.17x, censored',
  })
  expect(speedUp(never, never)).toMatchObject({ ratio: null, atLeast: null, atMost: null, interval: 'unbounded' })
})

test('a ratio that costs at the floor leave open is told with both of its bounds', () => {
  const floors = { baselineFloor: 1, subjectFloor: 1 }
  const options = { baseline: [4, 4], subject: [1, 2], baselineLimit: 12, subjectLimit: 12, level: 0.95, ...floors }
  expect(estimateSpeedUp(options)).toMatchObject({ ratio: null, atLeast: 4 / 1.5, atMost: 4, text: '2.67x to 4.00x' })
})
