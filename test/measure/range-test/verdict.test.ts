import { expect, test } from 'vitest'
import type { Reading } from '../../../src/measure/range-test/reading.js'
import { type Evidence, reasonsAgainst } from '../../../src/measure/range-test/verdict.js'
import { naming } from '../naming.js'

const good: Reading = {
  suggestions: { steepest: 0.01, valley: 0.01, slide: 0.01, minimum: 0.01 },
  suggested: { base: 0.01, peak: 0.1, low: 0.001, high: 0.11 },
  points: 85,
  start: 2.8,
  constant: 2.3,
  bottom: 0.6,
  turned: true,
  exploded: true,
  noise: 0.03,
  startNoise: 0.05,
}
const believable: Evidence = {
  metric: 'loss',
  aborted: false,
  readings: [good, good, good],
  stepsPerDecade: 16.5,
  heldOut: { constant: 2.3, lowest: 0.7 },
  spread: 0.1,
  disagreement: 0.3,
}
const against = (change: Partial<Evidence>) => reasonsAgainst({ ...believable, ...change })
const all = (change: Partial<Reading>) =>
  against({ readings: [good, good, good].map((reading) => ({ ...reading, ...change })) })

test('a curve that fell, turned and agrees has nothing against it', () => {
  expect(against({})).toEqual([])
  expect(against({ heldOut: null, disagreement: null, stepsPerDecade: null })).toEqual([])
})

test('19 points are too few, 20 are enough; the next action depends on whether the loss exploded', () => {
  expect(all({ points: 20 })).toEqual([])
  expect(all({ points: 19 })).toEqual([naming(19, 20, '"from"', '"steps"')])
  expect(all({ points: 19, exploded: false })).toEqual([naming(19, 20, ': raise "steps"')])
})

test('fewer than 10 updates a decade are too few', () => {
  expect(against({ stepsPerDecade: 10 })).toEqual([])
  expect(against({ stepsPerDecade: 8.17 })).toEqual([naming(8.2, 10, '"steps"')])
})

test('a fall must be 2 % below start and constant answer, and 3 deviations of the smoothed curve', () => {
  const flat = (bottom: string, whose: string, level: string) => naming('the loss', level, whose, bottom)
  expect(all({ bottom: 2.25, noise: 0.01 })).toEqual([])
  expect(all({ bottom: 2.26, noise: 0.01 })).toEqual([flat('2.26', 'a constant answer', '2.3')])
  expect(all({ bottom: 2, noise: 0.09 })).toEqual([])
  expect(all({ bottom: 2, noise: 0.11 })).toEqual([flat('2', 'a constant answer', '2.3')])
  // a network that had been trained before: its start is measured, and as noisy as that
  expect(all({ start: 0.08, bottom: 0.06, noise: 0.003, startNoise: 0.004 })).toEqual([])
  expect(all({ start: 0.08, bottom: 0.06, noise: 0.003, startNoise: 0.007 })).toHaveLength(1)
  expect(all({ start: 0.08, bottom: 0.08, noise: 0.001 })).toEqual([flat('0.08', 'it began with', '0.08')])
  expect(against({ metric: 'accuracy', readings: [{ ...good, start: 0.9, constant: 0.88, bottom: 0.9 }] })).toEqual([
    naming('the share of errors', 0.88, 'a constant answer', 0.9),
  ])
})

test('the middle seed decides, in whatever order they come', () => {
  for (const points of [
    [25, 5, 30],
    [5, 25, 30],
    [30, 25, 5],
    [100, 5, 25],
  ]) {
    expect(against({ readings: points.map((count) => ({ ...good, points: count })) })).toEqual([])
  }
  expect(against({ readings: [5, 30, 19].map((points) => ({ ...good, points })) })).toHaveLength(1)
})

test('most seeds must have turned', () => {
  const open = { ...good, turned: false }
  expect(against({ readings: [good, good, open] })).toEqual([])
  expect(against({ readings: [good, open, open] })).toEqual([naming('still falling', '"to"')])
  // where the curve ends no seed knows
  expect(against({ readings: [open], spread: 3, disagreement: 3 })).toHaveLength(1)
})

test('a loss that falls on rows seen before but not on held-out ones was learnt by heart', () => {
  expect(against({ heldOut: { constant: 2.3, lowest: 2.25 } })).toEqual([])
  expect(against({ heldOut: { constant: 2.3, lowest: 2.29 } })).toEqual([naming('held-out', 2.29, 2.3)])
})

test('seeds half a decade apart, or the middle suggestions a whole one, are too far', () => {
  expect(against({ spread: 0.5, disagreement: 1 })).toEqual([])
  expect(against({ spread: 0.62, disagreement: 1.34 })).toEqual([
    naming(0.6, 'decades', '"steps"', '"seeds"', '"batchSize"'),
    naming('four suggestions', 1.3, 'decades'),
  ])
})

test('an aborted test has that one reason, and a test without points says so and no more about agreement', () => {
  expect(against({ aborted: true, spread: 3 })).toEqual(['the test was aborted'])
  const nothing = all({ points: 0, bottom: Infinity, suggested: null })
  expect(nothing[0]).toEqual(naming(0, 20, '"from"'))
  expect(against({ spread: 3, readings: [{ ...good, bottom: 2.4 }] })).toHaveLength(1)
})
