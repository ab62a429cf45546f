import { createHash } from 'node:crypto'
import { expect, test } from 'vitest'
import type { Dataset } from '../../../src/data/dataset.js'
import { digits } from '../../../src/data/generated/digits.js'
import { refusal } from '../../helpers.js'

const sha256 = ({ features }: Dataset) => createHash('sha256').update(features).digest('hex')

const { training, test: testing } = digits({ seed: 1, training: 500, test: 300 })

test('digits gives the recorded bytes for seed 1, 500 training and 300 test images', () => {
  expect(sha256(training)).toBe('a4070c191ae090d68b2536f8dd796f7db78e89cb25aab8ef6832e442cf1bee50')
  expect(sha256(testing)).toBe('44bc1e176341b7991efd78ca95142e6c665956fcd9a194cf683a41994faea870')
})

test('digits are byte images of 784 pixels in ten named classes', () => {
  expect(training).toMatchObject({ name: 'digits', count: 500, inputs: 784, shape: [28, 28, 1], classes: 10 })
  expect(training.classNames).toEqual(['0', '1', '2', '3', '4', '5', '6', '7', '8', '9'])
  expect(training.features).toBeInstanceOf(Uint8Array)
  expect(training.features.length).toBe(500 * 784)
})

test('digits has every class equally often, in training and in test', () => {
  for (const { labels, count } of [training, testing]) {
    for (let digit = 0; digit < 10; digit++) {
      expect(labels.filter((label) => label === digit).length).toBe(count / 10)
    }
  }
})

test('digits has 10000 training and 2000 test images unless told otherwise', () => {
  const { training, test } = digits({ seed: 1 })
  expect([training.count, test.count]).toEqual([10000, 2000])
})

test('digits image k does not depend on how many images are asked for', () => {
  const few = digits({ seed: 1, training: 13, test: 7 })
  expect(few.training.features).toEqual(training.features.subarray(0, 13 * 784))
  expect(few.test.features).toEqual(testing.features.subarray(0, 7 * 784))
  expect([...few.training.labels]).toEqual([0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 0, 1, 2])
})

test('digits shares no image between training and test, nor between seeds', () => {
  const other = digits({ seed: 2, training: 100, test: 100 })
  const images = [training, testing, other.training, other.test].flatMap(({ features, count }) =>
    Array.from({ length: count }, (_, k) => String(features.subarray(k * 784, (k + 1) * 784))),
  )
  expect(new Set(images).size).toBe(1000)
})

test('digits draws in every image more than 10 pixels brighter than 100 on a dark ground', () => {
  for (const { features, count } of [training, testing]) {
    for (let k = 0; k < count; k++) {
      const image = features.subarray(k * 784, (k + 1) * 784)
      expect(image.filter((grey) => grey > 100).length).toBeGreaterThan(10)
      expect([...image].sort((a, b) => a - b)[392]).toBeLessThan(64)
    }
  }
})

test('digits refuses wrong options and names them', () => {
  expect(() => digits({ seed: 1.5 })).toThrow(refusal(RangeError, 'digits', 'seed', 0, 1.5))
  // @ts-expect-error the wrong kind of seed
  expect(() => digits({ seed: '1' })).toThrow(refusal(TypeError, 'digits', 'seed', 0, '"1"'))
  expect(() => digits({ seed: 1, training: 0 })).toThrow(refusal(RangeError, 'digits', 'training', 1, 1000000, 0))
  expect(() => digits({ seed: 1, test: 1e7 })).toThrow(refusal(RangeError, 'digits', 'test', 1, 1000000, 10000000))
  // @ts-expect-error a misspelt option
  expect(() => digits({ seed: 1, count: 5 })).toThrow(
    'digits: unknown option "count", expected one of seed, training, test',
  )
  // @ts-expect-error options that are not an object
  expect(() => digits(null)).toThrow(refusal(TypeError, 'digits', 'options', 'null'))
})
