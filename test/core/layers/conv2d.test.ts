import { describe, expect, test } from 'vitest'
import { denseWorkspace } from '../../../src/core/kernels.js'
import { conv2dWorkspace } from '../../../src/core/layers/conv2d.js'
import type { LayerKernels } from '../../../src/core/layers/kernels.js'
import {
  type Convolution,
  orderedConv2d,
  orderedConv2dBackwardBias,
  orderedConv2dBackwardInput,
  orderedConv2dBackwardWeight,
} from '../../reference/convolutions.js'
import { windowsOf } from '../../reference/windows.js'
import { Bench, expectSameBits, layerBuilds, values } from '../bench.js'

const LINEAR = 0
const RELU = 1

interface Operands {
  readonly x: Float32Array
  readonly w: Float32Array
  readonly bias: Float32Array
  readonly dz: Float32Array
}

/** One set of operands, large enough for every shape. */
const MOST = 2 ** 18
const ALL: Operands = {
  x: values(MOST, 'conv x'),
  w: values(MOST, 'conv w'),
  bias: values(MOST, 'conv bias'),
  dz: values(MOST, 'conv dz'),
}

function sizesOf(shape: Convolution) {
  const { batch, height, width, channels, kh, kw, filters } = shape
  const { outHeight, outWidth } = windowsOf(shape)
  return {
    x: batch * height * width * channels,
    w: kh * kw * channels * filters,
    bias: filters,
    dz: batch * outHeight * outWidth * filters,
  }
}

function operandsOf(shape: Convolution): Operands {
  const { x, w, bias, dz } = sizesOf(shape)
  return {
    x: ALL.x.subarray(0, x),
    w: ALL.w.subarray(0, w),
    bias: ALL.bias.subarray(0, bias),
    dz: ALL.dz.subarray(0, dz),
  }
}

function run(bench: Bench, shape: Convolution, given: Operands, activation: number) {
  const { batch, height, width, channels, kh, kw, stride, filters } = shape
  const { outHeight, outWidth, top, left } = windowsOf(shape)
  const window = { height, width, channels, outHeight, outWidth, kh, kw, stride, top, left }
  const size = sizesOf(shape)
  const k = bench.core.layers as LayerKernels
  bench.reset()
  const x = bench.floats(size.x, given.x)
  const w = bench.floats(size.w, given.w)
  const bias = bench.floats(size.bias, given.bias)
  const dz = bench.floats(size.dz, given.dz)
  const y = bench.floats(size.dz)
  const dw = bench.floats(size.w)
  const db = bench.floats(size.bias)
  const dx = bench.floats(size.x)
  const work = bench.floats(conv2dWorkspace(window, filters))
  const over = [height, width, channels, outHeight, outWidth, kh, kw, stride, top, left, filters] as const
  k.conv2dForward(y, x, w, bias, batch, ...over, activation, work)
  k.conv2dBackwardInput(dx, dz, w, x, batch, ...over, activation, work)
  const across = kw * channels
  // whole, or in two parts, which may be cut anywhere
  const cut = height % 2 === 0 ? Math.floor(across / 3) : 0
  k.conv2dBackwardWeight(dw, 0, x, dz, batch, 0, cut, ...over, work)
  k.conv2dBackwardWeight(dw, db, x, dz, batch, cut, across, ...over, work)
  bench.checkGuards()
  return {
    y: bench.read(y, size.dz),
    dx: bench.read(dx, size.x),
    dw: bench.read(dw, size.w),
    db: bench.read(db, size.bias),
  }
}

const kernels = [
  [1, 1],
  [2, 2],
  [3, 3],
  [4, 4],
  [5, 5],
  [1, 4],
  [3, 2],
  [5, 1],
] as const
const filters = [1, 2, 3, 4, 5, 7, 8, 9, 12, 17]

/** Each size with each kernel, stride and padding; channels, filters and batches in turn. */
function* shapes(): Generator<Convolution> {
  let turn = 0
  for (const padding of ['valid', 'same'] as const) {
    for (let stride = 1; stride <= 3; stride++) {
      for (const [kh, kw] of kernels) {
        for (let height = 1; height <= 13; height++) {
          const width = ((height * 5) % 13) + 1
          if (padding === 'valid' && (height < kh || width < kw)) continue
          turn += 1
          const size = { batch: ((turn * 3) % 5) + 1, height, width, channels: (turn % 9) + 1 }
          yield { ...size, kh, kw, stride, padding, filters: filters[turn % filters.length]! }
        }
      }
    }
  }
}

