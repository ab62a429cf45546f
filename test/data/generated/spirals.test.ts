import { createHash } from 'node:crypto'
import { expect, test } from 'vitest'
import type { Dataset } from '../../../src/data/dataset.js'
import { spirals } from '../../../src/data/generated/spirals.js'
import { refusal } from '../../helpers.js'

const sha256 = ({ features }: Dataset) => createHash('sha256').update(features).digest('hex')
const at = ({ features }: Dataset, i: number) => features[i] as number

test('spirals has 1000 training and 500 test points in two balanced classes unless told otherwise', () => {
  const { training, test } = spirals({ seed: 1 })
  expect(training).toMatchObject({ name: 'spirals', count: 1000, inputs: 2, classes: 2 })
  expect(test).toMatchObject({ name: 'spirals', count: 500, inputs: 2, classes: 2 })
  expect(training.features).toBeInstanceOf(Float32Array)
  expect(training.labels.filter((label) => label === 1).length).toBe(500)
  expect(test.labels.filter((label) => label === 1).length).toBe(250)
})

test('spirals gives the recorded bits for seed 1', () => {
  const { training, test } = spirals({ seed: 1 })
  expect(sha256(training)).toBe('064561b1f24698b306d1b138e0b55fa8afe0fed6597688fef6bfa1f078fea427')
  expect(sha256(test)).toBe('28cf7c6a6a1bbbd5914dabd45174962fa7e1f2672f1d268ec4ae6ac7fbb23413')
})

test('spirals puts noiseless points on the formula, within 1e-6 of Math.cos and Math.sin', () => {
  const turns = 1.25
  const arms = 3
  const { training } = spirals({ seed: 5, training: 300, arms, turns, noise: 0 })
  for (let k = 0; k < 300; k++) {
    const x = at(training, 2 * k)
    const y = at(training, 2 * k + 1)
    const radius = Math.hypot(x, y)
    expect(radius).toBeGreaterThan(0.1 - 1e-6)
    expect(radius).toBeLessThan(1 + 1e-6)
    const angle = 2 * Math.PI * (turns * ((radius - 0.1) / 0.9) + (k % arms) / arms)
    expect(Math.abs(x - radius * Math.cos(angle))).toBeLessThan(3e-6)
    expect(Math.abs(y - radius * Math.sin(angle))).toBeLessThan(3e-6)
  }
})

test('spirals adds standard normal numbers times the noise: mean, deviation and tail of 8000 within 4 standard errors', () => {
  const clean = spirals({ seed: 2, training: 4000, noise: 0 }).training.features
  const noisy = spirals({ seed: 2, training: 4000, noise: 0.25 }).training.features
  const n = [...noisy].map((value, i) => (value - (clean[i] as number)) / 0.25)
  expect(Math.abs(n.reduce((sum, v) => sum + v) / 8000)).toBeLessThan(4 / Math.sqrt(8000))
  expect(Math.abs(n.reduce((sum, v) => sum + v * v, 0) / 8000 - 1)).toBeLessThan(4 * Math.sqrt(2 / 8000))
  // P(|n| > 2) = 0.0455
  const tail = n.filter((v) => Math.abs(v) > 2).length / 8000
  expect(Math.abs(tail - 0.0455)).toBeLessThan(4 * Math.sqrt((0.0455 * 0.9545) / 8000))
})

test('spirals point k does not depend on how many points are asked for', () => {
  const few = spirals({ seed: 3, training: 7, test: 5 })
  const many = spirals({ seed: 3, training: 200, test: 100 })
  expect(few.training.features).toEqual(many.training.features.subarray(0, 14))
  expect(few.test.features).toEqual(many.test.features.subarray(0, 10))
})

test('spirals shares no point between training and test, nor between seeds', () => {
  const one = spirals({ seed: 1 })
  const two = spirals({ seed: 2 })
  const all = [one.training, one.test, two.training, two.test].flatMap(({ features, count }) =>
    Array.from({ length: count }, (_, k) => String(features.subarray(2 * k, 2 * k + 2))),
  )
  expect(new Set(all).size).toBe(3000)
})

test('spirals refuses wrong options and names them', () => {
  expect(() => spirals({ seed: -1 })).toThrow(refusal(RangeError, 'spirals', 'seed', 0, -1))
  expect(() => spirals({ seed: 1, arms: 1 })).toThrow(refusal(RangeError, 'spirals', 'arms', 2, 100, 1))
  expect(() => spirals({ seed: 1, training: 0 })).toThrow(refusal(RangeError, 'spirals', 'training', 1, 10000000, 0))
  expect(() => spirals({ seed: 1, test: 2.5 })).toThrow(refusal(RangeError, 'spirals', 'test', 1, 10000000, 2.5))
  expect(() => spirals({ seed: 1, turns: 101 })).toThrow(refusal(RangeError, 'spirals', 'turns', 0, 100, 101))
  expect(() => spirals({ seed: 1, noise: -0.1 })).toThrow(refusal(RangeError, 'spirals', 'noise', 0, 10, -0.1))
  // @ts-expect-error a misspelt option
  expect(() => spirals({ seed: 1, arm: 2 })).toThrow(
    'spirals: unknown option "arm", expected one of seed, training, test, arms, turns, noise',
  )
})
