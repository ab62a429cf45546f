import { expect, test } from 'vitest'
import { hashOfData, packData, unpackData } from '../../../src/cli/fleet/data.js'
import { createDataset, digits, spirals } from '../../../src/entry/index.js'

const table = createDataset({
  name: 'numbers',
  features: [
    [1, 2],
    [3, 4.5],
  ],
  targets: [[0.1], [-7]],
  weights: [1, 2],
})

test.each([
  ['bytes and labels', digits({ seed: 1, training: 100, test: 20 })],
  ['floats and labels', spirals({ seed: 1, training: 100, test: 20 })],
  ['targets and weights', { training: table, test: table }],
])('data with %s come back as they were, from bytes at any place', (_, { training, test: held }) => {
  const parts = { training, test: held }
  const packed = packData(parts)
  const moved = Buffer.concat([Buffer.alloc(3), packed]).subarray(3)
  expect(unpackData(moved)).toEqual(parts)
})

test('equal data have equal bytes, and other data another hash', () => {
  const hash = (seed: number) => hashOfData(packData(spirals({ seed })))
  expect(hash(1)).toBe(hash(1))
  expect(hash(1)).not.toBe(hash(2))
})
