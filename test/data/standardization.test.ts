import fc from 'fast-check'
import { expect, test } from 'vitest'
import { createDataset } from '../../src/data/create-dataset.js'
import { identityStandardization, standardizationOf } from '../../src/data/standardization.js'
import { prepareTable } from '../../src/data/tabular/csv.js'
import { refusal } from '../helpers.js'

const bytes = (inputs: number, ...values: number[]) =>
  createDataset({ inputs, features: Uint8Array.from(values), labels: new Uint8Array(values.length / inputs) })
const floats = (inputs: number, ...values: number[]) =>
  createDataset({ inputs, features: Float32Array.from(values), labels: new Uint8Array(values.length / inputs) })

test('standardizationOf bytes has one mean and one scale over all pixels, worked by hand', () => {
  // 0 0 4 4 8 8: mean 4, squares (0 + 0 + 16 + 16 + 64 + 64) / 6 = 80 / 3, variance 80 / 3 - 16 = 32 / 3
  const { mean, scale } = standardizationOf(bytes(2, 0, 0, 4, 4, 8, 8))
  expect([...mean]).toEqual([4, 4])
  expect([...scale]).toEqual([Math.fround(Math.sqrt(3 / 32)), Math.fround(Math.sqrt(3 / 32))])
})

test('standardizationOf f32 features has a mean and a scale for each column, worked by hand', () => {
  // columns: 1 3 5 (mean 3, variance 8/3), -2 -2 4 (mean 0, variance 8), 7 7 7 (deviation 0)
  const { mean, scale } = standardizationOf(floats(3, 1, -2, 7, 3, -2, 7, 5, 4, 7))
  expect([...mean]).toEqual([3, 0, 7])
  expect([...scale]).toEqual([Math.fround(Math.sqrt(3 / 8)), Math.fround(Math.sqrt(1 / 8)), 1])
})

const rgb = { shape: [1, 2, 3], labels: [0, 1] }
// red 0 4 0 4 (mean 2, variance 4), green 1 3 1 3 (mean 2, variance 1), blue 7 7 7 7
const pixels = [0, 1, 7, 4, 3, 7, 0, 1, 7, 4, 3, 7]
const ofChannels = { mean: [2, 2, 7, 2, 2, 7], scale: [0.5, 1, 1, 0.5, 1, 1] }

test.each([Uint8Array, Float32Array])(
  'standardizationOf has a mean and a scale for each channel where the network reads images, worked by hand: %o',
  (Features) => {
    const dataset = createDataset({ ...rgb, features: Features.from(pixels) })
    const { mean, scale } = standardizationOf(dataset, { inputs: [1, 2, 3] })
    expect({ mean: [...mean], scale: [...scale] }).toEqual(ofChannels)
  },
)

test('standardizationOf asks what the network reads and not what the data are: a shape in the data alone changes nothing', () => {
  for (const features of [Uint8Array.from(pixels), Float32Array.from(pixels)]) {
    const list = standardizationOf(createDataset({ inputs: 6, labels: rgb.labels, features }))
    const image = createDataset({ ...rgb, features })
    expect(standardizationOf(image)).toEqual(list)
    expect(standardizationOf(image, { inputs: 6 })).toEqual(list)
    expect(standardizationOf(image, { inputs: [2, 3] })).toEqual(list)
    expect(standardizationOf(image, { inputs: [1, 2, 3] })).not.toEqual(list)
  }
  const grey = createDataset({ shape: [2, 3, 1], features: Uint8Array.from(pixels), labels: rgb.labels })
  expect(standardizationOf(grey, { inputs: [2, 3, 1] })).toEqual(standardizationOf(grey))
})

test('standardizationOf refuses the inputs of a network that reads other rows', () => {
  const dataset = createDataset({ ...rgb, features: Uint8Array.from(pixels) })
  expect(() => standardizationOf(dataset, { inputs: [2, 2, 3] })).toThrow(
    refusal(RangeError, 'standardizationOf', 'plan.inputs', 6, '2 x 2 x 3'),
  )
})