/** What every build must give, worked out once. */
const wanted = new Map<string, ReturnType<typeof run>>()
function reference(shape: Convolution): ReturnType<typeof run> {
  const key = JSON.stringify(shape)
  let found = wanted.get(key)
  if (found === undefined) {
    const { x, w, bias, dz } = operandsOf(shape)
    const dx = orderedConv2dBackwardInput(shape, dz, w)
    found = {
      y: Float32Array.from(orderedConv2d(shape, x, w, bias), (value) => (value < 0 ? 0 : value)),
      dx: Float32Array.from(dx, (value, i) => (x[i]! > 0 ? value : 0)),
      dw: Float32Array.from(orderedConv2dBackwardWeight(shape, x, dz)),
      db: Float32Array.from(orderedConv2dBackwardBias(shape, dz)),
    }
    wanted.set(key, found)
  }
  return found
}

describe.each(Object.entries(layerBuilds))('%s', (_, build) => {
  test('convolutions with ReLU equal the ordered reference bit for bit: sizes 1 to 13, kernels 1 to 5, strides 1 to 3, both paddings, 1 to 9 channels, 1 to 5 images', async () => {
    const bench = new Bench(await build())
    for (const shape of shapes()) {
      const actual = run(bench, shape, operandsOf(shape), RELU)
      const expected = reference(shape)
      for (const name of ['y', 'dx', 'dw', 'db'] as const) {
        expectSameBits(actual[name], expected[name], `${name} ${JSON.stringify(shape)}`)
      }
    }
  })

  test('kernels one pixel wide over images of one channel equal the ordered reference: 1 to 5 high, images 1 to 13 wide', async () => {
    const bench = new Bench(await build())
    for (let kh = 1; kh <= 5; kh++) {
      for (let width = 1; width <= 13; width++) {
        const window = { batch: 2, height: kh + 2, width, channels: 1, kh, kw: 1, stride: 1, padding: 'valid' } as const
        const shape = { ...window, filters: 4 }
        const { dw } = run(bench, shape, operandsOf(shape), RELU)
        expectSameBits(dw, reference(shape).dw, JSON.stringify(shape))
      }
    }
  })

  test('many images, wide images, many channels and many filters equal the ordered reference', async () => {
    const bench = new Bench(await build())
    for (const shape of [
      { batch: 13, height: 6, width: 6, channels: 3, kh: 3, kw: 3, stride: 1, padding: 'same', filters: 10 },
      { batch: 2, height: 28, width: 28, channels: 1, kh: 5, kw: 5, stride: 1, padding: 'valid', filters: 20 },
      { batch: 4, height: 12, width: 12, channels: 20, kh: 5, kw: 5, stride: 1, padding: 'valid', filters: 50 },
      { batch: 1, height: 3, width: 3, channels: 70, kh: 3, kw: 3, stride: 2, padding: 'same', filters: 33 },
      { batch: 5, height: 1, width: 100, channels: 4, kh: 1, kw: 7, stride: 2, padding: 'same', filters: 6 },
      { batch: 1, height: 40, width: 33, channels: 2, kh: 3, kw: 3, stride: 1, padding: 'same', filters: 8 },
    ] as const) {
      const given = operandsOf(shape)
      const actual = run(bench, shape, given, LINEAR)
      const what = JSON.stringify(shape)
      expectSameBits(actual.y, Float32Array.from(orderedConv2d(shape, given.x, given.w, given.bias)), `y ${what}`)
      expectSameBits(actual.dx, Float32Array.from(orderedConv2dBackwardInput(shape, given.dz, given.w)), `dx ${what}`)
      expectSameBits(actual.dw, Float32Array.from(orderedConv2dBackwardWeight(shape, given.x, given.dz)), `dw ${what}`)
      expectSameBits(actual.db, Float32Array.from(orderedConv2dBackwardBias(shape, given.dz)), `db ${what}`)
    }
  })

  test('all four stay within (2k + 4) 2^-24 of the magnitude of their chain of k products in f64', async () => {
    const bench = new Bench(await build())
    for (const shape of [
      { batch: 5, height: 9, width: 8, channels: 3, kh: 3, kw: 3, stride: 1, padding: 'same', filters: 6 },
      { batch: 3, height: 11, width: 7, channels: 4, kh: 5, kw: 3, stride: 2, padding: 'valid', filters: 9 },
    ] as const) {
      const given = operandsOf(shape)
      const actual = run(bench, shape, given, LINEAR)
      const { x, w, bias, dz } = given
      const all = (of: (operands: Operands) => number[]) => of({ x, w, bias, dz })
      const exact = (value: number) => value
      const size = (values: Float32Array) => values.map(Math.abs)
      const sized = { x: size(x), w: size(w), bias: size(bias), dz: size(dz) }
      for (const [name, of] of [
        ['y', (o: Operands) => orderedConv2d(shape, o.x, o.w, o.bias, exact)],
        ['dx', (o: Operands) => orderedConv2dBackwardInput(shape, o.dz, o.w, exact)],
        ['dw', (o: Operands) => orderedConv2dBackwardWeight(shape, o.x, o.dz, exact)],
        ['db', (o: Operands) => orderedConv2dBackwardBias(shape, o.dz, exact)],
      ] as const) {
        const value = all(of)
        const magnitude = of(sized)
        const chain = Math.max(shape.kh * shape.kw * Math.max(shape.channels, shape.filters), 5 * 72)
        const bound = (2 * chain + 4) * 2 ** -24
        const beyond = value.findIndex((v, i) => !(Math.abs(actual[name][i]! - v) <= bound * magnitude[i]!))
        expect(beyond, `${name} ${JSON.stringify(shape)}`).toBe(-1)
      }
    }
  })

  test('one window over the whole image gives the bits of a dense layer', async () => {
    const bench = new Bench(await build())
    for (const [batch, height, width, channels, outputs] of [
      [7, 3, 4, 5, 11],
      [3, 1, 1, 9, 3],
      [5, 2, 2, 1, 20],
    ] as const) {
      const shape = { batch, height, width, channels, kh: height, kw: width, stride: 1, padding: 'valid' } as const
      const given = operandsOf({ ...shape, filters: outputs })
      const actual = run(bench, { ...shape, filters: outputs }, given, RELU)
      const inputs = height * width * channels
      bench.reset()
      const { denseForward, denseBackwardInput, denseBackwardWeight, denseBackwardBias } = bench.core.kernels
      const [x, w] = [bench.floats(given.x.length, given.x), bench.floats(given.w.length, given.w)]
      const [bias, dz] = [bench.floats(outputs, given.bias), bench.floats(given.dz.length, given.dz)]
      const [y, dx] = [bench.floats(batch * outputs), bench.floats(batch * inputs)]
      const [dw, db] = [bench.floats(inputs * outputs), bench.floats(outputs)]
      const work = bench.floats(denseWorkspace(batch, inputs, outputs))
      denseForward(y, x, w, bias, 0, batch, inputs, outputs, outputs, RELU, work)
      denseBackwardInput(dx, dz, w, x, 0, batch, inputs, outputs, inputs, RELU, work)
      denseBackwardWeight(dw, x, dz, batch, 0, inputs, inputs, outputs, outputs, work)
      denseBackwardBias(db, dz, batch, outputs)
      const what = JSON.stringify(shape)
      expectSameBits(actual.y, bench.read(y, batch * outputs), `y ${what}`)
      expectSameBits(actual.dx, bench.read(dx, batch * inputs), `dx ${what}`)
      expectSameBits(actual.dw, bench.read(dw, inputs * outputs), `dw ${what}`)
      expectSameBits(actual.db, bench.read(db, outputs), `db ${what}`)
    }
  })

  test('NaN and infinities, of images, weights and gradients, reach what they meet and nothing else', async () => {
    const bench = new Bench(await build())
    for (const padding of ['valid', 'same'] as const) {
      const shape = { batch: 2, height: 4, width: 5, channels: 3, kh: 3, kw: 3, stride: 1, padding, filters: 5 }
      const given = operandsOf(shape)
      for (const name of ['x', 'w', 'dz'] as const) {
        for (const value of [Number.NaN, Number.POSITIVE_INFINITY]) {
          const spoiled = { ...given, [name]: given[name].map((old, i) => (i === 7 ? value : old)) }
          const { x, w, bias, dz } = spoiled
          const actual = run(bench, shape, spoiled, LINEAR)
          const what = `${name} ${value} ${padding}`
          expectSameBits(actual.y, Float32Array.from(orderedConv2d(shape, x, w, bias)), `y ${what}`)
          expectSameBits(actual.dx, Float32Array.from(orderedConv2dBackwardInput(shape, dz, w)), `dx ${what}`)
          expectSameBits(actual.dw, Float32Array.from(orderedConv2dBackwardWeight(shape, x, dz)), `dw ${what}`)
          expectSameBits(actual.db, Float32Array.from(orderedConv2dBackwardBias(shape, dz)), `db ${what}`)
        }
      }
    }
  })

  test('no images leave gradients of 0 and write nothing else', async () => {
    const bench = new Bench(await build())
    const shape = { batch: 0, height: 4, width: 4, channels: 3, kh: 3, kw: 3, stride: 1, padding: 'same', filters: 6 }
    const { dw, db } = run(bench, shape as Convolution, operandsOf(shape as Convolution), LINEAR)
    expectSameBits(dw, new Float32Array(dw.length), 'dw')
    expectSameBits(db, new Float32Array(db.length), 'db')
  })
})
