import { expect, test } from 'vitest'
import { createDataset } from '../../../src/data/index.js'
import { probeEvery, probeOf } from '../../../src/measure/range-test/probe.js'

/** The one feature of a row is its number. */
const rows = (count: number) =>
  createDataset({
    inputs: 1,
    features: Float32Array.from({ length: count }, (_, row) => row),
    labels: new Uint8Array(count),
    classes: 1,
  })

test('up to 512 rows are a probe as they are; of 513 and more it is 512 different ones in their order', () => {
  const few = rows(512)
  expect(probeOf(few, 1)).toBe(few)
  for (const count of [513, 2000]) {
    const drawn = [...probeOf(rows(count), 1).features]
    expect(drawn).toHaveLength(512)
    expect([...new Set(drawn)].sort((a, b) => a - b)).toEqual(drawn)
    expect(drawn.at(-1)).toBeLessThan(count)
  }
})

test('the seed alone says which rows are drawn', () => {
  const data = rows(2000)
  expect(probeOf(data, 1)).toEqual(probeOf(data, 1))
  expect(probeOf(data, 2).features).not.toEqual(probeOf(data, 1).features)
})

test('a sweep is looked at after every update where it has up to 49, else about 33 times', () => {
  expect([3, 33, 49, 50, 100, 300].map(probeEvery)).toEqual([1, 1, 1, 2, 3, 9])
})
