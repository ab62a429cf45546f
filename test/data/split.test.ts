import { expect, test } from 'vitest'
import { createDataset } from '../../src/data/create-dataset.js'
import { split } from '../../src/data/split.js'
import { refusal } from '../helpers.js'

/** Row i has the feature i and the label i mod 3. */
const numbered = (count: number) =>
  createDataset({
    name: 'numbered',
    inputs: 1,
    features: Float32Array.from({ length: count }, (_, i) => i),
    labels: Array.from({ length: count }, (_, i) => i % 3),
    classes: 3,
  })

test('split gives every row to exactly one side, round(fraction count) of them to validation', () => {
  for (const [count, fraction, size] of [
    [10, 0.1, 1],
    [10, 0.25, 3],
    [67, 0.5, 34],
    [1000, 0.2, 200],
  ] as const) {
    const { training, validation } = split(numbered(count), { seed: 4, fraction })
    expect([training.count, validation.count]).toEqual([count - size, size])
    const rows = [...training.features, ...validation.features].sort((a, b) => a - b)
    expect(rows).toEqual(Array.from({ length: count }, (_, i) => i))
  }
})

test('split keeps a tenth for validation unless told otherwise', () => {
  expect(split(numbered(200), { seed: 1 }).validation.count).toBe(20)
})

test('split keeps rows with their labels, in the order they had, and the name and classes of the dataset', () => {
  const sides = split(numbered(100), { seed: 9, fraction: 0.3 })
  for (const side of [sides.training, sides.validation]) {
    const rows = [...side.features]
    expect(rows).toEqual([...rows].sort((a, b) => a - b))
    expect([...side.labels]).toEqual(rows.map((row) => row % 3))
    expect([side.name, side.inputs, side.classes]).toEqual(['numbered', 1, 3])
  }
})

test('split is the same for the same seed and another for another seed', () => {
  const rows = (seed: number) => String(split(numbered(60), { seed, fraction: 0.5 }).validation.features)
  expect(rows(1)).toBe(rows(1))
  expect(rows(1)).not.toBe(rows(2))
})

test('split draws the recorded rows for seed 1', () => {
  expect([...split(numbered(30), { seed: 1, fraction: 0.2 }).validation.features]).toEqual([7, 8, 10, 11, 13, 27])
})

test('split draws every row for validation about equally often, 2000 seeds, a fifth within 4 deviations', () => {
  const drawn = new Array<number>(10).fill(0)
  for (let seed = 0; seed < 2000; seed++) {
    for (const row of split(numbered(10), { seed, fraction: 0.2 }).validation.features) (drawn[row] as number)++
  }
  // 2000 draws at 0.2: mean 400, deviation sqrt(2000 * 0.2 * 0.8) = 17.9
  for (const times of drawn) expect(Math.abs(times - 400)).toBeLessThan(72)
})

test('split carries targets along', () => {
  const features = Float32Array.from({ length: 8 }, (_, i) => i)
  const targets = Float32Array.from({ length: 16 }, (_, i) => (i >> 1) + (i % 2) / 2)
  const { validation } = split(createDataset({ inputs: 1, features, targets }), { seed: 2, fraction: 0.5 })
  expect([...(validation.targets ?? [])]).toEqual([...validation.features].flatMap((row) => [row, row + 0.5]))
})

test('split refuses to leave a side empty, a fraction outside (0, 1) and unknown options', () => {
  expect(() => split(numbered(4), { seed: 1 })).toThrow(refusal(RangeError, 'split', 'fraction', 0.1))
  expect(() => split(numbered(4), { seed: 1, fraction: 0.9 })).toThrow(refusal(RangeError, 'split', 'fraction', 0.9))
  expect(() => split(numbered(4), { seed: 1, fraction: 1 })).toThrow(refusal(RangeError, 'split', 'fraction', 0, 1, 1))
  expect(() => split(numbered(4), { seed: 0.5 })).toThrow(refusal(RangeError, 'split', 'seed', 0, 0.5))
  // @ts-expect-error a misspelt option
  expect(() => split(numbered(4), { seed: 1, fractoin: 0.5 })).toThrow(
    'split: unknown option "fractoin", expected one of fraction, seed',
  )
})