test('standardizationOf has scale 1 for constant features, also where f32 would round their sum', () => {
  for (const value of [0, 77, 255]) {
    const { mean, scale } = standardizationOf(bytes(1, ...new Array<number>(999).fill(value)))
    expect([mean[0], scale[0]]).toEqual([value, 1])
  }
  for (const value of [0.1, -1e30, 3e-42, 16777215]) {
    const { mean, scale } = standardizationOf(floats(1, ...new Array<number>(999).fill(value)))
    expect([mean[0], scale[0]]).toEqual([Math.fround(value), 1])
  }
})

test('standardizationOf has scale 1 where 1 / deviation is too large for f32', () => {
  expect(standardizationOf(floats(1, 0, 1e-40)).scale[0]).toBe(1)
  // deviation 2^-127: its inverse still is an f32
  expect(standardizationOf(floats(1, 0, 2 ** -126)).scale[0]).toBe(2 ** 127)
})

test('standardizationOf keeps a small deviation beside a large mean', () => {
  const { mean, scale } = standardizationOf(floats(1, 1e6, 1e6 + 1, 1e6 + 2))
  expect([mean[0], scale[0]]).toEqual([1000001, Math.fround(Math.sqrt(1.5))])
})

test('standardised features have mean 0 within 1e-5 and deviation 1 within 1e-5, for any bytes that differ', () => {
  fc.assert(
    fc.property(fc.uint8Array({ minLength: 2, maxLength: 300 }), (features) => {
      fc.pre(new Set(features).size > 1)
      const { mean, scale } = standardizationOf(bytes(1, ...features))
      const x = [...features].map((raw) => Math.fround(Math.fround(raw - (mean[0] as number)) * (scale[0] as number)))
      const average = x.reduce((sum, v) => sum + v) / x.length
      expect(Math.abs(average)).toBeLessThan(1e-5 * Math.max(1, (scale[0] as number) * (mean[0] as number)))
      const variance = x.reduce((sum, v) => sum + (v - average) ** 2, 0) / x.length
      expect(Math.abs(variance - 1)).toBeLessThan(1e-5)
    }),
  )
})

test('standardizationOf adds each column up in the order of its rows, to the last bit, at any width and beyond a tile', () => {
  for (const [inputs, count] of [
    [1, 70_000],
    [3, 11_000],
    [4, 9000],
    [7, 5000],
    [33, 1500],
    [40_000, 3],
  ] as const) {
    const features = Float32Array.from({ length: inputs * count }, (_, i) => ((i * 7919) % 10_007) / 97 - 40)
    const { mean, scale } = standardizationOf(createDataset({ inputs, features, labels: new Uint8Array(count) }))
    for (let column = 0; column < inputs; column += inputs > 100 ? 999 : 1) {
      let sum = 0
      for (let row = 0; row < count; row++) sum += features[row * inputs + column] as number
      let squares = 0
      for (let row = 0; row < count; row++) squares += ((features[row * inputs + column] as number) - sum / count) ** 2
      expect(mean[column]).toBe(Math.fround(sum / count))
      expect(scale[column]).toBe(Math.fround(1 / Math.sqrt(squares / count)))
    }
  }
})

test('standardizationOf leaves features as they are that a preparation has scaled', () => {
  const { training } = prepareTable(
    [1, 2, 4].map((x) => ({ x, y: x > 1 ? 'a' : 'b' })),
    { target: 'y', validation: 0 },
  )
  expect(standardizationOf(training)).toEqual(identityStandardization(1))
})

test('identityStandardization is mean 0 and scale 1 for every input', () => {
  const { mean, scale } = identityStandardization(3)
  expect([[...mean], [...scale]]).toEqual([
    [0, 0, 0],
    [1, 1, 1],
  ])
  expect(() => identityStandardization(0)).toThrow(refusal(RangeError, 'identityStandardization', 'inputs', 1, 0))
})

test('identityStandardization refuses at once more inputs than a network could have', () => {
  expect(() => identityStandardization(2 ** 31)).toThrow('identityStandardization: "inputs" expected')
})
